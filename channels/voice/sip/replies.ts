import type { Cause } from '../call.ts';

/** Why a call of ours was not answered, from the final reply. The edge itself says "Not Registered" of a phone it does not know. */
export function causeOf(status: number, phrase: string): Cause {
  if (status === 404 && phrase === 'Not Registered') return 'notRegistered';
  return CAUSES[status] ?? (status >= 600 ? 'declined' : 'failed');
}

const CAUSES: Readonly<Record<number, Cause>> = {
  ...{ 404: 'invalid', 410: 'invalid', 414: 'invalid', 416: 'invalid', 484: 'invalid', 485: 'invalid', 604: 'invalid' },
  ...{ 403: 'declined', 408: 'noAnswer', 480: 'noAnswer', 487: 'cancelled', 486: 'busy', 600: 'busy', 603: 'declined' },
};

/** How we tell a caller that we do not answer. */
export const STATUS: Readonly<Record<Cause, number>> = {
  busy: 486,
  noAnswer: 480,
  notRegistered: 480,
  invalid: 404,
  declined: 603,
  cancelled: 487,
  limit: 503,
  failed: 500,
};

const longest = 120;
/** A text as the first line of an answer can carry it (RFC 3261 section 25.1). */
export const phraseOf = (why: string): string => why.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, longest);

const KNOWN = ['100rel', 'timer'];

/** Extensions an invitation requires and we do not have; a refusal must name them (RFC 3261 section 8.2.2.3). */
export const unknownIn = (require: readonly string[]): readonly string[] =>
  require
    .flatMap((line) => line.split(','))
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== '' && !KNOWN.includes(tag));

/** Whether an invitation requires that we make sure our ringing arrives (RFC 3262). */
export const wantsReliable = (require: readonly string[]): boolean =>
  require.some((line) => line.split(',').some((tag) => tag.trim().toLowerCase() === '100rel'));
