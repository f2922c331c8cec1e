import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { at, sources } from './test/repository.ts';
import { languageOf, languages, type Words } from './words.ts';

type Texts = Readonly<Record<string, unknown>>;
const load = async (path: string) =>
  (await import(/* @vite-ignore */ pathToFileURL(at(path)).href)) as { words: Words & Texts; default: Texts };
const ofAll = async (path: string): Promise<readonly Texts[]> => {
  const { words } = await load(path);
  return languages.map((language) => words[language]);
};
const ofEach = (path: string, part: 'words' | 'default') => () =>
  Promise.all(languages.map(async (language) => (await load(path.replace(/\ben\b(?=\.\w+$)/, language)))[part]));

/** The texts of a folder stand in one file, or in one for each language. */
const folders = [
  ...sources('**/words.ts')
    .filter(({ text }) => /^export const words\b/m.test(text))
    .map(({ path }) => ({ path, texts: () => ofAll(path) })),
  ...sources('**/words.en.ts').map(({ path }) => ({ path, texts: ofEach(path, 'words') })),
  ...sources('**/words/en.json').map(({ path }) => ({ path, texts: ofEach(path, 'default') })),
];
const flat = (texts: Texts, before = ''): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[before + key, text] as const] : flat(text as Texts, `${before}${key}.`),
  );
/** `{name}` and `{name, plural, ...}`, but not the texts of a plural. */
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?=[},])/g)].map(([, name]) => name))].sort();

test.each(folders)('$path has the same texts with the same placeholders in every language', async ({ texts }) => {
  const [first = [], ...others] = (await texts()).map((one) => flat(one));
  expect(first.length).toBeGreaterThan(0);
  for (const other of others) {
    expect(other.map(([key]) => key).sort()).toEqual(first.map(([key]) => key).sort());
    const known = new Map(first);
    for (const [key, text] of other) expect(placeholders(text), key).toEqual(placeholders(known.get(key) ?? ''));
  }
  for (const [key, text] of [first, ...others].flat()) expect(text.trim(), key).not.toBe('');
});

/** What stands between the brackets of every `refuse(...)`, and after every `refused:`. */
function refusals(text: string): readonly string[] {
  const calls = [...text.matchAll(/\brefuse\(/g)].map(({ index }) => closed(text, index + 'refuse('.length));
  const values = [...text.matchAll(/\brefused: ('[^']*')/g)].map(([, value]) => value ?? '');
  return [...calls, ...values].flatMap((one) => [...one.matchAll(/'(\w+\.\w+)'/g)].map(([, key]) => key ?? ''));
}
function closed(text: string, from: number): string {
  let depth = 1;
  let to = from;
  for (; depth > 0 && to < text.length; to++) depth += text[to] === '(' ? 1 : text[to] === ')' ? -1 : 0;
  return text.slice(from, to);
}

test('every key refused in code has a text', () => {
  const texts = new Set(sources('**/*words*.ts').flatMap(({ text }) => [...text.matchAll(/'(\w+\.\w+)':/g)].map(([, key]) => key)));
  const code = sources('**/*.ts', '**/*.tsx').filter(({ path }) => !/\.test\.|\/test\//.test(path));
  const keys = code.flatMap(({ path, text }) => refusals(text).map((key) => ({ path, key })));
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter(({ key }) => !texts.has(key))).toEqual([]);
});
test('refusals are found wherever they stand', () =>
  expect(refusals("refuse(x ? 'a.b' : f('c.d')) || { refused: 'e.f' } || '(g.h)'")).toEqual(['a.b', 'c.d', 'e.f']));

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr', 'en'],
  ['de', 'de'],
  ['DE-at,en;q=0.5', 'de'],
  ['fr-FR, de;q=0.8, en;q=0.7', 'de'],
  ['en-GB,de', 'en'],
] as const)('who asks for %s reads %s', (wanted, language) => expect(languageOf(wanted)).toBe(language));
