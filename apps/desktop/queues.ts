/** How a queue stood in a span of time, as the server counts it. */
export interface QueueFigures {
  readonly queue: string;
  readonly answered: number;
  readonly within: number;
  readonly abandoned: number;
  readonly answerMs: number | null;
  /** The share answered in time, from 0 to 1; null: nobody waited. */
  readonly level: number | null;
  readonly target: { readonly percent: number; readonly seconds: number };
}
/** One who waits now. */
export interface WaitingOne {
  readonly id: string;
  readonly version: number;
  readonly queue: string;
  readonly since: number;
  readonly position: number | null;
  readonly wait: readonly [number, number] | null;
  /** The agent for whom it is kept. */
  readonly kept: string | null;
  readonly name: string | null;
  readonly subject: string | null;
}
/** Who serves the queue of one who waits, and why routing has not chosen them. */
export interface Candidate {
  readonly agent: string;
  readonly excluded: string | null;
}

/** From midnight to midnight of this computer: what everybody calls today. */
export function today(now: number): { readonly from: number; readonly to: number } {
  const day = new Date(now);
  const from = day.setHours(0, 0, 0, 0);
  return { from, to: day.setDate(day.getDate() + 1) };
}

/** A band of minutes in figures: 2–5, or 1. */
export const band = (wait: readonly [number, number]): string => [...new Set(wait)].join('–');
