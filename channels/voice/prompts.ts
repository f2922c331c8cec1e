import { type AgentId, refuse } from '@patchbay/base/decision.ts';
import { overflowsAt } from '@patchbay/interactions/interaction.ts';
import { overflows } from '@patchbay/interactions/parting.ts';
import { noted } from '@patchbay/interactions/rules.ts';
import type { Command, Events } from './asked.ts';
import { type Call, customerLeg, hasCustomer, isInternal, type Leg, legOf, type Prompt, type Sound } from './call.ts';

/** Nothing is played longer than this, should nobody say that it is over. */
const longest = 60_000;
const beep: Sound = { is: 'beep' };

/** What a caller hears first; null: music at once. [VO20] */
export const greeting = (name: string | null, now: number): readonly Prompt[] =>
  name === null ? [] : [{ leg: customerLeg, play: [{ is: 'greeting', name }], until: now + longest }];

/** Whoever waits is told something; the music goes on afterwards. [VO21] */
export const announces = (i: Call, name: string, now: number): Events =>
  hasCustomer(i.work)
    ? [{ type: 'prompt.started', leg: customerLeg, play: [{ is: 'announcement', name }], until: now + longest }]
    : noted('announce');

/** The agent who answers hears three beeps if nobody asked, and which queue it is; the customer hears neither. [VO22] */
export function whispers(i: Call, agent: AgentId, now: number, beeps: boolean): Events {
  const { whisper } = i.work.settings;
  const play: readonly Sound[] = [
    ...(beeps ? [beep, beep, beep] : []),
    ...(whisper === null ? [] : [{ is: 'whisper', name: whisper } as const]),
  ];
  return play.length && hasCustomer(i.work) && !isInternal(i.work)
    ? [{ type: 'prompt.started', leg: legOf(agent), play, until: now + longest }]
    : [];
}

const plays = (i: Call, leg: Leg) => i.work.prompts.find((p) => p.leg === leg);
/** It has been heard. */
export const ended = (i: Call, { leg }: Command<'promptEnded'>): Events =>
  plays(i, leg) ? [{ type: 'prompt.ended', leg }] : noted('promptEnded');
/** Nobody said that it is over. */
export const runsOut = (i: Call, { leg }: Command<'promptTimeout'>, now: number) =>
  now < (plays(i, leg)?.until ?? Infinity) ? refuse('interactions.notYet') : ([{ type: 'prompt.ended', leg }] as const);

/** Who has waited too long is told so before anything else happens. [IN20] [VO21] */
export function overflow(i: Call, _: unknown, now: number) {
  const at = overflowsAt(i);
  if (at === null || now < at) return refuse('interactions.notYet');
  const text = i.policy.overflow?.text ?? null;
  return [...(text === null ? [] : announces(i, text, now)), ...overflows(i)];
}
