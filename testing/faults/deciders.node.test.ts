import { test } from 'vitest';
import { offerThroughKills } from './deciders.node.ts';

test(
  '[RT84] [RT80] whoever decides is killed ten times and the database restarted: nothing is lost, stuck or owned twice, and what is rebuilt equals the log',
  () => offerThroughKills({ kills: 10, shoppers: 9 }, console.log),
  600_000,
);
