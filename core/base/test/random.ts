/** Seeded dice: the same seed throws the same. */
export interface Dice {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from 0, below `n`. */
  below(n: number): number;
  /** True in this share of the throws. */
  chance(share: number): boolean;
  /** One of a list that has some. */
  of<T>(list: readonly T[]): T;
}

/** Dice of a seed (mulberry32). */
export function dice(seed: number): Dice {
  let s = seed >>> 0;
  const next = () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (share) => next() < share,
    of: (list) => {
      if (!list.length) throw new Error('Nothing to choose from.');
      return list[below(list.length)] as (typeof list)[number];
    },
  };
}
