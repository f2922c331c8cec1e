import { expect, test } from 'vitest';
import { next, plainLook, turned, zoomed } from './looking.ts';

test('[CH32] a picture grows from what fits to eight times as much, and back, and no further', () => {
  const sizes = [1, 1, 1, 1, 1, 1, 1, 1].reduce<readonly ReturnType<typeof zoomed>[]>(
    (all) => [...all, zoomed(all.at(-1) ?? plainLook, 1)],
    [plainLook],
  );
  expect(sizes.map(({ zoom }) => zoom)).toEqual([1, 1.5, 2, 3, 4, 6, 8, 8, 8]);
  expect([zoomed({ zoom: 1.5, turn: 90 }, -1), zoomed(plainLook, -1)]).toEqual([{ zoom: 1, turn: 90 }, plainLook]);
});
test('[CH32] four turns are none', () => expect([0, 0, 0, 0].reduce(turned, plainLook)).toEqual(plainLook));
test('[CH32] the pictures of a conversation go round', () => expect([next(0, -1, 3), next(2, 1, 3), next(1, 1, 3)]).toEqual([2, 0, 2]));
