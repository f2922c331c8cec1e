import { test } from 'vitest';
import { talkThroughKills } from './kill.node.ts';

test(
  'the server is killed five times while people talk: nothing acknowledged is lost, doubled, out of order or stuck',
  () => talkThroughKills(5, 8),
  180_000,
);
