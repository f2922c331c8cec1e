import type {
  Asks,
  ContactId,
  Decision,
  Facts,
  Happened,
  InteractionId,
  Orders,
  Permission,
  Person,
  Rules,
} from '@patchbay/base/decision.ts';
import { look, refuse } from '@patchbay/base/decision.ts';
import type { CaseId, Due, MailId } from './email.ts';

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
  /** What was said of the clock: nine tenths of the time are used, or it is over. [EM142] */
  readonly told?: 'near' | 'over';
  /** Conversations of other channels that belong to it, as somebody said. [EM146] */
  readonly links?: readonly InteractionId[];
  /** The case that its first mail was split off from. [EM145] */
  readonly splitFrom?: CaseId;
}
export type CaseAt =
  | { readonly is: 'new' } // nobody has worked on it
  | { readonly is: 'open' }
  | { readonly is: 'pending'; readonly reason: string } // it waits for something, for a reason of the administrator's
  | { readonly is: 'resolved'; readonly closes: number | null } // null: nobody closes it by time
  | { readonly is: 'closed' }
  | { readonly is: 'merged'; readonly into: CaseId; readonly was?: CaseBefore };
/** How it was before it was merged. */
export type CaseBefore = Exclude<CaseAt, { readonly is: 'merged' }>;

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
  | Asks<'resolve' | 'close', { readonly open?: boolean }>
  | Asks<'reopen'>
  | Asks<'merge', { readonly into: CaseId }>
  | Asks<'unmerge', { readonly waits: boolean }>
  | Asks<'split', { readonly mail: MailId; readonly into: CaseId; readonly number: number }>
  | Asks<'link' | 'unlink', { readonly linked: InteractionId }>
  | Facts<'tookIn', { readonly open: boolean; readonly due: Due | null }>
  | Orders<'closeTimeout' | 'pace'>;
export type CaseEvent =
  | Happened<'case.began', { readonly initial: Case }>
  | Happened<'case.changed', { readonly at: CaseAt; readonly by: Person['agent'] | null; readonly now: number }>
  | Happened<'case.awaits', { readonly due: Due }>
  | Happened<'case.answered'>
  | Happened<'case.masked', { readonly subject: string; readonly mail: string; readonly by: Person['agent']; readonly now: number }>
  | Happened<'case.forgotten', { readonly by: Person['agent']; readonly now: number }> // everything personal is gone
  | Happened<'case.pressed', { readonly is: 'near' | 'over' }>
  | Happened<'case.split', { readonly mail: MailId; readonly into: CaseId; readonly number: number; readonly by: Person['agent'] }>
  | Happened<'case.linked' | 'case.unlinked', { readonly linked: InteractionId; readonly by: Person['agent'] }>
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
const hasWork = ({ open }: { readonly open?: boolean }) => (open ? refuse('case.hasWork') : undefined);
const ends = {
  resolve: (i, { by, ...command }, now) => hasWork(command) ?? to(resolved(i, now), by.agent, now),
  close: (_, { by, ...command }, now) => hasWork(command) ?? to({ is: 'closed' }, by.agent, now),
  merge: (i, { by, into }, now) =>
    mayNotMerge(by) ??
    (into === i.id || i.at.is === 'merged' ? refuse('case.itself') : to({ is: 'merged', into, was: i.at }, by.agent, now)),
} satisfies Table;
const waits = {
  wait: (i, { by, reason }, now) =>
    i.settings.pendingReasons.includes(reason) ? to({ is: 'pending', reason }, by.agent, now) : refuse('case.unknownReason'),
} satisfies Table;
const mostLinks = 50;
const parts = {
  split: (_, { by, mail, into, number }) => [{ type: 'case.split', mail, into, number, by: by.agent }],
  link: ({ links = [] }, { by, linked }) =>
    links.includes(linked)
      ? refuse('case.linkedAlready')
      : links.length >= mostLinks
        ? refuse('case.tooManyLinks')
        : [{ type: 'case.linked', linked, by: by.agent }],
  unlink: ({ links = [] }, { by, linked }) =>
    links.includes(linked) ? [{ type: 'case.unlinked', linked, by: by.agent }] : refuse('case.notLinked'),
} satisfies Table;
/** What was merged into it: somebody may wait for an answer there, or work on it. */
const tookIn = (i: Case, { open, due }: { readonly open: boolean; readonly due: Due | null }, now: number): readonly CaseEvent[] => [
  ...(open && i.at.is !== 'new' && i.at.is !== 'open' ? to({ is: 'open' }, null, now) : []),
  ...(due ? awaits(i, due) : []),
];
const pace = (i: Case, _: unknown, now: number): Decision<CaseEvent> => {
  const next = pressesNext(i);
  return next && now >= next.at ? [{ type: 'case.pressed', is: next.is }] : refuse('interactions.notYet');
};
const anyTime = { ...parts, tookIn, pace } satisfies Table;
const over = { resolve: () => refuse('case.over'), close: () => refuse('case.over'), wait: () => refuse('case.over') } satisfies Table;
const gone = () => refuse('case.merged');

/** What may happen to a case. [EM21] [EM22] [EM23] */
export const caseRules: { readonly [S in CaseAt['is']]: Table } = {
  new: { ...anyTime, ...ends, ...waits, workBegan: opens, reopen: () => refuse('case.notClosed') },
  open: { ...anyTime, ...ends, ...waits, reopen: () => refuse('case.notClosed') },
  pending: { ...anyTime, ...ends, ...waits, mailCame: opens, deliveryFailed: opens, workBegan: opens, reopen: opens },
  resolved: {
    ...anyTime,
    ...ends,
    ...waits,
    mailCame: opens,
    deliveryFailed: opens,
    reopen: (_, { by }, now) => to({ is: 'open' }, by.agent, now),
    closeTimeout: ({ at }, _, now) =>
      at.is === 'resolved' && at.closes !== null && now >= at.closes ? to({ is: 'closed' }, null, now) : refuse('interactions.notYet'),
  },
  closed: {
    ...anyTime,
    ...over,
    merge: ends.merge,
    mailCame: (i, command, now) => (i.settings.reopens ? opens(i, command, now) : noted('mailCame')),
    deliveryFailed: opens,
    reopen: (_, { by }, now) => to({ is: 'open' }, by.agent, now),
  },
  merged: {
    ...{ resolve: gone, close: gone, wait: gone, reopen: gone, merge: gone, split: gone, link: gone, unlink: gone },
    unmerge: (i, { by, waits }, now) =>
      mayNotMerge(by) ?? [...to((i.at.is === 'merged' && i.at.was) || { is: 'open' }, by.agent, now), ...(waits ? [] : answered(i))],
  },
};

/** Decides one command about a case; a fact without a rule is kept and changes nothing. */
export const decideCase = (i: Case, command: CaseCommand, now: number): Decision<CaseEvent> =>
  look<Case, CaseCommand, CaseEvent>(i, command, now, caseRules[i.at.is]) ??
  (command.by === 'outside' ? noted(command.type) : refuse('interactions.notNow'));

/** What an event changes of a case. */
export function evolveCase(i: Case, event: CaseEvent): Case {
  if (event.type === 'case.began') return event.initial;
  switch (event.type) {
    case 'case.awaits': {
      const { told: _, ...rest } = i;
      return { ...rest, due: event.due };
    }
    case 'case.answered': {
      const { told: _, ...rest } = i;
      return { ...rest, due: null };
    }
    case 'case.masked':
      return { ...i, subject: event.subject };
    case 'case.forgotten':
      return { ...i, subject: '' };
    case 'case.pressed':
      return { ...i, told: event.is };
    case 'case.linked':
      return { ...i, links: [...(i.links ?? []), event.linked] };
    case 'case.unlinked':
      return { ...i, links: (i.links ?? []).filter((one) => one !== event.linked) };
    case 'case.changed':
      return { ...i, at: event.at };
    default:
      return i;
  }
}

/** A customer waits for an answer from now; whoever waits already waits no shorter for writing again. [EM102] */
export const awaits = (i: Case, due: Due): readonly CaseEvent[] => (i.due ? [] : [{ type: 'case.awaits', due }]);
/** Nobody waits any more. [EM102] */
export const answered = (i: Case): readonly CaseEvent[] => (i.due ? [{ type: 'case.answered' }] : []);

/** What is to be said of the clock next, and when. [EM142] */
function pressesNext({ at, due, told }: Case): { readonly is: 'near' | 'over'; readonly at: number } | null {
  if (!due || at.is === 'merged' || told === 'over') return null;
  return told === 'near' || due.near === undefined ? { is: 'over', at: due.at } : { is: 'near', at: due.near };
}
const closesAt = ({ at }: Case): number | null => (at.is === 'resolved' ? at.closes : null);
/** When the next of its timers is due: it closes, or its clock presses; null: none runs. */
export function caseDue(i: Case): number | null {
  const times = [closesAt(i), pressesNext(i)?.at ?? null].filter((at) => at !== null);
  return times.length ? Math.min(...times) : null;
}
/** What its timers order at this moment. */
export const caseOverdue = (i: Case, now: number): readonly CaseCommand[] => [
  ...((closesAt(i) ?? Infinity) <= now ? ([{ by: 'system', type: 'closeTimeout' }] as const) : []),
  ...((pressesNext(i)?.at ?? Infinity) <= now ? ([{ by: 'system', type: 'pace' }] as const) : []),
];

/** Where a mail goes that belongs to this case by its thread: to it, to the one it was merged into, or to a new one that follows it. [EM22] [EM23] */
export function destination({ id, at, settings }: Case): { readonly case: CaseId } | { readonly follows: CaseId } {
  if (at.is === 'merged') return { case: at.into };
  return at.is === 'closed' && !settings.reopens ? { follows: id } : { case: id };
}
