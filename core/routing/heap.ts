/** A snapshot: it never changes while it lies in a heap, but that it is no longer `live` once another stands for the same thing. */
export interface Snapshot {
  live: boolean;
}

/**
 * A binary heap of snapshots. A thing that changes is pushed anew as another snapshot; the old one is `stale`: passed over at the top, and
 * cleared away when more than half is stale.
 */
export interface Heap<T extends Snapshot> {
  readonly before: (a: T, b: T) => boolean;
  items: T[];
  stale: number;
}

/** An empty heap; `before` must be a strict total order of snapshots. */
export const newHeap = <T extends Snapshot>(before: Heap<T>['before']): Heap<T> => ({ before, items: [], stale: 0 });

/** How many live snapshots it holds. */
export const sizeOf = <T extends Snapshot>(heap: Heap<T>): number => heap.items.length - heap.stale;

/** Adds a live snapshot. */
export function push<T extends Snapshot>(heap: Heap<T>, item: T): void {
  heap.items.push(item);
  rise(heap, heap.items.length - 1);
}

/** Says that one snapshot inside is no longer live; call it after it says so itself. */
export function wither<T extends Snapshot>(heap: Heap<T>): void {
  heap.stale += 1;
  if (heap.stale * 2 <= heap.items.length) return;
  heap.items = heap.items.filter((item) => item.live);
  heap.stale = 0;
  for (let at = (heap.items.length >> 1) - 1; at >= 0; at--) sink(heap, at);
}

/** The first live snapshot that is accepted, left where it is; `undefined` if there is none. O(log size) for each one passed over. */
export function first<T extends Snapshot>(heap: Heap<T>, accepts: (item: T) => boolean): T | undefined {
  let item = top(heap);
  if (item === undefined || accepts(item)) return item;
  const passed: T[] = [];
  while (item !== undefined && !accepts(item)) {
    passed.push(item);
    drop(heap);
    item = top(heap);
  }
  for (const one of passed) push(heap, one);
  return item;
}

/** The first live snapshot; the stale ones before it are cleared away. */
export function top<T extends Snapshot>(heap: Heap<T>): T | undefined {
  let item = heap.items[0];
  while (item !== undefined && !item.live) {
    drop(heap);
    heap.stale -= 1;
    item = heap.items[0];
  }
  return item;
}

function drop<T extends Snapshot>(heap: Heap<T>): void {
  const last = heap.items.pop();
  if (last === undefined || heap.items.length === 0) return;
  heap.items[0] = last;
  sink(heap, 0);
}

function rise<T extends Snapshot>({ items, before }: Heap<T>, from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1;
    if (!swapIfBefore(items, before, at, parent)) return;
    at = parent;
  }
}

function sink<T extends Snapshot>({ items, before }: Heap<T>, from: number): void {
  for (let at = from; ; ) {
    const child = smallerChild(items, before, at);
    if (!swapIfBefore(items, before, child, at)) return;
    at = child;
  }
}

function smallerChild<T>(items: readonly T[], before: (a: T, b: T) => boolean, at: number): number {
  const left = items[2 * at + 1];
  const right = items[2 * at + 2];
  return left !== undefined && right !== undefined && before(right, left) ? 2 * at + 2 : 2 * at + 1;
}

function swapIfBefore<T>(items: T[], before: (a: T, b: T) => boolean, lower: number, upper: number): boolean {
  const below = items[lower];
  const above = items[upper];
  if (below === undefined || above === undefined || !before(below, above)) return false;
  items[lower] = above;
  items[upper] = below;
  return true;
}
