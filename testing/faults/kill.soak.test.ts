import { test } from 'vitest';
import { talkThroughKills } from './kill.node.ts';

test(
  'the server is killed fifty times while people talk: nothing acknowledged is lost, doubled, out of order or stuck',
  () => talkThroughKills(50, 10),
  1_800_000,
);
