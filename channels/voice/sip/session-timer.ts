import type { SessionTimer } from './edge.ts';

/** What a message says about session timers (RFC 4028); header lines as they came, undefined: not there. */
export interface Said {
  readonly expires: string | undefined;
  readonly minimum: string | undefined;
  readonly supported: string | undefined;
  readonly allow: string | undefined;
}

const LEAST = 90;
const USUAL = 1800;

/** The headers of an invitation of ours: they may refresh, or we do. */
export const offerTimer = (seconds = USUAL): readonly string[] => ['Supported: timer', `Session-Expires: ${seconds}`, `Min-SE: ${LEAST}`];

/** The headers of a 422, when an invitation wants to be refreshed too often to be meant well; null: it does not. */
export function tooShort(said: Said): readonly string[] | null {
  const wanted = secondsIn(said.expires);
  return wanted !== null && wanted < LEAST ? [`Min-SE: ${LEAST}`] : null;
}

/** What we answer to an invitation: they refresh if they can, else we do; a peer that knows no timers gets none. */
export function agreeTimer(said: Said): { readonly timer: SessionTimer; readonly headers: readonly string[] } | null {
  const supports = has(said.supported, 'timer');
  const wanted = secondsIn(said.expires);
  if (wanted === null && !supports) return null;
  const seconds = Math.max(wanted ?? USUAL, secondsIn(said.minimum) ?? 0, LEAST);
  const refresher = supports && refresherIn(said.expires) !== 'uas' ? 'uac' : 'uas';
  const headers = [`Session-Expires: ${seconds};refresher=${refresher}`, ...(supports ? ['Require: timer'] : []), 'Supported: timer'];
  return { timer: { seconds, refresher: refresher === 'uas' ? 'us' : 'them', update: has(said.allow, 'UPDATE') }, headers };
}

/** What they answered to our invitation; null: no timer. */
export function agreedTimer(said: Said): SessionTimer | null {
  const seconds = secondsIn(said.expires);
  if (seconds === null) return null;
  return { seconds, refresher: refresherIn(said.expires) === 'uas' ? 'them' : 'us', update: has(said.allow, 'UPDATE') };
}

/** The least time they accept, from a 422. */
export const leastAccepted = (said: Said): number => Math.max(secondsIn(said.minimum) ?? LEAST, LEAST);

/** The header of a refresh of ours. */
export const refreshHeaders = ({ seconds }: SessionTimer): readonly string[] => [
  'Supported: timer',
  `Session-Expires: ${seconds};refresher=uac`,
];

/** The header of our answer to a refresh of theirs. */
export const refreshedHeaders = ({ seconds }: SessionTimer): readonly string[] => [
  'Require: timer',
  `Session-Expires: ${seconds};refresher=uac`,
];

/** When we refresh, in ms after the last time: at half of it. */
export const refreshAfter = ({ seconds }: SessionTimer): number => seconds * 500;

/** When a session nobody refreshed is over, in ms after the last time: somewhat before, as the RFC wants (section 10). */
export const overAfter = ({ seconds }: SessionTimer): number => (seconds - Math.min(32, Math.floor(seconds / 3))) * 1000;

const has = (header: string | undefined, word: string): boolean =>
  (header ?? '')
    .toLowerCase()
    .split(',')
    .some((part) => part.trim() === word.toLowerCase());

function secondsIn(header: string | undefined): number | null {
  const digits = /^\s*(\d{1,9})\b/.exec(header ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

const refresherIn = (header: string | undefined): string | undefined =>
  /;\s*refresher\s*=\s*(uac|uas)\b/i.exec(header ?? '')?.[1]?.toLowerCase();
