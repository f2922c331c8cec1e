import { expect, test } from 'vitest';
import { types } from './test/every.ts';
import { walk } from './test/walk.ts';

const days = Array.from({ length: 10 }, (_, n) => 300 + n);
const accepted = new Set<string>();
test.each(days)(
  '[VO3] [VO5] [VO70] [VO71] [VO72] [VO80] everything holds on a random day, seed %i',
  (seed) => {
    for (const type of walk(seed, 1500).keys()) accepted.add(type);
  },
  60_000,
);
test('on those days every command was accepted', () =>
  expect(types.filter((type) => !accepted.has(type) && type !== 'saveData')).toEqual([]));
