import { expect, test } from 'vitest';
import { shareOf } from './beside.ts';

test('[RT96] where all agents serve both lines, whoever stands before counts whole', () => {
  expect(shareOf(3, 4, [{ count: 5, both: 4, others: 0 }])).toBeCloseTo(5, 1);
  expect(shareOf(3, 4, [])).toBe(0);
});

test('[RT96] those who serve the other line only take their part meanwhile: half shared and alike, a third of it is left', () => {
  expect(shareOf(30, 4, [{ count: 30, both: 2, others: 2 }])).toBeCloseTo(10, 1);
});

test('[RT96] a line whose own agents are many is no burden, and whoever is next is not kept by a long line of others', () => {
  expect(shareOf(30, 4, [{ count: 5, both: 2, others: 20 }])).toBeCloseTo(0, 1);
  expect(shareOf(1, 4, [{ count: 100, both: 2, others: 2 }])).toBeCloseTo(1, 1); // the two who serve this line only take it in half a talk
});

test('[RT96] several lines each leave what theirs do not take', () => {
  const before = [
    { count: 12, both: 1, others: 2 },
    { count: 12, both: 1, others: 2 },
  ];
  const share = shareOf(12, 3, before);
  const at = (12 + share) / 3;
  expect(share).toBeCloseTo(2 * Math.min(at, 12 - 2 * at), 1);
});
