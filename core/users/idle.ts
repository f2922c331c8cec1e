import type { Centre } from '@patchbay/configuration/centre.ts';

/** How a session stands that nobody may be using: in use, about to end at a time that was told, or over. */
export type Idle = { readonly is: 'used' } | { readonly is: 'ending'; readonly at: number } | { readonly is: 'over' };

/** The warning comes at least so long before the end. */
export const warnMs = 120_000;

/** What is known of the use of one session. */
export interface Use {
  readonly usedAt: number;
  /** Whether anything is open, which keeps the session. */
  readonly working: boolean;
  /** The end that was told; null: none yet. */
  readonly told: number | null;
}

/** Whether an open desktop that nobody uses ends: never while work is open, never without a warning, never where the centre sets no time. [US21] */
export function idleOf({ usedAt, working, told }: Use, { idleMinutes }: Centre['signIn'], now: number): Idle {
  if (idleMinutes === null || working) return { is: 'used' };
  const end = usedAt + idleMinutes * 60_000;
  if (now < end - warnMs) return { is: 'used' };
  if (told === null) return { is: 'ending', at: Math.max(end, now + warnMs) };
  return now < told ? { is: 'ending', at: told } : { is: 'over' };
}
