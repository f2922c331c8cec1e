import { type AgentId, type Decision, look, type Rules, refuse } from '@patchbay/base/decision.ts';
import {
  type At,
  type CoreCommand,
  type CoreEvent,
  type Interaction,
  mayDecline,
  mayNot,
  type Outcome,
  overflowsAt,
  type Participation,
  participationOf,
  reasonOf,
  takesPart,
  type Unanswered,
} from './interaction.ts';
import { ends, overflows, queues, wrapsUp } from './parting.ts';
import { nothingYet, unfit } from './variables.ts';

type In<S extends At['stage']> = Interaction & { readonly at: Extract<At, { readonly stage: S }> };
type Part<S extends Participation['stage']> = { readonly i: Interaction; readonly part: Participation & { readonly stage: S } };

/** What may happen to an interaction on every channel; `active` belongs to the channel. */
export const stages: { readonly [S in At['stage']]: Rules<In<S>, CoreCommand, CoreEvent> } = {
  arriving: {
    enqueue: (_, { queue }, now) => [{ type: 'interaction.queued', queue, since: now, not: [] }],
    offer: (i, { agent, until }) => notA(i, 'preview') ?? offers(agent, until), // a preview has no queue to go back to
    start: (i, { agent }, now) => notA(i, 'outbound') ?? [{ type: 'interaction.accepted', agent, since: now }],
    limitReached: (i, _, now) => ends(i, now, 'limit'),
    closeForCallback: (i, _, now) => ends(i, now, 'callback'),
    customerLeft: (i, _, now) => ends(i, now, 'abandoned'),
  },
  queued: {
    offer: (i, { agent, until, answerAt }) => busy(i, agent) ?? offers(agent, until, answerAt),
    assign: (i, { by, agent, until }) => mayNot(by, 'seeAllWork') ?? busy(i, agent) ?? offers(agent, until),
    take: (i, { by }, now) =>
      mayNot(by, 'takeWork') ??
      busy(i, by.agent) ?? [...offers(by.agent, now), { type: 'interaction.accepted', agent: by.agent, since: now }],
    overflow: (i, _, now) => waitsOn(i, now) ?? overflows(i),
    closeForCallback: (i, _, now) => ends(i, now, 'callback'),
    expire: (i, _, now) => notA(i, 'callback') ?? ends(i, now, 'expired'),
    customerLeft: (i, _, now) => ends(i, now, 'abandoned'),
  },
  offered: {
    accept: (i, { by }, now) => notOffered(i, by.agent) ?? [{ type: 'interaction.accepted', agent: by.agent, since: now }],
    withdraw: (i, { by }, now) => mayNot(by, 'seeAllWork') ?? (i.at.back ? returns(i, 'revoked', now) : refuse('interactions.notThisKind')),
    reject: (i, { by, then }, now) =>
      notOffered(i, by.agent) ?? (mayDecline(i, by) ? undefined : refuse('interactions.notAllowed')) ?? returns(i, 'declined', now, then),
    answerOffer: (i, { agent }, now) =>
      notOffered(i, agent) ??
      (now >= (i.at.answerAt ?? Infinity) ? [{ type: 'interaction.accepted', agent, since: now }] : refuse('interactions.notYet')),
    offerTimeout: (i, { agent }, now) =>
      notOffered(i, agent) ?? tooSoon(i, now) ?? (i.at.back ? returns(i, 'missed', now) : previewTimesOut(i, now)),
    giveBack: (i, { agent }, now) => (agent === i.at.agent ? returns(i, 'revoked', now) : wrappedUp(i, agent)),
    deviceLost: (i, { agent }, now) => (agent === i.at.agent ? returns(i, 'revoked', now) : noted('deviceLost')),
    customerLeft: (i, _, now) => ends(i, now, 'abandoned'),
  },
  active: {},
  wrapUp: {},
  closed: {
    forget: () => [{ type: 'interaction.forgotten' }],
  },
};

/** Whose conversation it is can be put right by whoever had a part in it. [IN40] */
const belonging = {
  assignContact: ({ i }, { contact }) =>
    contact === i.contact ? refuse('interactions.sameContact') : [{ type: 'interaction.contactAssigned', contact }],
} satisfies Rules<Part<'active' | 'wrapUp' | 'done'>, CoreCommand, CoreEvent>;

/** What may be chosen and written while one works on it. [BP-27] */
const writing = {
  ...belonging,
  chooseReason: ({ i, part }, { reason }) => unknown(i, reason) ?? [{ type: 'participation.reasonChosen', agent: part.agent, reason }],
  writeNotes: ({ i }, { notes }) =>
    notes === i.notes ? refuse('interactions.notesUnchanged') : [{ type: 'interaction.notesWritten', notes }],
  saveData: ({ i, part }, command, now) => saves(i, command, part.agent, now),
} satisfies Rules<Part<'active' | 'wrapUp'>, CoreCommand, CoreEvent>;

/** What may happen to one agent's part, wherever the interaction is by then. [SM-2b] */
export const parting: { readonly [S in Participation['stage']]?: Rules<Part<S>, CoreCommand, CoreEvent> } = {
  active: writing,
  done: belonging,
  wrapUp: {
    ...writing,
    submitWrapUp: ({ i, part }, { reason = part.reason }) =>
      reason ? (unknown(i, reason) ?? wrapsUp(i, part.agent, reason)) : refuse('interactions.chooseReason'),
    wrapUpTimeout: ({ i, part }, _, now) => notYet(i, part, now) ?? wrapsUp(i, part.agent, reasonOf(i, part)),
    giveBack: ({ i, part }) => wrapsUp(i, part.agent, reasonOf(i, part) ?? 'system'),
    extendWrapUp: ({ part }, { by }) =>
      mayNot(by, 'extendWrapUp') ??
      (part.until === null ? refuse('interactions.alreadyExtended') : [{ type: 'participation.wrapUpExtended', agent: part.agent }]),
    forceWrapUp: ({ i, part }, { by }) => mayNot(by, 'forceWrapUp') ?? wrapsUp(i, part.agent, 'system'),
  },
};

/** Who had it before gives back no more than their wrap-up. */
const wrappedUp = (i: Interaction, agent: AgentId): Decision<CoreEvent> => {
  const part = participationOf(i, agent);
  return part?.stage === 'wrapUp' ? wrapsUp(i, agent, reasonOf(i, part) ?? 'system') : refuse('interactions.offeredElsewhere');
};

/** Decides with the channel's tables first, then with the shared ones. A fact without a rule is kept and changes nothing. */
export function decide<C extends { readonly type: string; readonly by: unknown }, E>(
  i: Interaction,
  command: C | CoreCommand,
  now: number,
  ...channel: readonly object[]
): Decision<E | CoreEvent> {
  const agent = subjectOf(command);
  const part = agent && participationOf(i, agent);
  return (
    look<Interaction, typeof command, E | CoreEvent>(i, command, now, ...channel, stages[i.at.stage]) ??
    (part && look({ i, part }, command, now, parting[part.stage] ?? {})) ??
    (command.by === 'outside' ? noted(command.type) : refuse('interactions.notNow'))
  );
}

/** A fact that changes nothing is kept. */
export const noted = (fact: string): readonly CoreEvent[] => [{ type: 'interaction.noted', fact }];

const subjectOf = (c: { readonly by: unknown; readonly agent?: AgentId }): AgentId | undefined =>
  c.agent ?? (c.by as { readonly agent?: AgentId }).agent;
const waitsOn = (i: In<'queued'>, now: number) => (now >= (overflowsAt(i) ?? Infinity) ? undefined : refuse('interactions.notYet'));
const offers = (agent: AgentId, until: number, answerAt?: number): readonly CoreEvent[] => [
  { type: 'interaction.offered', agent, until, ...(answerAt !== undefined && { answerAt }) },
  { type: 'participation.offered', agent, until },
];
const notA = (i: Interaction, kind: Interaction['kind']) => (i.kind === kind ? undefined : refuse('interactions.notThisKind'));
const notOffered = (i: In<'offered'>, agent: AgentId) => (agent === i.at.agent ? undefined : refuse('interactions.offeredElsewhere'));
const busy = (i: Interaction, agent: AgentId) => (takesPart(i, agent) ? refuse('interactions.takesPart') : undefined);
/** The first save of a value wins; whoever began to write before it is told what it is now. [CD2] */
function saves(i: Interaction, { variable, value, baseRev }: Saving, by: AgentId, at: number): Decision<CoreEvent> {
  const declared = i.policy.variables?.find(({ key }) => key === variable);
  if (!declared?.editable) return refuse('data.notEditable');
  const now = i.data?.[variable] ?? nothingYet;
  if (now.rev !== baseRev) return refuse('data.savedFirst', { by: now.by, value: now.value ?? '', rev: now.rev });
  const datum = { value: declared.secure ? null : value, set: value !== '', rev: baseRev + 1, by, at };
  return unfit(declared, value) ?? [{ type: 'interaction.dataSaved', variable, ...datum }];
}
type Saving = Extract<CoreCommand, { readonly type: 'saveData' }>;

const tooSoon = (i: In<'offered'>, now: number) => (now >= i.at.until ? undefined : refuse('interactions.notYet'));
const unknown = (i: Interaction, reason: string | null) =>
  reason === null || i.policy.reasons.includes(reason) ? undefined : refuse('interactions.unknownReason');
const notYet = (i: Interaction, part: Part<'wrapUp'>['part'], now: number) =>
  part.until !== null && now >= part.until && reasonOf(i, part) !== null ? undefined : refuse('interactions.notYet');

const previewTimesOut = (i: In<'offered'>, now: number): readonly CoreEvent[] => {
  const then = i.policy.previewTimeout;
  return then === 'accept' ? [{ type: 'interaction.accepted', agent: i.at.agent, since: now }] : returns(i, 'missed', now, then);
};

/** An unanswered offer goes back to its place in the queue [IN7]; a preview, which has none, closes. */
function returns(i: In<'offered'>, as: Unanswered, now: number, then: Outcome = 'cancel'): readonly CoreEvent[] {
  const { back, agent } = i.at;
  const rest = { ...i, participations: i.participations.filter((p) => p.agent !== agent) };
  return [
    { type: 'participation.unanswered', agent, as },
    ...(back ? [queues(passedBy(back, agent, as, now), 'unanswered')] : ends(rest, now, then)),
  ];
}
/** Whoever let it go by is not asked again before others; a withdrawn offer is nobody's fault. [IN8] */
const passedBy = (back: In<'queued'>['at'] | NonNullable<In<'offered'>['at']['back']>, agent: AgentId, as: Unanswered, now: number) =>
  as === 'revoked' ? back : { ...back, not: [...back.not.filter((l) => l.agent !== agent), { agent, at: now }] };
