import type { AgentCommand, Profile } from '@patchbay/agents/agent.ts';
import { plainProfile } from '@patchbay/agents/test/profile.ts';
import type { AgentId } from '@patchbay/base/decision.ts';
import type { Dice } from '@patchbay/base/test/random.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import type { ChatCommand } from '../chat.ts';
import { otherQueue, people, policy } from './people.ts';

const bag = <T extends string>(weights: Readonly<Record<T, number>>): readonly T[] =>
  (Object.entries(weights) as [T, number][]).flatMap(([type, n]) => Array.from({ length: n }, () => type));

/** How often each command is tried: the way forward often, what ends a chat seldom. */
export const chatBag = bag<ChatCommand['type']>({
  enqueue: 20,
  offer: 30,
  start: 6,
  accept: 40,
  reject: 3,
  say: 8,
  fileScanned: 1,
  message: 1,
  transfer: 25,
  transferToQueue: 3,
  cancelTransfer: 1,
  consult: 25,
  endConsult: 1,
  completeTransfer: 3,
  conference: 18,
  leave: 2,
  drop: 1,
  monitor: 4,
  coach: 2,
  bargeIn: 2,
  silence: 1,
  stopMonitoring: 1,
  takeOver: 1,
  beginMonitoring: 0, // as monitor
  endMonitoring: 1,
  ban: 1,
  liftBan: 1,
  whisper: 2,
  silenceTimeout: 2,
  waitTimeout: 1,
  overflow: 1,
  take: 2,
  assign: 2,
  withdraw: 1,
  end: 2,
  rate: 1,
  locate: 1,
  shareLive: 1,
  sharingTimeout: 1,
  tellContext: 1,
  tellPage: 0, // it changes nothing else, and promises.ts tries it at every stage
  chooseReason: 2,
  writeNotes: 1,
  assignContact: 1,
  saveData: 1,
  forget: 1,
  submitWrapUp: 4,
  extendWrapUp: 2,
  forceWrapUp: 1,
  offerTimeout: 1,
  answerOffer: 0, // time does it
  wrapUpTimeout: 2,
  awayTimeout: 1,
  connectionLost: 2,
  reconnected: 3,
  deviceLost: 1,
  customerLeft: 1,
  limitReached: 1,
  expire: 1,
  closeForCallback: 1,
  giveBack: 1,
});

type Staff = 'logOn' | 'setReady' | 'setNotReady' | 'setAfterWork' | 'logOff';
export const staffBag = bag<Staff>({ logOn: 4, setReady: 9, setNotReady: 2, setAfterWork: 2, logOff: 1 });

/** What an agent asks about their own states, for one channel or all. */
export function staffCommand(type: Staff, agent: AgentId, d?: Dice): AgentCommand {
  const by = people.find((p) => p.agent === agent) as (typeof people)[number];
  const channel = d?.of([{}, {}, { channel: 'chat' }, { channel: 'chat' }, { channel: 'sms' }]);
  return { by, type, ...(type === 'setNotReady' ? { reason: 'lunch' } : {}), ...(type === 'logOn' ? {} : channel) } as AgentCommand;
}

/** A profile as an administrator could make it. */
export const anyProfile = (d: Dice): Profile => ({
  ...plainProfile,
  capacity: { chat: 1 + d.below(3), ...(d.chance(0.3) ? { sms: 1 } : {}) },
  afterReject: d.of(['notReady', 'stayReady', 'stayReady'] as const),
  afterWork: d.chance(0.5) ? ['chat'] : [],
  next: d.of(['ready', 'ready', 'notReady'] as const),
  signIn: d.of(['ready', 'notReady'] as const),
});

/** A policy as a queue could have it. */
export const anyPolicy = (d: Dice): Policy => ({
  ...policy,
  wrapUpMs: d.of([0, 20, 60, 60]),
  wrapUpForAll: d.chance(0.2),
  defaultReason: d.of([null, 'reason-none']),
  reasons: d.of([['reason-sold', 'reason-spam'], ['reason-sold', 'reason-none'], ['reason-sold']]),
  graceMs: d.of([5, 25]),
  previewTimeout: d.of(['accept', 'skip', 'remove'] as const),
  silence: d.of([null, policy.silence, { ms: 15, warning: 'still there?', closing: null }]),
  wait: d.of([null, null, { ms: 30, text: 'nobody is free' }, { ms: 60, text: null }]),
  overflow: d.of([null, { ms: 15, text: 'one moment', to: null }, { ms: 15, text: null, to: { queue: otherQueue, policy } }]),
});
