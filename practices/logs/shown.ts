/** How often one user was shown a code by one build. */
export interface ShownRow {
  readonly code: string;
  readonly user: string;
  readonly build: string;
  readonly times: number;
  /** The day it was shown last, midnight UTC. */
  readonly day: number;
}
/** A code over all users and builds. */
export interface ShownSum {
  readonly code: string;
  readonly times: number;
  readonly day: number;
  /** Most often first. */
  readonly rows: readonly ShownRow[];
}

/** The rows by code: what was shown most comes first. [LG5] */
export function sumsOf(rows: readonly ShownRow[]): readonly ShownSum[] {
  const codes = [...new Set(rows.map(({ code }) => code))];
  return codes
    .map((code) => {
      const mine = rows.filter((row) => row.code === code).toSorted((a, b) => b.times - a.times);
      return { code, times: mine.reduce((sum, { times }) => sum + times, 0), day: Math.max(...mine.map(({ day }) => day)), rows: mine };
    })
    .toSorted((a, b) => b.times - a.times || a.code.localeCompare(b.code));
}

/** Counts one more of a code. */
export const counted = (counts: Readonly<Record<string, number>>, code: string): Readonly<Record<string, number>> => ({
  ...counts,
  [code]: Math.min(1000, (counts[code] ?? 0) + 1),
});
