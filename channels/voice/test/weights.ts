import type { Dice } from '@patchbay/base/test/random.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import type { CallCommand } from '../asked.ts';
import type { Call, CallSettings, Line } from '../call.ts';
import { types } from './every.ts';
import { ada, ben, line, otherQueue, policy, settings } from './people.ts';

/** How often each command is tried: the way forward often, what ends a call seldom. */
const weights: { readonly [T in CallCommand['type']]?: number } = {
  enqueue: 30,
  offer: 80,
  start: 30,
  accept: 120,
  take: 8,
  pickedUp: 12,
  customerAnswered: 60,
  consult: 75,
  consultAnswered: 40,
  conference: 90,
  hold: 14,
  resume: 10,
  swap: 18,
  monitor: 14,
  coach: 10,
  bargeIn: 10,
  mute: 6,
  promptEnded: 12,
  completeTransfer: 8,
  submitWrapUp: 12,
  deviceLost: 6,
  deviceRecovered: 12,
  recoveryTimeout: 6,
  startRecording: 8,
  pauseRecording: 8,
  resumeRecording: 20,
  transfer: 8,
  targetAnswered: 30,
  digitPressed: 1,
  announce: 1,
  closeForCallback: 1,
  limitReached: 1,
  expire: 4,
  dialTimeout: 60,
  customerLeft: 2,
  partyLeft: 2,
  giveBack: 2,
  endForAll: 1,
  overflow: 2,
};
export const bag: readonly CallCommand['type'][] = types.flatMap((type) => Array.from({ length: weights[type] ?? 3 }, () => type));

/** A policy as a queue could have it. */
export const anyPolicy = (d: Dice): Partial<Policy> => ({
  wrapUpForAll: d.chance(0.2),
  defaultReason: d.of([null, 'reason-none']),
  graceMs: d.of([5, 25]),
  previewTimeout: d.of(['accept', 'skip', 'remove'] as const),
  overflow: d.of([null, { ms: 15, text: 'one moment', to: null }, { ms: 15, text: null, to: { queue: otherQueue, policy } }]),
});
export const anySettings = (d: Dice): CallSettings => ({
  ...settings,
  autoRetrieve: d.chance(0.5),
  ringMs: d.of([3, 40]),
  autoAnswer: d.chance(0.15),
  greeting: d.of([null, 'welcome']),
  whisper: d.of([null, 'sales']),
  pauseMs: d.of([null, 20]),
  secureDigits: d.chance(0.3),
});
/** Now and then a colleague is called. */
export const anyLine = (d: Dice, kind: Call['kind']): Line =>
  kind === 'outbound' && d.chance(0.5) ? { number: null, shown: null, colleague: d.of([ada, ben]).agent } : line;
