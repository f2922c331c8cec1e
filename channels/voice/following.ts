import type { AgentId, Decision, Person } from '@patchbay/base/decision.ts';
import { takesPart, type Unanswered } from '@patchbay/interactions/interaction.ts';
import { handsOn, parts, queues } from '@patchbay/interactions/parting.ts';
import type { Command, Events } from './asked.ts';
import { agents, type Call, isConference, legOf, type Party, type Target } from './call.ts';
import { leaves } from './leaving.ts';
import { customerGone, inConference, internal, notConference, notOn, notOwner, type While } from './why.ts';

/** Whoever is in a conference may leave it. [VO16] */
export const exits = (i: Call, by: Person, now: number): Decision<Events[number]> =>
  notOn(i, by) ?? notConference(i) ?? leaves(i, legOf(by.agent), now);

const offers = (target: Target): Events =>
  target.to === 'agent' ? [{ type: 'participation.offered', agent: target.agent, until: target.until }] : [];
/** A colleague, a queue or a number is asked; the customer hears music meanwhile. [VO13] */
export const asks = (target: Target, othersTalk: boolean): Events => [{ type: 'consult.requested', target, othersTalk }, ...offers(target)];
const unanswered = (i: Call, colleague: Party | null, as: Unanswered): Events =>
  colleague?.is === 'agent' && takesPart(i, colleague.agent) ? [{ type: 'participation.unanswered', agent: colleague.agent, as }] : [];
/** Nobody comes: the customer stays held, a conference goes on. [VO14] */
export const fails = (i: While<'asking'>, as: Unanswered, at: number): Events => [
  ...unanswered(i, i.work.doing.colleague, as),
  { type: 'consult.ended', held: !isConference(i.work), at },
];

/** The owner is gone at once, the customer hears music until the target answers. [VO17] */
export const transfers = (i: Call, owner: AgentId, target: Target, now: number): Events => [
  ...parts(i, owner, now),
  { type: 'party.left', leg: legOf(owner) },
  { type: 'transfer.started', target },
  { type: 'interaction.ownerChanged', owner: null, since: now },
  ...offers(target),
];
/** The target does not answer: the customer waits in the fallback queue, never for whoever handed it on. [VO17] */
export const fallsBack = (i: While<'transferring'>, as: Unanswered, now: number): Events => [
  ...unanswered(i, i.work.doing.colleague, as),
  queues({ queue: i.policy.fallback, since: now, not: wrappingUp(i) }),
];
/** Whoever handed it on, never to be asked again. */
export const wrappingUp = (i: Call) => i.participations.filter((p) => p.stage === 'wrapUp').map(({ agent }) => ({ agent, at: null }));

/** Handing a call to a queue: it waits there for anybody else. [IN15] [VO17] */
export const transferToQueue = (i: Call, { by, queue, policy, settings }: Command<'transferToQueue'>, now: number) =>
  notOwner(i, by) ??
  internal(i) ??
  customerGone(i) ??
  inConference(i) ?? [{ type: 'call.settingsChanged', settings } as const, ...handsOn(i, by.agent, { queue, policy }, now)];

/** Consult transfer: the colleague takes the place of who asked. A flow takes the customer; a number leaves it without an agent. [VO15] */
export function hands(i: While<'consulting'>, owner: AgentId, now: number): Events {
  const { colleague, target } = i.work.doing;
  if (target.to === 'entryPoint' && !isConference(i.work)) return transfers(i, owner, target, now);
  const next = colleague.is === 'agent' ? colleague.agent : (agents(i.work.parties).find((p) => p.agent !== owner)?.agent ?? null);
  return [
    ...parts(i, owner, now),
    { type: 'consult.merged' },
    { type: 'party.left', leg: legOf(owner) },
    { type: 'interaction.ownerChanged', owner: next, since: now },
  ];
}
