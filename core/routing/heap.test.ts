import fc from 'fast-check';
import { expect, test } from 'vitest';
import { first, newHeap, push, sizeOf, wither } from './heap.ts';

interface Item {
  readonly id: number;
  readonly key: number;
  live: boolean;
}
const isBefore = (a: Item, b: Item) => (a.key !== b.key ? a.key < b.key : a.id < b.id);
const inOrder = (items: Iterable<Item>) => [...items].sort((a, b) => (isBefore(a, b) ? -1 : 1));

test('a heap finds what a sorted list finds, and keeps at most as many stale snapshots as live ones', () => {
  const change = fc.record({ id: fc.nat(19), key: fc.nat(9), keep: fc.nat(2), above: fc.nat(9) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 20, maxLength: 90, size: 'max' }), (changes) => {
      const live = new Map<number, Item>();
      const heap = newHeap<Item>(isBefore);
      for (const { id, key, keep, above } of changes) {
        const old = live.get(id);
        if (old) {
          old.live = false;
          live.delete(id);
          wither(heap);
        }
        if (keep) {
          const item = { id, key, live: true };
          live.set(id, item);
          push(heap, item);
        }
        const sorted = inOrder(live.values());
        expect(first(heap, (item) => item.key > above)).toBe(sorted.find((item) => item.key > above));
        expect(first(heap, () => true)).toBe(sorted[0]);
        expect(sizeOf(heap)).toBe(live.size);
        expect(heap.items.length).toBeLessThanOrEqual(2 * live.size);
      }
    }),
    { numRuns: 150 },
  );
});
