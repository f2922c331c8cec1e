import { test } from 'vitest';
import { offerThroughKills } from './deciders.node.ts';

const parts = Array.from({ length: 10 }, (_, n) => n + 1);

// Each part has a chance of its own, so that one can be run alone: -t 'part 3'.
test.each(parts)(
  '[RT84] [RT80] part %i of ten: whoever decides is killed 20 times and the database restarted: nothing is lost, stuck or owned twice, and what is rebuilt equals the log',
  (part) => offerThroughKills({ kills: 20, shoppers: 15 }, console.log, part),
  3_600_000,
);
