import { sources } from '@patchbay/base/test/repository.ts';
import { expect, test } from 'vitest';
import { words } from './words.ts';

const refused = sources('email/*.ts').flatMap(({ text }) =>
  [...text.matchAll(/refuse\('((?:email|case)\.\w+)'\)/g)].map(([, key]) => key ?? ''),
);

test('[EM13] whatever is refused has its text in each language, and no text is for nothing', () => {
  expect(refused.length).toBeGreaterThan(10);
  for (const texts of [words.en, words.de]) expect(Object.keys(texts).sort()).toEqual([...new Set(refused)].sort());
});
