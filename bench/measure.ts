/** The middle of some numbers. */
export const median = (numbers: readonly number[]): number => percentile(numbers, 50);

/** The number that so many per cent do not exceed. */
export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** To so many digits that count. */
export const round = (n: number): number => Number(n.toPrecision(3));
