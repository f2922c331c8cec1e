import { expect, test } from 'vitest';
import { sources } from './test/repository.ts';

/** The rules that a SPEC.md promises: **[IN1]** or [RT1]. */
const promised = (text: string) => [...text.matchAll(/^- (?:\*\*)?\[([A-Z]{2}\d+)\]/gm)].map(([, id]) => id ?? '');
/** The titles of tests, in test files and the tables they run. */
const titles = sources('**/*.test.ts', '**/*.test.tsx', '**/test/promises.ts').flatMap(({ text }) =>
  [...text.matchAll(/['"`](\[[A-Z]{2}\d+\][^\n]*)/g)].map(([, title]) => title ?? ''),
);
const cited = new Set(titles.flatMap((title) => [...title.matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id]) => id ?? '')));
const specs = sources('**/SPEC.md');
const ids = specs.flatMap(({ text }) => promised(text));

test.each(specs.map((s) => [s.path, s.text] as const))('every rule of %s is cited by the title of a test', (_, text) => {
  expect(promised(text).length).toBeGreaterThan(0);
  expect(promised(text).filter((id) => !cited.has(id))).toEqual([]);
});
test('no two rules have one id', () => expect(ids.length).toBe(new Set(ids).size));
test('every id that a test cites is promised', () => expect([...cited].filter((id) => !ids.includes(id))).toEqual([]));
