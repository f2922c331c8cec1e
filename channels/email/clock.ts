/** How it stands with the time for an answer, counted while the queue is open: `left` and `of` in ms; `left` is negative when it is over. [EM141] */
export interface Clock {
  /** When it is over. */
  readonly at: number;
  readonly left: number;
  readonly of: number;
  /** The share of the time that is used, 0 to 1. */
  readonly used: number;
  readonly is: Pace;
}
/** There is time, nine tenths of it are used, or it is over. */
export type Pace = 'calm' | 'near' | 'over';
/** From this share on it presses. */
export const nearShare = 0.9;

/** The clock with so much time left. [EM141] */
export function clockAt({ at, left, of }: Pick<Clock, 'at' | 'left' | 'of'>): Clock {
  const used = of > 0 ? Math.min(1, Math.max(0, 1 - left / of)) : 1;
  return { at, left, of, used, is: left <= 0 ? 'over' : used >= nearShare ? 'near' : 'calm' };
}
