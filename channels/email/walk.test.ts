import { expect, test } from 'vitest';
import { types } from './test/every.ts';
import { walk } from './test/walk.ts';

const days = Array.from({ length: 6 }, (_, n) => 400 + n);
const accepted = new Set<string>();
test.each(days)(
  '[EM1] [EM5] [EM8] [EM9] [EM10] [EM13] [AG8] everything holds on a random day, seed %i',
  (seed) => {
    for (const type of walk(seed, 1200).keys()) accepted.add(type);
  },
  60_000,
);
/** A customer cannot leave, no phone rings, and callbacks are not by e-mail. */
const never = ['customerLeft', 'expire'];
test('on those days every other command was accepted', () =>
  expect(types.filter((type) => !accepted.has(type) && !never.includes(type))).toEqual([]));
