import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { changed, marks, over, standard } from './preferences.ts';
import { inWords } from './time.ts';

const first = standard('en');

describe('[DT60] preferences', () => {
  test('of an unknown name or another kind count as not chosen', () => {
    expect(over(first, { theme: 'dark', textSize: '120', hacked: 1, sound: null })).toEqual({ ...first, theme: 'dark' });
    for (const nothing of [null, undefined, 'x', 7]) expect(over(first, nothing)).toBe(first);
  });
  test('change one by one, and null is as the desktop has it; the language stays', () => {
    const german = changed({ ...first, theme: 'dark', textSize: 150 }, { language: 'de', textSize: null });
    expect(german).toEqual({ ...first, theme: 'dark', language: 'de' });
  });
  test('[DT351] say where list and context stand and in which font; the file that draws before the first paint says the same', () => {
    expect([first.listSide, first.contextSide, first.font]).toEqual(['left', 'right', 'inter']);
    const early = readFileSync(new URL('public/appearance.js', import.meta.url), 'utf8');
    for (const [mark, value] of Object.entries(marks(first, false))) expect(early).toMatch(new RegExp(`\\b${mark}( = .*|: )'${value}'`));
  });
  test('mark the page; a system that asks for more contrast gets it, unless another theme is chosen', () => {
    expect(marks(first, true).theme).toBe('contrast');
    expect(marks({ ...first, theme: 'light' }, true).theme).toBe('light');
  });
});

test('[DT62] timers in words name no seconds beside minutes', () => {
  expect([7000, 723_000, 3_723_000, -5].map((ms) => inWords(ms, 'en'))).toEqual(['7 sec', '12 min', '1 hr 2 min', '0 sec']);
  expect(inWords(3_723_000, 'de')).toBe('1 Std. 2 Min.');
});

const css = `\n${readFileSync(new URL('tokens.css', import.meta.url), 'utf8')}`;
type Tokens = Readonly<Record<string, string>>;
/** What a rule of tokens.css sets, for one side of light-dark(). */
function tokensOf(selector: string, side: 0 | 1): Tokens {
  const from = css.indexOf(`\n${selector} {`);
  const block = css.slice(from, css.indexOf('\n}', from));
  const colours = [...block.matchAll(/--([a-z-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g)];
  return Object.fromEntries(colours.map(([, name = '', light, dark, both]) => [name, both ?? [light, dark][side] ?? '']));
}
const root = (side: 0 | 1): Tokens => tokensOf(':root', side);
const blind = (side: 0 | 1): Tokens => tokensOf(':root[data-palette="colourBlind"]', side);
const contrast = { ...root(1), ...tokensOf(':root[data-theme="contrast"]', 1) };
const themes: Readonly<Record<string, Tokens>> = {
  light: root(0),
  dark: root(1),
  contrast,
  'light, orange and blue': { ...root(0), ...blind(0) },
  'dark, orange and blue': { ...root(1), ...blind(1) },
  'contrast, orange and blue': { ...contrast, ...tokensOf(':root[data-theme="contrast"][data-palette="colourBlind"]', 1) },
};

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function ratio(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['bg', 'surface', 'raised', 'sunken'];
const states = ['ready', 'offered', 'busy', 'hold', 'after-work', 'not-ready', 'missed', 'logged-off', 'chat'];

describe.each(Object.entries(themes))('[DT61] the colours of %s', (name, tokens) => {
  const least = name.startsWith('contrast') ? 7 : 4.5;
  const poor = (pairs: readonly (readonly [string, string, number])[]) =>
    pairs.filter(([a, b, wanted]) => ratio(tokens[a] ?? '', tokens[b] ?? '') < wanted).map(([a, b]) => `${a} on ${b}`);
  test('can be read on every surface', () => {
    expect(Object.keys(tokens).length).toBeGreaterThan(30);
    expect(
      poor(
        surfaces.flatMap((on) => [
          ['text', on, 7] as const,
          ...['muted', 'subtle', 'accent', ...states].map((of) => [of, on, least] as const),
          ...['control', 'focus'].map((of) => [of, on, 3] as const),
        ]),
      ),
    ).toEqual([]);
  });
  test('can be read on their own soft ground, on the accent, and where a row is chosen', () => {
    const soft = states.filter((state) => `${state}-soft` in tokens);
    expect(
      poor([
        ...soft.flatMap((state) => [[state, `${state}-soft`, least] as const, ['text', `${state}-soft`, 7] as const]),
        ['on-accent', 'accent', least],
        ['on-state', 'busy', 4.5],
        ...['text', 'muted', 'accent'].flatMap((of) => ['chosen', 'hover', 'accent-soft'].map((on) => [of, on, 4.5] as const)),
      ]),
    ).toEqual([]);
  });
});
