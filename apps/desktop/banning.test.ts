import { expect, test } from 'vitest';
import { lengths } from './banning.ts';

test.each([
  [30, 365, [1, 7, 30, 90, 365]],
  [2, 3, [1, 2, 3]],
  [14, 14, [1, 7, 14]],
  [30, 400, [1, 7, 30, 90, 365, 400]],
])('[DT80] of usually %i and at most %i days the lengths to choose from are %j', (usualDays, mostDays, all) =>
  expect(lengths({ usualDays, mostDays })).toEqual(all),
);
