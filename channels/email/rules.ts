import { type AgentId, type Decision, type Person, type Rules, refuse } from '@patchbay/base/decision.ts';
import { mayNot, ownerOf, participationOf, reasonOf, takesPart } from '@patchbay/interactions/interaction.ts';
import { ends, requeues, wrapsUp } from '@patchbay/interactions/parting.ts';
import { decide as decideAny, noted } from '@patchbay/interactions/rules.ts';
import { cameBefore, closeDue, closesNow, closeWithoutReply, undoClose } from './closing.ts';
import { type Doing, type Email, type EmailCommand, type EmailEvent, isTheirs, takesMail } from './email.ts';
import { changeQueue, transfer, transferToQueue, transferToWorkbin } from './handing.ts';
import { holderAway, keepFor, keeps, move, notOwner, notTheirs, open, postpone, returns, shelfTimeout, unknownReason } from './keeping.ts';
import { askFor, keepIt, letHave, relieve } from './overtaking.ts';
import { answers, approve, dispatch, edit, goesNow, interimSend, retry, send, sendBack, tryAgain, undoSend, withdraw } from './sending.ts';

type Table<State> = Rules<State, EmailCommand, EmailEvent>;

/** At every stage: a mail comes, and what becomes of those we sent. A customer cannot leave. [EM2] [EM8] */
const anyTime = {
  ...answers,
  dispatch,
  tryAgain,
  retry,
  customerLeft: () => noted('customerLeft'),
  arrived: (i, { mail }, now) => (takesMail(i) ? [{ type: 'email.arrived', mail, at: now }] : noted('arrived')),
} satisfies Table<Email>;

/** Whoever sees all work can end what waits, with a disposition. [EM12] */
const settles = (i: Email, by: Person, reason: string, now: number): Decision<EmailEvent> =>
  unknownReason(i, reason) ?? [{ type: 'email.settled', by: by.agent, reason }, ...ends(i, now)];
/** Whoever takes a mail from its queue has chosen it: that they are ready is not asked, that there is room is. [EM116] */
const take = (i: Email, { by }: { readonly by: Person }, now: number): Decision<EmailEvent> =>
  mayNot(by, 'takeWork') ??
  (takesPart(i, by.agent) ? refuse('interactions.takesPart') : undefined) ?? [
    { type: 'interaction.ownerChanged', owner: by.agent, since: now, takenOver: true },
    i.work.came ? { type: 'email.reading' } : { type: 'email.writing', what: 'new', by: by.agent },
  ];
/** Without taking it: what settles the matter ends it, anything else is noted, and it waits on. [EM270] */
const dispose = (i: Email, { by, reason }: { readonly by: Person; readonly reason: string }, now: number): Decision<EmailEvent> => {
  if (!by.may.includes('takeWork') && !by.may.includes('seeAllWork')) return refuse('interactions.notAllowed');
  if (i.work.settings.final?.includes(reason)) return settles(i, by, reason, now);
  return unknownReason(i, reason) ?? [{ type: 'email.disposed', by: by.agent, reason }];
};
/** What is asked of a mail that waits, when somebody was faster. [EM116] [EM270] */
const late = { take: () => refuse('email.takenAlready'), dispose: () => refuse('email.takenAlready') } satisfies Table<Email>;
const queued: Table<Email> = {
  ...anyTime,
  dispose,
  markDone: (i, { by, reason }, now) => mayNot(by, 'seeAllWork') ?? settles(i, by, reason, now),
  take,
};
const offered: Table<Email> = { ...anyTime, ...late, postpone };
const over: Table<Email> = { ...anyTime, ...late, undoClose: () => refuse('email.closedAlready') };
const arriving: Table<Email> = { ...anyTime, keepFor };

/** While an agent works on it. */
const working = {
  ...anyTime,
  ...late,
  transfer,
  transferToQueue,
  transferToWorkbin,
  changeQueue,
  relieve,
  askFor,
  letHave,
  keepIt,
  undoSend,
  ownerLost: (i, { agent }, now) => notTheirsNow(i, agent) ?? keeps(i, agent, now),
  giveBack: (i, { agent }) => wrappedUp(i, agent) ?? notTheirsNow(i, agent) ?? requeues(i),
} satisfies Table<Email>;
/** In a workbin. [EM5] */
const kept = {
  ...anyTime,
  ...late,
  open,
  move,
  shelfTimeout,
  holderAway,
  giveBack: (i, { agent }) => wrappedUp(i, agent) ?? (isTheirs(i, agent) ? returns(i) : refuse('email.notOwner')),
} satisfies Table<Email>;
/** What is under way needs nobody; who is gone takes nothing back. */
const away = {
  ...anyTime,
  ...late,
  giveBack: (i, { agent }) => wrappedUp(i, agent) ?? refuse('interactions.notNow'),
} satisfies Table<Email>;

/** What may happen while it is active. [SM-4] */
export const rules: { readonly [D in Doing['doing']]: Table<Email & { readonly work: { readonly doing: Extract<Doing, { doing: D }> } }> } =
  {
    reading: {
      ...working,
      reply: (i, { by, what }) => notOwner(i, by) ?? [{ type: 'email.writing', what, by: by.agent }],
      discard: (i, { by }) =>
        notOwner(i, by) ?? (i.work.draft ? [{ type: 'email.discarded', by: by.agent }] : refuse('interactions.notNow')),
      toWorkbin: (i, { by }, now) => notOwner(i, by) ?? keeps(i, by.agent, now),
      closeWithoutReply,
    },
    closing: {
      ...anyTime,
      ...late,
      arrived: cameBefore,
      undoClose,
      closeDue,
      ownerLost: (i, { agent }, now) => notTheirsNow(i, agent) ?? closesNow(i, now),
      giveBack: (i, { agent }, now) => wrappedUp(i, agent) ?? notTheirsNow(i, agent) ?? closesNow(i, now),
    },
    writing: {
      ...working,
      send,
      interimSend,
      saveDraft: (i, { by }, now) => notOwner(i, by) ?? keeps(i, by.agent, now),
      discard: (i, { by }, now) => notOwner(i, by) ?? [{ type: 'email.discarded', by: by.agent }, ...nothingLeft(i, by.agent, now)],
    },
    shelved: {
      ...kept,
      markDone: (i, { by, reason }, now) => notTheirs(i, by) ?? settles(i, by, reason, now),
    },
    drafted: {
      ...kept,
      deleteDraft: (i, { by }, now) =>
        notTheirs(i, by) ?? [
          { type: 'email.discarded', by: by.agent },
          ...(i.work.came
            ? ([{ type: 'email.shelved', holder: i.work.doing.holder, by: by.agent, at: now }] as const)
            : ends(i, now, 'cancel')),
        ],
    },
    inReview: { ...away, approve, sendBack, undoSend: withdraw },
    sending: {
      ...away,
      undoSend,
      edit,
      ownerLost: (i, { agent }, now) => notTheirsNow(i, agent) ?? goesNow(i, now),
      giveBack: (i, { agent }, now) => wrappedUp(i, agent) ?? notTheirsNow(i, agent) ?? goesNow(i, now),
      markDone: (i, { by, reason }, now) =>
        i.work.outgoing.some(({ mail, failed }) => mail === i.work.doing.mail && failed)
          ? (notTheirs(i, by) ?? settles(i, by, reason, now))
          : refuse('email.notFailed'),
    },
  };

/** Decides one command about a piece of work on a case. */
export function decide(i: Email, command: EmailCommand, now: number): Decision<EmailEvent> {
  if (i.at.stage === 'active') return decideAny<EmailCommand, EmailEvent>(i, command, now, rules[i.work.doing.doing]);
  const table = { arriving, queued, offered, wrapUp: over, closed: over }[i.at.stage];
  return decideAny<EmailCommand, EmailEvent>(i, command, now, table);
}

/** What was to be a new mail, and to which nobody has written, is nothing any more. */
function nothingLeft(i: Email, agent: AgentId, now: number): readonly EmailEvent[] {
  if (i.work.came) return [];
  const rest = { ...i, participations: i.participations.filter((p) => p.agent !== agent) };
  return [{ type: 'participation.done', agent, reason: null }, ...ends(rest, now, 'cancel')];
}

const notTheirsNow = (i: Email, agent: AgentId) => (ownerOf(i) === agent ? undefined : refuse('email.notOwner'));
/** Who had it before gives back no more than their wrap-up. */
function wrappedUp(i: Email, agent: AgentId): Decision<EmailEvent> | undefined {
  const part = participationOf(i, agent);
  return part?.stage === 'wrapUp' ? wrapsUp(i, agent, reasonOf(i, part) ?? 'system') : undefined;
}
