import { test } from 'vitest';
import { talkOverBadLines } from './talk.node.ts';

test(
  '[CH3] [WI4] [WI5] [WI6] a thousand conversations over bad lines: no message is lost, doubled or out of order',
  () => talkOverBadLines(1000, 1000),
  3_600_000,
);
