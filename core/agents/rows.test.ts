import { readFileSync } from 'node:fs';
import { at } from '@patchbay/base/test/repository.ts';
import { beforeAll, expect, test } from 'vitest';
import { between, picture } from './test/picture.ts';
import { drawn, type Reached, reach } from './test/reached.ts';
import { rows, strange } from './test/rows.ts';

let reached: Reached;
beforeAll(() => {
  reached = reach(drawn.seeds, drawn.steps);
});

test.each(rows.map((row) => [row.title, row] as const))('%s', (_, row) => {
  const { hits, wrong } = row.follow(reached);
  expect([...new Set(wrong)].slice(0, 3)).toEqual([]);
  expect(hits).toBeGreaterThan(0);
});

test('no step is taken that neither a row nor a named step of ours allows', () => expect(strange(reached)).toEqual([]));

test('the picture in the README is what the rules do (else: node core/agents/test/draw.ts)', () => {
  expect(readFileSync(at('core/agents/README.md'), 'utf8').match(between)?.[0]).toBe(picture(reached));
});
