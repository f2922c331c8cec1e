import type { Problem } from './problem.ts';

/** Something that is read from the server: what came last, when, and why the last try failed. */
export interface Read<T> {
  readonly body: T | null;
  /** When `body` came, by the clock of this computer. */
  readonly at: number | null;
  readonly problem: Problem | null;
  /** The server does not let me have it. */
  readonly forbidden: boolean;
}
export const unread: Read<never> = { body: null, at: null, problem: null, forbidden: false };

/** What an answer makes of what was known: a failure keeps it, a refusal takes it away. [DT172] */
export function answered<T>(
  before: Read<T>,
  answer: { readonly is: 'ok'; readonly body: T } | { readonly is: 'refused' | 'unreached' },
  at: number,
  problem: Problem | null,
): Read<T> {
  if (answer.is === 'ok') return { body: answer.body, at, problem: null, forbidden: false };
  if (answer.is === 'refused') return { body: null, at: null, problem, forbidden: true };
  return { ...before, problem };
}

/** What is drawn of a list. */
export type Drawn<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'forbidden' | 'failed'; readonly problem: Problem | null }
  | { readonly is: 'empty' | 'some'; readonly body: T; readonly staleSince: number | null; readonly cut: boolean };

/** A list that could not be read never looks empty; what was read before stays, with the time it is from. [DT172] */
export function drawnOf<T>(read: Read<T>, count: (body: T) => number, most = Number.POSITIVE_INFINITY): Drawn<T> {
  const { body, at, problem, forbidden } = read;
  if (forbidden) return { is: 'forbidden', problem };
  if (body === null) return problem ? { is: 'failed', problem } : { is: 'loading' };
  const n = count(body);
  return { is: n ? 'some' : 'empty', body, staleSince: problem ? at : null, cut: n >= most };
}
