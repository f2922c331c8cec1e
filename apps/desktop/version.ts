import { openWork } from './leaving.ts';
import type { Mirror } from './store.ts';

/** What is done about a newer build: nothing, it is said, or the page loads anew. */
export type Update = 'none' | 'said' | 'reload';

/** Nobody used the desktop for so long: then it may load anew by itself. */
export const restMs = 120_000;

/** What surrounds the decision. */
export interface Now {
  readonly build: string;
  readonly newest: string | null;
  /** How long nobody used this desktop. */
  readonly unusedMs: number;
  /** Whether something is being written or on its way. */
  readonly writing: boolean;
}

/** A newer build is said; it loads by itself only when nothing is open, nothing is written and nobody is at it: never in the middle of work. [DT77] */
export function updateOf(mirror: Mirror, { build, newest, unusedMs, writing }: Now): Update {
  if (newest === null || newest === build) return 'none';
  return mirror.current && openWork(mirror).length === 0 && !writing && unusedMs >= restMs ? 'reload' : 'said';
}
