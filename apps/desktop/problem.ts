import { codeOf } from '@patchbay/help/codes.ts';

/** Why something that was asked did not happen. */
export interface Problem {
  /** The server's text; null: it was not reached. */
  readonly text: string | null;
  /** Its row in the help. */
  readonly code: string | null;
  /** The command that failed, to be named. */
  readonly command?: string;
  /** Asks the same once more under the same key, so that it happens once. [DT72] */
  readonly again?: () => void;
}

/** What the server said of a request that failed. */
export type Failing = { readonly is: 'refused'; readonly text: string; readonly code: string | null } | { readonly is: 'unreached' };

/** A failed answer as a problem: a refusal says why and is not asked again; what was not reached may be. [DT70] [DT72] */
export function problemOf(answer: Failing, command?: string, again?: () => void): Problem {
  const named = command === undefined ? {} : { command };
  if (answer.is === 'refused') return { text: answer.text, code: answer.code, ...named };
  return { text: null, code: codeOf('desktop.unreached') ?? null, ...named, ...(again && { again }) };
}

/** A text that has no room for a link, with its code behind it. */
export const withCode = (text: string, code: string | null | undefined): string => (code ? `${text} (${code})` : text);

/** What is copied of a problem, to be told to somebody: the code first, then what was said, when, and which build. */
export const toldOf = (said: string, code: string | null, at: Date, build: string): string =>
  [code, said, at.toISOString(), build].filter(Boolean).join(' · ');
