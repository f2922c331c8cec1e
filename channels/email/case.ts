import type { Asks, ContactId, Decision, Facts, Happened, Orders, Permission, Person, Rules } from '@patchbay/base/decision.ts';
import { look, refuse } from '@patchbay/base/decision.ts';
import type { CaseId } from './email.ts';

/** A customer's matter: all mails of one thread, and whatever else is linked to it, under one number. [EM20] */
export interface Case {
  readonly id: CaseId;
  readonly number: number;
  readonly subject: string;
  readonly contact: ContactId | null;
  readonly settings: CaseSettings;
  readonly at: CaseAt;
  /** The case this one follows: a customer answered what was closed. */
  readonly follows: CaseId | null;
  /** The mailbox its mails come from and go out by. */
  readonly mailbox?: string;
  /** By when the customer shall have an answer; null or left out: they wait for none. [EM102] */
  readonly due?: Due | null;
}
/** A customer has waited since then; within `ms` of the time in which the queue is open, which is at `at`, they shall have an answer. */
export interface Due {
  readonly since: number;
  readonly ms: number;
  readonly at: number;
}
export type CaseAt =
  | { readonly is: 'new' } // nobody has worked on it
  | { readonly is: 'open' }
  | { readonly is: 'pending'; readonly reason: string } // it waits for something, for a reason of the administrator's
  | { readonly is: 'resolved'; readonly closes: number | null } // null: nobody closes it by time
  | { readonly is: 'closed' }
  | { readonly is: 'merged'; readonly into: CaseId };

/** Copied in when it begins. */
export interface CaseSettings {
  /** Why a case may be pending. */
  readonly pendingReasons: readonly string[];
  /** How long it stays resolved before it is closed; null: as long as it takes. */
  readonly closeMs: number | null;
  /** An answer to a closed case opens it again; else it begins another one that follows it. */
  readonly reopens: boolean;
}

export type CaseCommand =
  | Facts<'mailCame' | 'workBegan' | 'deliveryFailed'>
  | Asks<'wait', { readonly reason: string }>
  | Asks<'resolve' | 'close' | 'reopen'>
  | Asks<'merge', { readonly into: CaseId }>
  | Orders<'closeTimeout'>;
export type CaseEvent =
  | Happened<'case.began', { readonly initial: Case }>
  | Happened<'case.changed', { readonly at: CaseAt; readonly by: Person['agent'] | null; readonly now: number }>
  | Happened<'case.awaits', { readonly due: Due }>
  | Happened<'case.answered'>
  | Happened<'case.masked', { readonly subject: string; readonly mail: string; readonly by: Person['agent']; readonly now: number }>
  | Happened<'case.noted', { readonly fact: string }>;

type Table = Rules<Case, CaseCommand, CaseEvent>;
const to = (at: CaseAt, by: Person['agent'] | null, now: number): readonly CaseEvent[] => [{ type: 'case.changed', at, by, now }];
const noted = (fact: string): readonly CaseEvent[] => [{ type: 'case.noted', fact }];
const resolved = ({ settings: { closeMs } }: Case, now: number): CaseAt => ({
  is: 'resolved',
  closes: closeMs === null ? null : now + closeMs,
});
const mayNotMerge = (by: Person) => (by.may.includes('seeAllWork' satisfies Permission) ? undefined : refuse('interactions.notAllowed'));

const opens = (_: Case, __: unknown, now: number): readonly CaseEvent[] => to({ is: 'open' }, null, now);
const ends = {
  resolve: (i, { by }, now) => to(resolved(i, now), by.agent, now),
  close: (_, { by }, now) => to({ is: 'closed' }, by.agent, now),
  merge: (i, { by, into }, now) => mayNotMerge(by) ?? (into === i.id ? refuse('case.itself') : to({ is: 'merged', into }, by.agent, now)),
} satisfies Table;
const waits = {
  wait: (i, { by, reason }, now) =>
    i.settings.pendingReasons.includes(reason) ? to({ is: 'pending', reason }, by.agent, now) : refuse('case.unknownReason'),
} satisfies Table;
const over = { resolve: () => refuse('case.over'), close: () => refuse('case.over'), wait: () => refuse('case.over') } satisfies Table;
const gone = () => refuse('case.merged');

/** What may happen to a case. [EM21] [EM22] [EM23] */
export const caseRules: { readonly [S in CaseAt['is']]: Table } = {
  new: { ...ends, ...waits, workBegan: opens, reopen: () => refuse('case.notClosed') },
  open: { ...ends, ...waits, reopen: () => refuse('case.notClosed') },
  pending: { ...ends, ...waits, mailCame: opens, deliveryFailed: opens, workBegan: opens, reopen: opens },
  resolved: {
    ...ends,
    ...waits,
    mailCame: opens,
    deliveryFailed: opens,
    reopen: (_, { by }, now) => to({ is: 'open' }, by.agent, now),
    closeTimeout: ({ at }, _, now) =>
      at.is === 'resolved' && at.closes !== null && now >= at.closes ? to({ is: 'closed' }, null, now) : refuse('interactions.notYet'),
  },
  closed: {
    ...over,
    merge: ends.merge,
    mailCame: (i, command, now) => (i.settings.reopens ? opens(i, command, now) : noted('mailCame')),
    deliveryFailed: opens,
    reopen: (_, { by }, now) => to({ is: 'open' }, by.agent, now),
  },
  merged: { resolve: gone, close: gone, wait: gone, reopen: gone, merge: gone },
};

/** Decides one command about a case; a fact without a rule is kept and changes nothing. */
export const decideCase = (i: Case, command: CaseCommand, now: number): Decision<CaseEvent> =>
  look<Case, CaseCommand, CaseEvent>(i, command, now, caseRules[i.at.is]) ??
  (command.by === 'outside' ? noted(command.type) : refuse('interactions.notNow'));

/** What an event changes of a case. */
export function evolveCase(i: Case, event: CaseEvent): Case {
  if (event.type === 'case.began') return event.initial;
  if (event.type === 'case.awaits') return { ...i, due: event.due };
  if (event.type === 'case.masked') return { ...i, subject: event.subject };
  if (event.type === 'case.answered') return { ...i, due: null };
  return event.type === 'case.changed' ? { ...i, at: event.at } : i;
}

/** A customer waits for an answer from now; whoever waits already waits no shorter for writing again. [EM102] */
export const awaits = (i: Case, due: Due): readonly CaseEvent[] => (i.due ? [] : [{ type: 'case.awaits', due }]);
/** Nobody waits any more. [EM102] */
export const answered = (i: Case): readonly CaseEvent[] => (i.due ? [{ type: 'case.answered' }] : []);

/** When it closes by itself; null: never. */
export const caseDue = ({ at }: Case): number | null => (at.is === 'resolved' ? at.closes : null);
/** What its timer orders at this moment. */
export const caseOverdue = (i: Case, now: number): readonly CaseCommand[] =>
  (caseDue(i) ?? Infinity) <= now ? [{ by: 'system', type: 'closeTimeout' }] : [];

/** Where a mail goes that belongs to this case by its thread: to it, to the one it was merged into, or to a new one that follows it. [EM22] [EM23] */
export function destination({ id, at, settings }: Case): { readonly case: CaseId } | { readonly follows: CaseId } {
  if (at.is === 'merged') return { case: at.into };
  return at.is === 'closed' && !settings.reopens ? { follows: id } : { case: id };
}
