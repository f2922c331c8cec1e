import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { textOn } from './colour.ts';
import { words as moreDe } from './more.de.ts';
import { words as moreEn } from './more.en.ts';
import { placeText } from './news.ts';
import { words as reachDe } from './reach.de.ts';
import { words as reachEn } from './reach.en.ts';
import { words as de } from './words.de.ts';
import { words as en } from './words.en.ts';
import { isBanned, speak, textIn, troubleText, unreadText, type WordKey, type Words } from './words.ts';

const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();

test.each<readonly [string, Words, Words]>([
  ['the chat', en, de],
  ['the late parts', moreEn, moreDe],
  ['the other ways', reachEn, reachDe],
])('[WI11] English and German of %s have the same texts with the same gaps, none is empty', (_, one, other) => {
  expect(Object.keys(other).sort()).toEqual(Object.keys(one).sort());
  for (const key of Object.keys(one) as WordKey[]) {
    expect(gaps(other[key] ?? ''), key).toEqual(gaps(one[key] ?? ''));
    expect(other[key] && one[key], key).toBeTruthy();
  }
});
test('[WI11] no text stands with the chat and with the late parts', () =>
  expect(Object.keys(en).filter((key) => key in moreEn || key in reachEn)).toEqual([]));
test('[WI15] a language is at most 1.5 KB', () => {
  for (const words of [en, de, moreEn, moreDe, reachEn, reachDe]) expect(gzipSync(JSON.stringify(words)).length).toBeLessThan(1536);
});
test('texts say their values', () => {
  const say = speak(de);
  expect(unreadText(0, say)).toBe('');
  expect(unreadText(1, say)).toBe('1 neue Nachricht');
  expect(unreadText(3, say)).toBe('3 neue Nachrichten');
  expect(placeText({ position: 1, wait: null }, speak(en))).toBe('You are next.');
  expect(placeText({ position: 2, wait: [2, 5] }, speak(en))).toBe('You are number 2 in line. It takes about 2–5 min.');
  expect(placeText({ position: 1, wait: [1, 1] }, speak(en))).toBe('You are next. It takes about 1 min.');
  expect(placeText({ position: null, wait: null }, speak(en))).toBe(en.finding);
  expect(textIn({ en: 'Chat' }, 'de')).toBe('Chat');
});
test.each([
  [{ is: 'unreachable' } as const, en.unreachable],
  [{ is: 'refused', status: 403, why: 'widget.origin', text: 'x', seconds: 0 } as const, en.origin],
  [
    { is: 'refused', status: 429, why: 'requests.tooMany', text: 'x', seconds: 30 } as const,
    'Too many tries. Please try again in 30 seconds.',
  ],
  [{ is: 'refused', status: 404, why: 'widget.unknown', text: 'x', seconds: 0 } as const, en.unavailable],
  [{ is: 'refused', status: 409, why: 'widget.closed', text: 'The chat is closed.', seconds: 0 } as const, 'The chat is closed.'],
])('[WI11] %j is told as "%s"', (failed, text) => expect(troubleText(failed, speak(en))).toBe(text));

test('[WI14] text on the brand colour has a contrast of 4.5 at least, whatever the colour', () => {
  const steps = Array.from({ length: 18 }, (_, n) => n * 15);
  for (const r of steps)
    for (const g of steps) for (const b of steps) expect(contrast([r, g, b], textOn(hex(r, g, b)))).toBeGreaterThanOrEqual(4.5);
});
const hex = (...parts: number[]) => `#${parts.map((p) => p.toString(16).padStart(2, '0')).join('')}`;
/** By the definition of WCAG 2.2, apart from how the widget reckons. */
function contrast(colour: readonly number[], text: string): number {
  const [r = 0, g = 0, b = 0] = colour.map((p) => (p / 255 <= 0.04045 ? p / 255 / 12.92 : ((p / 255 + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  return text === '#fff' ? 1.05 / light : light / 0.05;
}
test('[WI23] whoever is banned is offered no other try; whoever was refused for now is', () => {
  const refused = (why: string) => ({ is: 'refused', status: 409, why, text: 'x', seconds: 0 }) as const;
  expect([isBanned(refused('widget.banned')), isBanned(refused('widget.full')), isBanned({ is: 'unreachable' }), isBanned(null)]).toEqual([
    ...[true, false, false, false],
  ]);
});
