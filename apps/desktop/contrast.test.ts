import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checksOf, contrastOf, nearestPassing } from './contrast.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#0b6e69', '#ffffff', 6.12],
  ['#ffffff', '#ffffff', 1],
])('[DT160] %s and %s have a contrast of %f', (one, other, ratio) => {
  expect(contrastOf(one, other)).toBeCloseTo(ratio, 1);
  expect(contrastOf(other, one)).toBe(contrastOf(one, other));
});
test('[DT160] what fails is said, not hidden', () => {
  const failing = (colour: string) => checksOf(colour).flatMap(({ name, passes }) => (passes ? [] : [name]));
  expect([failing('#ffe94d'), failing('#101319'), failing('#2457d6')]).toEqual([['onLight'], ['onDark'], ['onDark']]);
});

test.each(['#ffe94d', '#101319', '#2457d6', '#ffffff', '#000000', '#ff0000'])(
  '[DT160] the nearest colour to %s passes every check, if it does not',
  (colour) => {
    const near = nearestPassing(colour) ?? colour;
    expect(checksOf(near).every(({ passes }) => passes)).toBe(true);
    expect(nearestPassing(near)).toBe(null);
  },
);

test('[DT160] the colours of the demo pass every check', () => {
  const demo = readFileSync(new URL('../../config/demo.yaml', import.meta.url), 'utf8');
  const colours = [...demo.matchAll(/colour: '(#[0-9a-fA-F]{6})'/g)].map(([, colour = '']) => colour);
  expect(colours.length).toBeGreaterThan(0);
  expect(colours.map(nearestPassing)).toEqual(colours.map(() => null));
});
