/** A value that others can watch; React reads it with `useSyncExternalStore`. */
export interface Cell<T> {
  readonly get: () => T;
  readonly set: (next: T) => void;
  readonly subscribe: (run: () => void) => () => void;
}

/** A cell with its first value. Setting the same value tells nobody. */
export function cell<T>(first: T): Cell<T> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const run of [...watchers]) run();
    },
    subscribe(run) {
      watchers.add(run);
      return () => watchers.delete(run);
    },
  };
}
