import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

test('[WI8] repeats wait 0.5, 1, 2, 4 ... 15 s, at most half shorter by chance', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map((n) => backoff(n, 0))).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
  expect([0, 5].map((n) => backoff(n, 1))).toEqual([250, 7500]);
});
