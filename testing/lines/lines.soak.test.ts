import { test } from 'vitest';
import { talkOverBadLines } from './talk.node.ts';

const parts = Array.from({ length: 10 }, (_, n) => n + 1);

// Each part has seeds of its own, so that one can be run alone: -t 'part 3'.
test.each(parts)(
  '[CH3] [WI4] [WI5] [WI6] part %i of ten: a hundred conversations over bad lines: no message is lost, doubled or out of order',
  (part) => talkOverBadLines(900 + 100 * part, 100),
  3_600_000,
);
