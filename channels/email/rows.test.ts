import { beforeAll, expect, test } from 'vitest';
import { construct, type Reached, rows, strange } from './test/rows.ts';
import { rows as emailRows, leftOut } from './test/sm4.ts';

let reached: Reached;
beforeAll(() => {
  reached = construct();
}, 120_000);

test.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
  const { hits, wrong } = row.follow(reached);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(hits).toBeGreaterThan(0);
});
test('no step is taken that neither a row nor a named step of ours allows', () => expect(strange(reached)).toEqual([]));
test('a row is followed or left out with a reason, never both', () => {
  const names = [...emailRows, ...leftOut].map((row) => row.slice(0, 4).join(' | '));
  expect(new Set(names).size).toBe(names.length);
  expect(leftOut.filter((row) => !row[4])).toEqual([]);
});
