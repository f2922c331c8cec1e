import type { Row } from '@patchbay/agents/test/sm1.ts';
import { isRefused } from '@patchbay/base/decision.ts';
import { type Email, type EmailCommand, lastOf, stageOf } from '../email.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { everyCommand } from './every.ts';
import { fresh } from './people.ts';
import { rows as emailRows, more } from './sm4.ts';

/** What was constructed: some states of each stage with their time, and every step between stages with what led to it. */
export interface Reached {
  readonly met: Map<string, { readonly i: Email; readonly now: number }[]>;
  readonly steps: Map<string, Set<string>>;
}
const later = 100;
const wraps = { wrapUpMs: 30, defaultReason: 'reason-none' };
const starts: readonly (Parameters<typeof fresh>[1] & { readonly kind?: 'outbound' })[] = [
  { policy: wraps, settings: { waits: [5] } },
  { policy: { wrapUpMs: 0 }, settings: { waits: [] } },
  { policy: wraps, settings: { waits: [], review: true, final: [] } },
  { policy: { wrapUpMs: 0 }, settings: { waits: [] }, kind: 'outbound' },
];

/** So many of each stage, from each beginning: enough that each guard of its rows is met both ways. */
const most = 8;

/** From each beginning what every command makes of it, and of what that makes, until nothing new comes: chance has no part in it. */
export function construct(): Reached {
  const reached: Reached = { met: new Map(), steps: new Map() };
  for (const { kind = 'inbound', ...more } of starts) constructFrom(reached, fresh(kind, more));
  return reached;
}
function constructFrom({ met, steps }: Reached, first: Email): void {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const open: { readonly i: Email; readonly now: number }[] = [];
  const meet = (i: Email, now: number) => {
    const stage = stageOf(i);
    const count = counts.get(stage) ?? 0;
    if (count === most || seen.has(looksOf(i))) return;
    seen.add(looksOf(i));
    counts.set(stage, count + 1);
    open.push({ i, now });
    met.set(stage, [...(met.get(stage) ?? []), { i, now }]);
  };
  meet(first, 1000);
  for (const { i, now } of open)
    for (const at of [now, now + later])
      for (const command of everyCommand(i, at)) {
        const answer = decide(i, command, at);
        if (isRefused(answer) || answer[0]?.type === 'interaction.noted') continue;
        const next = answer.reduce(evolve, i);
        const step = `${stageOf(i)} ${stageOf(next)}`;
        if (stageOf(i) !== stageOf(next)) steps.set(step, (steps.get(step) ?? new Set()).add(command.type));
        meet(next, at);
      }
}
/** What of a piece of work the guards of the rows look at. */
function looksOf(i: Email): string {
  const last = lastOf(i.work);
  const wrapping = i.participations.filter(({ stage }) => stage === 'wrapUp').length;
  const sent = last && [last.until !== null, last.again !== null, last.tries > i.work.settings.waits.length];
  return JSON.stringify([stageOf(i), Math.min(wrapping, 2), i.work.came > 0, sent]);
}

type Means = (i: Email, c: EmailCommand) => boolean;
const is =
  (...some: EmailCommand['type'][]): Means =>
  (_, c) =>
    some.includes(c.type);
const meaning: Readonly<Record<string, Means>> = {
  RECEIVED: is('enqueue'),
  RECEIVED_PERSONAL: is('keepFor'),
  COMPOSE: is('start'),
  AGENT_RESERVED: is('offer'),
  PULL: is('take'),
  MARK_DONE: is('markDone'),
  DISPOSE: is('dispose'),
  ACCEPT: is('accept'),
  REJECT: is('reject'),
  POSTPONE: is('postpone'),
  OFFER_TIMEOUT: is('offerTimeout'),
  REPLY: is('reply'),
  TO_WORKBIN: is('toWorkbin'),
  TRANSFER: is('transfer'),
  TRANSFER_TO_QUEUE: is('transferToQueue'),
  TRANSFER_TO_WORKBIN: is('transferToWorkbin'),
  CLOSE_NO_REPLY: is('closeWithoutReply'),
  UNDO_CLOSE: is('undoClose'),
  CLOSE_DUE: is('closeDue'),
  OWNER_SESSION_LOST: is('ownerLost'),
  SAVE_DRAFT: is('saveDraft'),
  DISCARD: is('discard'),
  INTERIM_SEND: is('interimSend'),
  SEND: is('send'),
  REVIEW_APPROVE: is('approve'),
  REVIEW_REJECT: is('sendBack'),
  SMTP_ACCEPTED: is('delivered'),
  SMTP_TEMP_FAIL: is('deferred'),
  SMTP_PERM_FAIL: is('refused'),
  DELIVERY_UNKNOWN: is('deliveryUnknown'),
  UNDO_SEND: is('undoSend'),
  EDIT: is('edit'),
  RETRY: is('retry'),
  OPEN: is('open'),
  MOVE: is('move'),
  DELETE: is('deleteDraft'),
  SUBMIT_WRAP_UP: is('submitWrapUp'),
  AUTO_WRAP_UP_TIMEOUT: is('wrapUpTimeout'),
};
const nobodyWraps: Means = (i) => !i.participations.some((p) => p.stage === 'wrapUp');
const written: Means = (i) => i.work.came > 0;
const onLast: Means = (i, c) => 'mail' in c && lastOf(i.work)?.mail === c.mail;
const withServer: Means = (i, c) => {
  const last = lastOf(i.work);
  return onLast(i, c) && last?.until === null && last.again === null;
};
const isFinal: Means = (i, c) => 'reason' in c && (i.work.settings.final ?? []).includes(c.reason ?? '');
const left: Means = (i) => (lastOf(i.work)?.tries ?? 1) <= i.work.settings.waits.length;
const guards: Readonly<Record<string, Means>> = {
  '': () => true,
  push: () => true,
  outbound: (i) => i.kind === 'outbound',
  'reply to an agent’s thread': () => true,
  'somebody has written': written,
  'nobody has written, nobody wraps up': (i, c) => !written(i, c) && nobodyWraps(i, c),
  'nobody wraps up': nobodyWraps,
  'somebody wraps up': (i, c) => !nobodyWraps(i, c),
  'review required': (i) => i.work.settings.review,
  'no review': (i) => !i.work.settings.review,
  'dispatched, somebody wraps up': (i, c) => onLast(i, c) && lastOf(i.work)?.until === null && !nobodyWraps(i, c),
  'dispatched, nobody wraps up': (i, c) => onLast(i, c) && lastOf(i.work)?.until === null && nobodyWraps(i, c),
  'attempts left': (i, c) => withServer(i, c) && left(i, c),
  'no attempts left': (i, c) => withServer(i, c) && !left(i, c),
  'with the mail server': withServer,
  'the last answer': onLast,
  'to a workbin': (_, c) => c.type === 'move' && c.to !== null,
  'to its queue': (_, c) => c.type === 'move' && c.to === null,
  'final, nobody wraps up': (i, c) => isFinal(i, c) && nobodyWraps(i, c),
  'not final': (i, c) => !isFinal(i, c),
  'the last one': (i) => i.participations.filter((p) => p.stage === 'wrapUp').length === 1,
};

/** How often a row was followed to its target, and where it led elsewhere. */
export interface Followed {
  readonly hits: number;
  readonly wrong: readonly string[];
}
const follow = ([from, event, guard, to]: Row, { met }: Reached): Followed => {
  const outcomes = (met.get(from) ?? []).flatMap(({ i, now }) =>
    [now, now + later].flatMap((at) =>
      possible(i, at)
        .filter((c) => known(meaning, event)(i, c) && known(guards, guard)(i, c))
        .flatMap((c) => {
          const answer = decide(i, c, at);
          return isRefused(answer) || answer[0]?.type === 'interaction.noted' ? [] : [[c.type, stageOf(answer.reduce(evolve, i))] as const];
        }),
    ),
  );
  return {
    hits: outcomes.filter(([, became]) => became === to).length,
    wrong: outcomes.filter(([, became]) => became !== to).map(([type, became]) => `${type} led to ${became}`),
  };
};
const asked = new WeakMap<Email, Map<number, readonly EmailCommand[]>>();
/** Made once for all rows. */
function possible(i: Email, now: number): readonly EmailCommand[] {
  const times = asked.get(i) ?? new Map<number, readonly EmailCommand[]>();
  const list = times.get(now) ?? everyCommand(i, now);
  asked.set(i, times.set(now, list));
  return list;
}
const known = <T>(table: Readonly<Record<string, T>>, key: string): T => {
  const one = table[key];
  if (one === undefined) throw new Error(`Nothing says what ${key} means.`);
  return one;
};

/** Every row of the machine. */
export const rows = emailRows.map((row) => ({ title: `SM-4 ${row.join(' | ')}`, follow: (reached: Reached) => follow(row, reached) }));
/** The steps that were seen and that neither a row nor a named step of ours allows. */
export const strange = ({ steps }: Reached): readonly string[] =>
  [...steps]
    .filter(
      ([step]) => !emailRows.some(([from, , , to]) => step === `${from} ${to}`) && !more.some(([from, to]) => step === `${from} ${to}`),
    )
    .map(([step, by]) => `${step} by ${[...by].join()}`);
