const FIRST = 200;
const LAST = 5_000;

/** Milliseconds to wait before starting something again that died so many times in a row: 200 ms, doubled each time, at most 5 s. */
export function delayAfter(deaths: number): number {
  return Math.min(LAST, FIRST * 2 ** Math.max(0, deaths - 1));
}

/** How often it now died in a row: one that ran for more than ten seconds (given in milliseconds) begins anew. */
export function deathsInARow(before: number, ranFor: number): number {
  return ranFor > 10_000 ? 1 : before + 1;
}
