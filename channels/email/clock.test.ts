import { expect, test } from 'vitest';
import { clockAt } from './clock.ts';

test('[EM141] the clock tells what is used of the time, that nine tenths are, and that it is over', () => {
  const looks = (left: number, of = 1000) => {
    const { used, is } = clockAt({ at: 0, left, of });
    return [used, is];
  };
  expect([1000, 101, 100, 1, 0, -5].map((left) => looks(left)[1])).toEqual(['calm', 'calm', 'near', 'near', 'over', 'over']);
  expect([looks(750)[0], looks(-5000), looks(2000)[0], looks(0, 0)]).toEqual([0.25, [1, 'over'], 0, [1, 'over']]);
});
