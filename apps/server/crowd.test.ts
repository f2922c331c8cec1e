import { expect, test } from 'vitest';
import { crowd } from './crowd.ts';

test('[SV10] so many of a name come in and no more; who leaves makes room once', () => {
  const { enter } = crowd(2);
  const [first, second] = [enter('a'), enter('a')];
  expect([first, second, enter('a'), enter('b')].map((leave) => leave !== null)).toEqual([true, true, false, true]);
  first?.();
  first?.();
  expect([enter('a'), enter('a')].map((leave) => leave !== null)).toEqual([true, false]);
});
