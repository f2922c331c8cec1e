import type { QueueId } from '@patchbay/base/decision.ts';
import { isOpen } from '@patchbay/interactions/interaction.ts';
import type { CallCommand } from '../asked.ts';
import { type Call, customerLeg, everyone, type Leg, type Target } from '../call.ts';
import { agents, otherQueue, people, policy, queue, settings } from './people.ts';

type Make = (i: Call, now: number) => readonly CallCommand[];
const ask = (one: object) => people.map((by) => ({ by, ...one }) as CallCommand);
const asks = (...some: readonly object[]): Make => {
  const list = some.flatMap(ask);
  return () => list;
};
const just = (one: object): Make => {
  const list = [one as CallCommand];
  return () => list;
};
const ofEach = (one: object): Make => {
  const list = people.map(({ agent }) => ({ ...one, agent }) as CallCommand);
  return () => list;
};
const legs = ({ work }: Call): readonly Leg[] => [
  ...new Set([
    customerLeg,
    ...everyone(work).map((p) => p.leg),
    ...work.monitors.map((m) => m.leg),
    ...('colleague' in work.doing && work.doing.colleague ? [work.doing.colleague.leg] : []),
  ]),
];
const onLeg =
  (one: object): Make =>
  (i) =>
    legs(i).map((leg) => ({ ...one, leg }) as CallCommand);
const targets = (i: Call, now: number): readonly Exclude<Target, { to: 'queue' }>[] => {
  const taken = legs(i);
  const leg = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8'].find((n) => !taken.includes(n as Leg)) as Leg;
  const free = agents.filter((p) => !i.participations.some((q) => q.agent === p.agent && isOpen(q)));
  return [
    { to: 'number', leg },
    { to: 'entryPoint', leg },
    ...free.slice(0, 2).map(({ agent }) => ({ to: 'agent', agent, until: now + 25 }) as const),
  ];
};
const system = (type: string, more: object = {}) => ({ by: 'system', type, ...more });
const fact = (type: string, more: object = {}) => ({ by: 'outside', type, ...more });

/** Every command there is about a call, with every person, leg and target that could matter. */
export const every: { readonly [T in CallCommand['type']]: Make } = {
  accept: asks({ type: 'accept' }),
  reject: asks({ type: 'reject' }),
  take: asks({ type: 'take' }),
  withdraw: asks({ type: 'withdraw' }),
  assign: (_, now) => agents.flatMap(({ agent }) => ask({ type: 'assign', agent, until: now + 25 })),
  answerOffer: ofEach(system('answerOffer')),
  hold: asks({ type: 'hold' }),
  resume: asks({ type: 'resume' }),
  swap: asks({ type: 'swap' }),
  endConsult: asks({ type: 'endConsult' }),
  completeTransfer: asks({ type: 'completeTransfer' }),
  conference: asks({ type: 'conference' }),
  exitConference: asks({ type: 'exitConference' }),
  end: asks({ type: 'end' }),
  endForAll: asks({ type: 'endForAll' }),
  cancelDial: asks({ type: 'cancelDial' }),
  consult: (i, now) =>
    [...targets(i, now), { to: 'queue', queue }].flatMap((target) =>
      [true, false].flatMap((othersTalk) => ask({ type: 'consult', target, othersTalk })),
    ),
  transfer: (i, now) => targets(i, now).flatMap((target) => ask({ type: 'transfer', target })),
  transferToQueue: asks({ type: 'transferToQueue', queue: otherQueue, policy, settings }),
  drop: (i) => legs(i).flatMap((leg) => ask({ type: 'drop', leg })),
  mute: asks({ type: 'mute', muted: true }, { type: 'mute', muted: false }),
  sendDigits: asks({ type: 'sendDigits', digits: '12#' }, { type: 'sendDigits', digits: 'x' }),
  monitor: () => agents.flatMap(({ agent }) => ask({ type: 'monitor', agent })),
  coach: asks({ type: 'coach' }),
  bargeIn: asks({ type: 'bargeIn' }),
  silence: asks({ type: 'silence' }),
  stopMonitoring: asks({ type: 'stopMonitoring' }),
  pauseRecording: asks({ type: 'pauseRecording' }),
  resumeRecording: asks({ type: 'resumeRecording' }),
  chooseReason: asks({ type: 'chooseReason', reason: 'reason-sold' }),
  writeNotes: (i, now) => [`note-${now}`, `${i.notes}.`].flatMap((notes) => ask({ type: 'writeNotes', notes })),
  saveData: asks({ type: 'saveData', variable: 'no such', value: '', baseRev: 0 }),
  assignContact: asks({ type: 'assignContact', contact: 'contact-other' }),
  submitWrapUp: asks({ type: 'submitWrapUp', reason: 'reason-sold' }),
  extendWrapUp: asks({ type: 'extendWrapUp' }),
  forceWrapUp: () => agents.flatMap(({ agent }) => ask({ type: 'forceWrapUp', agent })),
  enqueue: just(system('enqueue', { queue: queue as QueueId })),
  offer: (_, now) =>
    agents.flatMap(({ agent }) =>
      [{}, {}, { answerAt: now + 9 }].map((more) => ({ by: 'system', type: 'offer', agent, until: now + 25, ...more })),
    ),
  start: ofEach(system('start')),
  giveBack: ofEach(system('giveBack')),
  offerTimeout: ofEach(system('offerTimeout')),
  wrapUpTimeout: ofEach(system('wrapUpTimeout')),
  recoveryTimeout: ofEach(system('recoveryTimeout')),
  dialTimeout: just(system('dialTimeout')),
  pauseTimeout: just(system('pauseTimeout')),
  startRecording: just(system('startRecording')),
  promptTimeout: onLeg(system('promptTimeout')),
  tryAgain: onLeg(system('tryAgain')),
  announce: just(system('announce', { name: 'position' })),
  limitReached: just(system('limitReached')),
  expire: just(system('expire')),
  closeForCallback: just(system('closeForCallback')),
  forget: just(system('forget')),
  overflow: just(system('overflow')),
  customerLeft: just(fact('customerLeft')),
  customerAnswered: just(fact('customerAnswered')),
  consultAnswered: just(fact('consultAnswered')),
  consultFailed: just(fact('consultFailed')),
  targetAnswered: just(fact('targetAnswered')),
  transferFailed: just(fact('transferFailed')),
  dialFailed: (_, now) => [{ by: 'outside', type: 'dialFailed', cause: now % 2 ? 'busy' : 'invalid' }],
  partyLeft: onLeg(fact('partyLeft')),
  promptEnded: onLeg(fact('promptEnded')),
  moved: onLeg(fact('moved')),
  moveFailed: onLeg(fact('moveFailed')),
  digitPressed: just(fact('digitPressed', { leg: customerLeg, digit: '5' })),
  pickedUp: ofEach(fact('pickedUp')),
  onHook: ofEach(fact('onHook')),
  deviceLost: ofEach(fact('deviceLost')),
  deviceRecovered: ofEach(fact('deviceRecovered')),
};
export const types = Object.keys(every) as CallCommand['type'][];
/** All of them for this call at this moment. */
export const everyCommand = (i: Call, now: number): readonly CallCommand[] => types.flatMap((type) => every[type](i, now));
