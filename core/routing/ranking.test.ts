import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enter, firstOf, newRanking, quit, rankOf } from './ranking.ts';

interface Item {
  readonly key: number;
}

test('[RT43] places are those of a sorted list, whoever comes and goes', () => {
  const change = fc.record({ key: fc.nat(40), stays: fc.boolean() });
  fc.assert(
    fc.property(fc.array(change, { minLength: 20, maxLength: 120, size: 'max' }), (changes) => {
      const there = new Map<number, Item>();
      const ranking = newRanking<Item>((a, b) => a.key < b.key);
      for (const { key, stays } of changes) {
        const old = there.get(key);
        if (old) quit(ranking, old);
        there.delete(key);
        if (stays) {
          const item = { key };
          there.set(key, item);
          enter(ranking, item);
        }
        const sorted = [...there.values()].sort((a, b) => a.key - b.key);
        expect(sorted.map((item) => rankOf(ranking, item))).toEqual(sorted.map((_, n) => n + 1));
        expect(firstOf(ranking, 7)).toEqual(sorted.slice(0, 7));
        expect(rankOf(ranking, { key: 20.5 })).toBe(sorted.filter((item) => item.key < 20.5).length + 1);
      }
    }),
    { numRuns: 150 },
  );
});

test('[RT43] a place is found by looking at few: in a line of 100,000 at most 60, also when they come in order', () => {
  let looks = 0;
  const ranking = newRanking<Item>((a, b) => {
    looks += 1;
    return a.key < b.key;
  });
  const items = Array.from({ length: 100_000 }, (_, key) => ({ key }));
  for (const item of items) enter(ranking, item);
  for (const item of items.filter((_, n) => n % 2)) quit(ranking, item);
  const most = items
    .filter((_, n) => n % 2 === 0 && n % 100 === 0)
    .map((item) => {
      looks = 0;
      expect(rankOf(ranking, item)).toBe(item.key / 2 + 1);
      return looks;
    });
  expect(Math.max(...most)).toBeLessThan(60);
});
