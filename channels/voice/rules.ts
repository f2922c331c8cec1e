import { type AgentId, type Decision, isRefused, type Rules } from '@patchbay/base/decision.ts';
import { mayNot, participationOf, reasonOf } from '@patchbay/interactions/interaction.ts';
import { queues, wrapsUp } from '@patchbay/interactions/parting.ts';
import { decide as decideAny, noted } from '@patchbay/interactions/rules.ts';
import type { CallCommand, CallEvent } from './asked.ts';
import { agentParty, type Call, customerLeg, type Doing, hasCustomer, isOwner, legOf, lostOf } from './call.ts';
import { hangsUp, lifted, loses, moves, onHook, stumbles, triesLeg } from './devices.ts';
import { breaksOff, cancels, fails as dialFails, mayEnd, notCallable, notCalled, picksUp, ringsOut, sendDigits } from './dialing.ts';
import { asks, exits, fails, fallsBack, hands, transfers, transferToQueue, wrappingUp } from './following.ts';
import { endsConsult, givesBack, givesUp, leaves, over } from './leaving.ts';
import { monitoring } from './monitoring.ts';
import { announces, ended, overflow, runsOut, whispers } from './prompts.ts';
import { goesOn, recording } from './recording.ts';
import {
  alreadyIn,
  cannotDrop,
  customerGone,
  deaf,
  elsewhere,
  full,
  inConference,
  internal,
  notAsked,
  notConference,
  notInConsult,
  notMain,
  notOn,
  notOwner,
  notWaiting,
  ownConsult,
  toAgent,
  tooEarly,
  tooSoon,
  type While,
} from './why.ts';

type Table<State> = Rules<State, CallCommand, CallEvent>;

/** At every stage: what engines and phones tell, and what is played. */
const anyTime: Table<Call> = {
  ...goesOn,
  onHook,
  moved: moves,
  moveFailed: stumbles,
  tryAgain: triesLeg,
  promptEnded: ended,
  promptTimeout: runsOut,
  digitPressed: (i, { leg, digit }) =>
    leg === customerLeg && hasCustomer(i.work) && /^[0-9A-D*#]$/.test(digit)
      ? [{ type: 'call.digitPressed', digit: i.work.settings.secureDigits ? '•' : digit }]
      : noted('digitPressed'),
};
/** Before anybody has it: who has nobody on the line cannot be left; a phone that is lifted answers. */
const early: Table<Call> = {
  ...anyTime,
  customerLeft: (i, _, now) => (i.work.parties.length ? over(i, now, 'abandoned') : noted('customerLeft')),
  partyLeft: (i, { leg }, now) => (leg === customerLeg && i.work.parties.length ? over(i, now, 'abandoned') : noted('partyLeft')),
  announce: (i, { name }, now) => announces(i, name, now),
};
const queued: Table<Call> = { ...early, overflow };
const offered: Table<Call> = {
  ...early,
  pickedUp: (i, { agent }, now) =>
    lifted(i, agent)
      ? [
          { type: 'interaction.accepted', agent, since: now },
          { type: 'party.pickedUp', agent },
        ]
      : noted('pickedUp'),
};
/** True of every call with people on it. */
const always = {
  ...anyTime,
  customerLeft: (i, _, now) => leaves(i, customerLeg, now),
  partyLeft: hangsUp,
  deviceLost: (i, { agent }, now) => loses(i, agent, now),
  deviceRecovered: (i, { agent }) => (lostOf(i, agent) ? [{ type: 'party.recovered', agent }] : noted('deviceRecovered')),
  pickedUp: (i, { agent }) =>
    lostOf(i, agent)?.ringBack
      ? [
          { type: 'party.recovered', agent },
          { type: 'party.pickedUp', agent },
        ]
      : noted('pickedUp'),
  recoveryTimeout: (i, { agent }, now) => tooEarly(i, agent, now) ?? givesUp(i, agent, now),
  mute: (i, { by, muted }) => notOn(i, by) ?? [{ type: 'party.muted', leg: legOf(by.agent), muted }],
  endForAll: (i, { by }, now) => notOwner(i, by) ?? mayNot(by, 'end') ?? notConference(i) ?? over(i, now),
  giveBack: (i, { agent }, now) => wrappedUp(i, agent) ?? givesBack(i, agent, now),
} satisfies Table<Call>;
const conferencing: Table<Call> = {
  exitConference: (i, { by }, now) => exits(i, by, now),
  drop: (i, { by, leg }, now) => notOwner(i, by) ?? notConference(i) ?? cannotDrop(i, by, leg) ?? leaves(i, leg, now),
};
const conversing = { ...always, ...conferencing };

/** What may happen while the owner is doing this: the whole of SM-2a while an agent or a number is on the call. */
export const rules: { readonly [D in Doing['doing']]: Table<While<D>> } = {
  waiting: anyTime,
  dialing: {
    ...anyTime,
    customerAnswered: (i) => (i.work.line.colleague ? noted('customerAnswered') : [{ type: 'call.answered' }]),
    accept: (i, { by }, now) => notCalled(i, by.agent) ?? picksUp(by.agent, now),
    pickedUp: (i, { agent }, now) => (i.work.line.colleague === agent ? picksUp(agent, now, true) : noted('pickedUp')),
    reject: (i, { by }, now) => notCalled(i, by.agent) ?? dialFails(i, 'declined', now),
    cancelDial: (i, { by }, now) => notOwner(i, by) ?? cancels(i, now),
    dialFailed: (i, { cause }, now) => dialFails(i, cause, now),
    dialTimeout: (i, _, now) => ringsOut(i, now),
    limitReached: (i, _, now) => dialFails(i, 'limit', now),
    deviceLost: (i, { agent }, now) => breaksOff(i, agent, now),
    partyLeft: (i, { leg }, now) => (isOwner(i, leg as string as AgentId) ? cancels(i, now) : dialFails(i, 'failed', now)),
    mute: always.mute,
    giveBack: (i, { agent }, now) => wrappedUp(i, agent) ?? breaksOff(i, agent, now, agent),
  },
  talking: {
    ...conversing,
    hold: (i, { by }, now) => notOwner(i, by) ?? customerGone(i) ?? inConference(i) ?? [{ type: 'call.held', at: now }],
    consult: (i, { by, target, othersTalk }) =>
      notOwner(i, by) ?? internal(i) ?? customerGone(i) ?? full(i) ?? alreadyIn(i, target) ?? asks(target, othersTalk),
    transfer: (i, { by, target }, now) =>
      notOwner(i, by) ?? internal(i) ?? customerGone(i) ?? inConference(i) ?? alreadyIn(i, target) ?? transfers(i, by.agent, target, now),
    transferToQueue,
    end: (i, { by }, now) => mayEnd(i, by) ?? notOn(i, by) ?? mayNot(by, 'end') ?? leaves(i, legOf(by.agent), now),
    sendDigits: (i, command) => notOn(i, command.by) ?? sendDigits(i, command),
  },
  holding: {
    ...always,
    resume: (i, { by }, now) => notOwner(i, by) ?? [{ type: 'call.resumed', at: now }],
    consult: (i, { by, target }) => notOwner(i, by) ?? internal(i) ?? full(i) ?? alreadyIn(i, target) ?? asks(target, false),
    transfer: (i, { by, target }, now) => notOwner(i, by) ?? internal(i) ?? alreadyIn(i, target) ?? transfers(i, by.agent, target, now),
    transferToQueue,
  },
  asking: {
    ...conversing,
    exitConference: (i, { by }, now) => ownConsult(i, by) ?? exits(i, by, now),
    offer: (i, { agent, until }) =>
      notWaiting(i) ??
      alreadyIn(i, { to: 'agent', agent, until }) ?? [
        { type: 'consult.assigned', agent },
        { type: 'participation.offered', agent, until },
      ],
    accept: (i, { by }, now) =>
      notAsked(i, by.agent) ?? [{ type: 'participation.joined', agent: by.agent, since: now }, { type: 'consult.answered' }],
    pickedUp: (i, command, now) =>
      notAsked(i, command.agent)
        ? always.pickedUp(i, command)
        : [
            { type: 'participation.joined', agent: command.agent, since: now },
            { type: 'consult.answered' },
            { type: 'party.pickedUp', agent: command.agent },
          ],
    reject: (i, { by }, now) => notAsked(i, by.agent) ?? fails(i, 'declined', now),
    offerTimeout: (i, { agent }, now) => notAsked(i, agent) ?? tooSoon(i, agent, now) ?? fails(i, 'missed', now),
    giveBack: (i, command, now) => (notAsked(i, command.agent) ? always.giveBack(i, command, now) : fails(i, 'revoked', now)),
    consultAnswered: (i) => (i.work.doing.colleague?.is === 'number' ? [{ type: 'consult.answered' }] : noted('consultAnswered')),
    consultFailed: (i, _, now) => fails(i, 'revoked', now),
    partyLeft: (i, command, now) => (command.leg === i.work.doing.colleague?.leg ? fails(i, 'revoked', now) : hangsUp(i, command, now)),
    endConsult: (i, { by }, now) => notOwner(i, by) ?? endsConsult(i, i.work.settings.autoRetrieve, now),
  },
  consulting: {
    ...conversing,
    exitConference: (i, { by }, now) => ownConsult(i, by) ?? exits(i, by, now),
    swap: (i, { by }) => notOwner(i, by) ?? [{ type: 'consult.swapped', to: i.work.doing.side === 'main' ? 'consult' : 'main' }],
    completeTransfer: (i, { by }, now) => notOwner(i, by) ?? elsewhere(i) ?? hands(i, by.agent, now),
    conference: (i, { by }) => notOwner(i, by) ?? elsewhere(i) ?? [{ type: 'consult.merged' }],
    endConsult: (i, { by }, now) => notInConsult(i, by) ?? endsConsult(i, i.work.settings.autoRetrieve, now),
    end: (i, { by }, now) => notOwner(i, by) ?? mayNot(by, 'end') ?? notMain(i) ?? over(i, now),
    sendDigits: (i, command) => notOn(i, command.by) ?? sendDigits(i, command),
  },
  transferring: {
    ...anyTime,
    customerLeft: (i, _, now) => over(i, now),
    enqueue: (i, { queue }, now) => toAgent(i.work.doing.target) ?? [queues({ queue, since: now, not: wrappingUp(i) })],
    accept: (i, { by }, now) => notAsked(i, by.agent) ?? takes(by.agent, now),
    pickedUp: (i, { agent }, now) => (notAsked(i, agent) ? noted('pickedUp') : [...takes(agent, now), { type: 'party.pickedUp', agent }]),
    reject: (i, { by }, now) => notAsked(i, by.agent) ?? fallsBack(i, 'declined', now),
    offerTimeout: (i, { agent }, now) => notAsked(i, agent) ?? tooSoon(i, agent, now) ?? fallsBack(i, 'missed', now),
    giveBack: (i, { agent }, now) => wrappedUp(i, agent) ?? notAsked(i, agent) ?? fallsBack(i, 'revoked', now),
    targetAnswered: (i) =>
      i.work.doing.colleague?.is === 'number' ? [{ type: 'party.joined', party: i.work.doing.colleague }] : noted('targetAnswered'),
    transferFailed: (i, _, now) => fallsBack(i, 'revoked', now),
    partyLeft: (i, { leg }, now) => {
      if (leg === customerLeg) return over(i, now);
      return leg === i.work.doing.colleague?.leg ? fallsBack(i, 'revoked', now) : noted('partyLeft');
    },
    deviceLost: (i, { agent }, now) => (notAsked(i, agent) ? noted('deviceLost') : fallsBack(i, 'revoked', now)),
  },
};

/** Whoever was asked takes over. */
const takes = (agent: AgentId, since: number) =>
  [
    { type: 'participation.joined', agent, since },
    { type: 'party.joined', party: agentParty(agent) },
    { type: 'interaction.ownerChanged', owner: agent, since },
  ] as const;

/** Who had it before gives back no more than their wrap-up; a supervisor no more than listening. */
function wrappedUp(i: Call, agent: AgentId): Decision<CallEvent> | undefined {
  const part = participationOf(i, agent);
  if (part?.stage === 'wrapUp') return wrapsUp(i, agent, reasonOf(i, part) ?? 'system');
  return undefined;
}

/** Decides one command about a call. */
export function decide(i: Call, command: CallCommand, now: number): Decision<CallEvent> {
  const answer = deaf(i, command) ?? unfit(i, command) ?? decideAny<CallCommand, CallEvent>(i, command, now, ...tables(i));
  return isRefused(answer) || i.at.stage === 'active' ? answer : [...answer, ...answers(i, answer, now, command.type === 'answerOffer')];
}
/** A call between colleagues waits in no queue, and nobody calls themselves. [VO42] */
function unfit(i: Call, command: CallCommand) {
  if (command.type === 'start') return notCallable(i, command.agent);
  return command.type === 'enqueue' || command.type === 'offer' ? internal(i) : undefined;
}
function tables(i: Call): readonly object[] {
  if (i.at.stage === 'active') return [rules[i.work.doing.doing], monitoring, recording];
  return [{ arriving: early, queued, offered, wrapUp: anyTime, closed: anyTime }[i.at.stage]];
}

/** An offer that is answered by itself is taken at once; whoever takes a call is told which queue it is. [VO2] [VO22] */
function answers(i: Call, events: readonly CallEvent[], now: number, byItself: boolean): readonly CallEvent[] {
  const taken = events.find((e) => e.type === 'interaction.accepted');
  if (taken) return whispers(i, taken.agent, now, byItself);
  const offer = events.find((e) => e.type === 'interaction.offered');
  if (!offer || !i.work.settings.autoAnswer || !hasCustomer(i.work)) return [];
  return [{ type: 'interaction.accepted', agent: offer.agent, since: now }, ...whispers(i, offer.agent, now, true)];
}
