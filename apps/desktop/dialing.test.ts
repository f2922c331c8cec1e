import { expect, test } from 'vitest';
import { type Favourite, grouped, isFavourite, missedSince, mostFavourites, moved, type Recent, starred } from './dialing.ts';

const ben: Favourite = { to: 'agent', agent: 'ben', label: 'Ben' };
const number = (n: number): Favourite => ({ to: 'number', number: `+49301234${n}`, label: `${n}` });
const call = (id: string, way: Recent['way'], other: Recent['with'], at: number): Recent => ({
  ...{ id, way, with: other, at, name: null, queue: null, seconds: null, failed: null },
});
const jane = { number: '+49307777', written: '030 7777' };

test('[DT244] whoever is starred once more is not any longer, whatever they are called; at most two hundred', () => {
  const two = starred(starred([], ben), number(1));
  expect(two).toEqual([ben, number(1)]);
  expect(isFavourite(two, { to: 'agent', agent: 'ben' })).toBe(true);
  expect(starred(two, { ...ben, label: 'Benjamin' })).toEqual([number(1)]);
  const many = Array.from({ length: 210 }, (_, n) => number(n)).reduce<readonly Favourite[]>(starred, []);
  expect([many.length, many.at(-1)]).toEqual([mostFavourites, number(209)]);
});

test('[DT244] favourites are moved a place, at an end not', () => {
  const all = [number(1), number(2), number(3)];
  expect(moved(all, 0, 1)).toEqual([number(2), number(1), number(3)]);
  expect(moved(all, 2, -1)).toEqual([number(1), number(3), number(2)]);
  expect([moved(all, 0, -1), moved(all, 2, 1)]).toEqual([all, all]);
});

test('[DT243] calls in a row with the same person are one line; missed ones are counted since somebody looked', () => {
  const all = [
    call('c5', 'missed', jane, 50),
    call('c4', 'missed', jane, 40),
    call('c3', 'out', jane, 30),
    call('c2', 'missed', { agent: 'ben' }, 20),
  ];
  expect(grouped(all, false).map(({ id, times }) => [id, times])).toEqual([
    ['c5', 2],
    ['c3', 1],
    ['c2', 1],
  ]);
  expect(grouped(all, true).map(({ id }) => id)).toEqual(['c5', 'c2']);
  expect([missedSince(all, 0), missedSince(all, 40)]).toEqual([3, 1]);
});
