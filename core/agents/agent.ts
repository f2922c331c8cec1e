import type { AgentId, Asks, ChannelName, Facts, Happened, InteractionId, Orders } from '@patchbay/base/decision.ts';
import { type Lack, type Load, lackOf } from './capacity.ts';
import { roomsOf, type Share } from './room.ts';

/** One person who handles interactions: what they chose on each channel, and what they have to do. */
export interface Agent {
  readonly id: AgentId;
  readonly profile: Profile;
  /** Channels the profile gives; what is not here cannot be logged on. */
  readonly channels: { readonly [C in ChannelName]?: Chosen };
  /** Open parts in interactions, oldest first. The only place where load is counted. */
  readonly work: readonly Work[];
  /** Per channel, since when nothing of it is open: longest idle first. */
  readonly idleSince: { readonly [C in ChannelName]?: number };
}

/** What holds for this agent, copied from the configuration when they log on. */
export interface Profile {
  readonly capacity: { readonly [C in ChannelName]?: number };
  /** What an interaction of a channel takes of the agent, where it is not as usual. [AG40] */
  readonly shares?: Readonly<Record<string, Share>>;
  /** Between two offers on one channel so much time passes; left out: none. [AG41] */
  readonly rampUpMs?: number;
  /** After a rejected offer. [AG5] */
  readonly afterReject: 'notReady' | 'stayReady';
  /** Channels on which wrap-up keeps new offers away and shows as after-call work. [AG7] */
  readonly afterWork: readonly ChannelName[];
  /** What follows after-call work. */
  readonly next: 'ready' | 'notReady';
  readonly signIn: 'ready' | 'notReady';
}

/** What the agent, the system or a supervisor has chosen on a channel; who, and why if it was not the agent. [UX-18] */
export type Chosen = Stamp &
  (
    | { readonly is: 'loggedOff' | 'ready' }
    | { readonly is: 'notReady'; readonly reason: string }
    | { readonly is: 'missed'; readonly interaction: InteractionId }
    | { readonly is: 'afterWork'; readonly next: Next }
  );
export interface Stamp {
  readonly since: number;
  readonly by: 'agent' | 'system';
}
export type Next = { readonly is: 'ready' } | { readonly is: 'notReady'; readonly reason: string };
/** An open part in an interaction. */
export interface Work {
  readonly interaction: InteractionId;
  readonly channel: ChannelName;
  readonly stage: 'offered' | 'active' | 'wrapUp';
  readonly since: number;
}

interface On {
  readonly channel: ChannelName;
}
interface Part extends On {
  readonly interaction: InteractionId;
}
/** Without a channel it means all that are logged on. */
interface Maybe {
  readonly channel?: ChannelName;
}
export type AgentCommand =
  | Asks<'logOn'>
  | Asks<'setReady' | 'setAfterWork' | 'logOff', Maybe>
  | Asks<'setNotReady', Maybe & { readonly reason: string }>
  | Orders<'configure', { readonly profile: Profile }>
  | Orders<'shutOut'>
  | Orders<'offerWork', Part>
  | Facts<'workTaken' | 'workMissed' | 'workDeclined' | 'workWithdrawn' | 'wrapUpStarted' | 'workDone', Part>;

export type AgentEvent =
  | Happened<'agent.configured', { readonly profile: Profile; readonly at: number }>
  | Happened<'agent.chose', On & { readonly chosen: Chosen }>
  | Happened<'agent.workChanged', Part & { readonly stage: Work['stage']; readonly at: number }>
  | Happened<'agent.workLeft', Part & { readonly at: number }>
  | Happened<'agent.noted', { readonly fact: string }>;

/** An agent who has never logged on. */
export const newAgent = (id: AgentId, profile: Profile): Agent => ({ id, profile, channels: {}, work: [], idleSince: {} });

/** How many offers, conversations and blocking wrap-ups are open on a channel. [AG8] */
export const openOn = (a: Agent, channel: ChannelName): number =>
  a.work.filter((w) => w.channel === channel && (w.stage !== 'wrapUp' || a.profile.afterWork.includes(channel))).length;

export const channelsOf = (a: Agent): readonly ChannelName[] => Object.keys(a.channels) as ChannelName[];

export const isLoggedOn = (a: Agent): boolean => channelsOf(a).some((c) => a.channels[c]?.is !== 'loggedOff');

/** What is open on each channel of an agent, offers included. [AG8] */
export const loadOf = (a: Agent): readonly Load[] => channelsOf(a).map((channel) => ({ channel, count: openOn(a, channel) }));

/** What keeps one more of this channel away by capacity; `null` if it fits. [AG40] */
export const lackFor = (a: Agent, channel: ChannelName): Lack | null => lackOf(roomsOf(a.profile), loadOf(a), channel);

/** Whether one more of this channel can be offered. */
export const takesOffers = (a: Agent, channel: ChannelName): boolean => a.channels[channel]?.is === 'ready' && lackFor(a, channel) === null;

/** What colleagues see of a channel, the first that fits. */
export type Shown = 'loggedOff' | 'missed' | 'ringing' | 'busy' | 'afterWork' | 'notReady' | 'ready';
export function shownState(a: Agent, channel: ChannelName): { readonly is: Shown; readonly since: number } {
  const chosen = a.channels[channel];
  if (!chosen || chosen.is === 'loggedOff') return { is: 'loggedOff', since: chosen?.since ?? 0 };
  if (chosen.is === 'missed') return { is: 'missed', since: chosen.since };
  const stages = [
    ['offered', 'ringing'],
    ['active', 'busy'],
    ['wrapUp', 'afterWork'],
  ] as const;
  for (const [stage, is] of stages) {
    const work = a.work.find((w) => w.channel === channel && w.stage === stage);
    if (work) return { is, since: work.since };
  }
  return { is: chosen.is, since: chosen.since };
}
