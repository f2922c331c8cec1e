import { codeOf } from '@patchbay/help/codes.ts';

/** Why signing in failed; each has its own text. [DT26, BP-02.8] */
export interface Failure {
  readonly is:
    | 'badCredentials'
    | 'userDisabled'
    | 'tenantDisabled'
    | 'noDesktop'
    | 'alreadySignedIn'
    | 'tooMany'
    | 'unavailable'
    | 'unreached'
    | 'other';
  readonly seconds: number | null;
  /** Its row in the help. */
  readonly code: string | null;
  /** The server's own text when we have none. */
  readonly text: string | null;
}

const kinds = ['badCredentials', 'userDisabled', 'tenantDisabled', 'noDesktop', 'alreadySignedIn', 'tooMany', 'unavailable'] as const;

/** What the answer of the server means. */
export function failureOf(
  answer:
    | { readonly is: 'unreached' }
    | {
        readonly is: 'refused';
        readonly key: string;
        readonly text: string;
        readonly code: string | null;
        readonly seconds: number | null;
      },
): Failure {
  if (answer.is === 'unreached') return { is: 'unreached', seconds: null, code: codeOf('desktop.unreached') ?? null, text: null };
  const is = kinds.find((kind) => answer.key === `signIn.${kind}`);
  return is
    ? { is, seconds: answer.seconds, code: answer.code, text: null }
    : { is: 'other', seconds: null, code: answer.code, text: answer.text || null };
}

const ends = [
  'elsewhere',
  'replaced',
  'signedOut',
  'expired',
  'idle',
  'forced',
  'userDisabled',
  'tenantDisabled',
  'passwordChanged',
] as const;

/** The end of a session as we have a text for it, else null. */
export const known = (why: string): (typeof ends)[number] | null => ends.find((end) => why === `signIn.${end}`) ?? null;
