import { test } from 'vitest';
import { talkOverBadLines } from './talk.node.ts';

test(
  '[CH3] [WI4] [WI5] [WI6] over lines that lose, delay, double and overtake, every message arrives once and in order',
  () => talkOverBadLines(1, 30),
  120_000,
);
