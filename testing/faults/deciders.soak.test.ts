import { test } from 'vitest';
import { offerThroughKills } from './deciders.node.ts';

test(
  '[RT84] [RT80] whoever decides is killed 200 times and the database restarted: nothing is lost, stuck or owned twice, and what is rebuilt equals the log',
  () => offerThroughKills(200, console.log),
  3_600_000,
);
