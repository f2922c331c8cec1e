import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pages } from './routes.ts';
import { messages } from './words.ts';

type Texts = { readonly [key: string]: string | Texts };
const flat = (texts: Texts, before = ''): readonly (readonly [string, string])[] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [[before + key, text] as const] : flat(text, `${before}${key}.`),
  );
const en = new Map(flat(messages.en));
const de = new Map(flat(messages.de));

const root = new URL('../..', import.meta.url).pathname;
const views = ['apps/desktop', 'channels/chat', 'channels/email', 'practices/canned', 'practices/screenpop'].flatMap((folder) =>
  globSync('*.web.{ts,tsx}', { cwd: root + folder }).map((file) => readFileSync(`${root}${folder}/${file}`, 'utf8')),
);
const source = views.join('\n');
const named = new Set([...source.matchAll(/'([a-z][A-Za-z]*(?:\.[A-Za-z]+)*)'/g)].map((m) => m[1] ?? ''));
const begun = [...source.matchAll(/\bt\(`([a-zA-Z.]+)\$\{/g)].map((m) => m[1] ?? '');
/** The names of arguments, not the words of their branches. */
const argumentsOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?:,\s*(?:plural|select)|\})/g)].map((m) => m[1]))].toSorted();

describe('[DT37] the texts', () => {
  test('are the same in every language, with the same arguments', () => {
    expect([...de.keys()].toSorted()).toEqual([...en.keys()].toSorted());
    for (const [key, text] of en) expect([key, ...argumentsOf(de.get(key) ?? '')]).toEqual([key, ...argumentsOf(text)]);
  });
  test('are all used, and every one that is used is there', () => {
    const used = (key: string) => named.has(key) || begun.some((beginning) => key.startsWith(beginning));
    expect([...en.keys()].filter((key) => !used(key))).toEqual([]);
    const asked = [...source.matchAll(/\bt\('([^']+)'/g)].map((m) => m[1] ?? '');
    expect(asked.filter((key) => !en.has(key))).toEqual([]);
    expect(begun.filter((beginning) => ![...en.keys()].some((key) => key.startsWith(beginning)))).toEqual([]);
  });
});

describe('[DT172] docs/states.md', () => {
  const rows = readFileSync(`${root}docs/states.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('|---'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  test.each(['work', ...pages])('says of %s what is shown in every state', (page) => {
    const row = rows.find(([name]) => name === page) ?? [];
    expect(row.length).toBe(7);
    expect(row.filter((cell) => cell.length < 5 && cell !== page)).toEqual([]);
  });
  test('names texts that are there', () => {
    const keys = rows.flat().flatMap((cell) => [...cell.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)+)`/g)].map(([, key]) => key ?? ''));
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter((key) => ![...en.keys()].some((one) => one === key || one.startsWith(`${key}.`)))).toEqual([]);
  });
});
