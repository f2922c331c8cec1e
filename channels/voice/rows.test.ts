import { leftOut as partLeftOut, rows as partRows } from '@patchbay/interactions/test/sm2b.ts';
import { beforeAll, expect, test } from 'vitest';
import { type Reached, reach, rows } from './test/rows.ts';
import { leftOut as callLeftOut, rows as callRows } from './test/sm2a.ts';

let reached: Reached;
beforeAll(() => {
  reached = reach([60, 61, 62, 63, 64, 65, 66, 67], 2500);
}, 60_000);

test.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
  const { hits, wrong } = row.follow(reached);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(hits).toBeGreaterThan(0);
});

test('a row is followed or left out with a reason, never both', () => {
  for (const [kept, leftOut] of [
    [callRows, callLeftOut],
    [partRows, partLeftOut],
  ] as const) {
    const names = [...kept, ...leftOut].map((row) => row.slice(0, 4).join(' | '));
    expect(new Set(names).size).toBe(names.length);
    expect(leftOut.filter((row) => !row[4])).toEqual([]);
  }
});
