/** The line to the server. */
export type Line = { readonly up: true } | { readonly up: false; readonly since: number };

/** What is said about a lost line: nothing for 2 s, then that we reconnect, after 10 s that no contacts come. [DT5] */
export type Rung = 'fine' | 'reconnecting' | 'offline';
export function rungOf(line: Line, now: number): Rung {
  if (line.up || now - line.since < 2000) return 'fine';
  return now - line.since < 10_000 ? 'reconnecting' : 'offline';
}

/** When the next rung is reached; null: never by itself. */
export function nextRung(line: Line, now: number): number | null {
  if (line.up) return null;
  return [2000, 10_000].map((ms) => line.since + ms).find((at) => at > now) ?? null;
}

const steps = [500, 1000, 2000, 4000, 8000, 15_000];
/** How long to wait before try number `attempt` (from 0); `chance` 0..1 spreads many desktops by a quarter. [DT5] */
export function backoff(attempt: number, chance: number): number {
  const step = steps[Math.min(attempt, steps.length - 1)] ?? 15_000;
  return Math.round(step * (0.75 + chance * 0.5));
}
