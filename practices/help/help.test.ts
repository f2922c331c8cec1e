import { sources } from '@patchbay/base/test/repository.ts';
import { languages } from '@patchbay/base/words.ts';
import { describe, expect, test } from 'vitest';
import { coded, codeOf } from './codes.ts';
import { explained } from './help.ts';
import { search } from './search.ts';

/** Every key that has the text of a refusal, in whatever folder. */
const folders = sources('*/words.ts', 'voice/words.en.ts', 'server/words.node.ts').filter(({ path }) =>
  /^(core|channels|practices|apps\/server)\//.test(path),
);
const keys = [...new Set(folders.flatMap(({ text }) => [...text.matchAll(/^\s*'(\w+\.\w+)':/gm)].map(([, key]) => key ?? '')))];
const texts = Object.fromEntries(keys.map((key) => [key, `${key} is said {here}`]));

describe('[HE1] codes', () => {
  test('every refusal has one: what is listed here needs a row in codes.ts and a cause and a remedy in words/', () => {
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => !codeOf(key))).toEqual([]);
  });
  test('are PB and three digits, and no two are the same', () => {
    const all = coded.map((key) => codeOf(key) ?? '');
    expect(all.filter((code) => !/^PB\d{3}$/.test(code))).toEqual([]);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(all.toSorted());
  });
  test('what nobody knows has none', () => expect([codeOf('x.y'), codeOf('toString')]).toEqual([undefined, undefined]));
});

describe.each(languages)('[HE2] causes and remedies: %s', (language) => {
  const all = explained(language, texts);
  test('are there for every code, with a text', () => {
    expect(all.map(({ key }) => key)).toEqual(coded);
    for (const { code, text, cause, remedy } of all)
      expect(
        [code, text, cause, remedy].map((one) => one.length > 4),
        code,
      ).toEqual([true, true, true, true]);
  });
  test('are sentences, and say two things', () => {
    for (const { cause, remedy, code } of all) {
      for (const one of [cause, remedy]) expect(one, code).toMatch(/[.”“]$/);
      expect(cause, code).not.toBe(remedy);
    }
  });
  test('what a text names is left open', () => expect(all.map(({ text }) => text).join(' ')).not.toMatch(/\{\w+\}/));
});

describe('[HE4] searching', () => {
  const all = explained('de', { ...texts, 'chat.agentFull': 'Dieser Kollege hat keinen freien Platz.' });
  const found = (typed: string) => search(all, typed).map(({ key }) => key);
  test('finds by code, with and without its letters, first', () =>
    expect([found('PB410')[0], found('pb410')[0], found('410')[0]]).toEqual(['chat.agentFull', 'chat.agentFull', 'chat.agentFull']));
  test('finds by words in any order, without accents', () => expect(found('PLATZ kollege frei')).toContain('chat.agentFull'));
  test('finds all for nothing, and nothing for what is nowhere', () =>
    expect([found(' ').length, found('xyzzy')]).toEqual([coded.length, []]));
});
