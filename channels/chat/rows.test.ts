import { readFileSync } from 'node:fs';
import { at } from '@patchbay/base/test/repository.ts';
import { leftOut as partLeftOut, rows as partRows } from '@patchbay/interactions/test/sm2b.ts';
import { beforeAll, expect, test } from 'vitest';
import { between, drawn, pictures } from './test/pictures.ts';
import { type Reached, reach } from './test/reached.ts';
import { rows, strange } from './test/rows.ts';
import { leftOut as chatLeftOut, rows as chatRows } from './test/sm3.ts';

let reached: Reached;
beforeAll(() => {
  reached = reach(drawn.seeds, drawn.steps);
});

test.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
  const { hits, wrong } = row.follow(reached);
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(hits).toBeGreaterThan(0);
});

test('no step is taken that neither a row nor a named step of ours allows', () => expect(strange(reached)).toEqual([]));

test('a row is followed or left out with a reason, never both', () => {
  for (const [kept, leftOut] of [
    [chatRows, chatLeftOut],
    [partRows, partLeftOut],
  ] as const) {
    const names = [...kept, ...leftOut].map((row) => row.slice(0, 4).join(' | '));
    expect(new Set(names).size).toBe(names.length);
    expect(leftOut.filter((row) => !row[4])).toEqual([]);
  }
});

test('the pictures in the READMEs are what the rules do (else: node channels/chat/test/draw.ts)', () => {
  for (const [path, picture] of Object.entries(pictures(reached)))
    expect(readFileSync(at(path), 'utf8').match(between)?.[0], path).toBe(picture);
});
