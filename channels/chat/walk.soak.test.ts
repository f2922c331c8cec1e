import { expect, test } from 'vitest';
import { reach } from './test/reached.ts';
import { rows, strange, untaken } from './test/rows.ts';
import { walk } from './test/walk.ts';

const seeds = (from: number, days: number) => Array.from({ length: days }, (_, n) => from + n);

test.each(seeds(10_000, 150))('[IN3] [IN13] [AG8] everything holds on a long random day, seed %i', (seed) => void walk(seed, 10_000));

test('[IN13] every row leads to its target in many more states, and every named step is taken', () => {
  const reached = reach(seeds(50_000, 60), 5000);
  expect(strange(reached)).toEqual([]);
  expect(untaken(reached)).toEqual([]);
  for (const row of rows) expect(row.follow(reached).wrong, row.title).toEqual([]);
});
