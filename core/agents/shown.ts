import type { ChannelName } from '@patchbay/base/decision.ts';
import { type Agent, type Chosen, channelsOf, isSet } from './agent.ts';

/** What colleagues see of a channel, the first that fits. */
export type Shown =
  | 'loggedOff'
  | 'outOfService'
  | 'doNotDisturb'
  | 'missed'
  | 'ringing'
  | 'busy'
  | 'afterWork'
  | 'pending'
  | 'notReady'
  | 'supervising'
  | 'ready';
/** A state with the moment it began, and why if it is a Not Ready. */
export interface Showing {
  readonly is: Shown;
  readonly since: number;
  readonly reason: string | null;
}

/** What is shown of a channel: a choice, unless the work says more. Not Ready that was chosen during a conversation is shown at once. [AG10] [AG12] */
export function shownState(a: Agent, channel: ChannelName): Showing {
  const chosen = a.channels[channel];
  const working = workingState(a, channel);
  const chosenSince = chosen?.since ?? 0;
  const over = above(a, chosen);
  if (over) return over;
  return working && !(chosen?.is === 'notReady' && chosenSince > working.since) ? working : choice(chosen);
}

/** What a channel counts as: handling is counted as handling, whatever was chosen meanwhile. [AG25] */
export function countedState(a: Agent, channel: ChannelName): Showing {
  const chosen = a.channels[channel];
  const off = !chosen || chosen.is === 'loggedOff';
  const working = off ? null : workingState(a, channel);
  return (working?.is === 'busy' ? working : null) ?? above(a, chosen) ?? working ?? choice(chosen);
}

/** What stands above all work. */
function above(a: Agent, chosen: Chosen | undefined): Showing | null {
  if (!chosen || chosen.is === 'loggedOff' || chosen.is === 'outOfService') return choice(chosen);
  if (isSet(a.doNotDisturb)) return { is: 'doNotDisturb', since: a.doNotDisturb, reason: null };
  return chosen.is === 'missed' ? choice(chosen) : null;
}

const stages = [
  ['offered', 'ringing'],
  ['active', 'busy'],
  ['wrapUp', 'afterWork'],
] as const;
function workingState(a: Agent, channel: ChannelName): Showing | null {
  for (const [stage, is] of stages) {
    const work = a.work.find((w) => w.channel === channel && w.stage === stage);
    if (work) return { is, since: work.since, reason: null };
  }
  return null;
}

const choice = (chosen: Chosen | undefined): Showing =>
  chosen
    ? { is: chosen.is, since: chosen.since, reason: 'reason' in chosen ? (chosen.reason ?? null) : null }
    : { is: 'loggedOff', since: 0, reason: null };

/** The state of the agent as a whole. [AG17] */
export interface Whole {
  /** The choice that stands for all; null: no channel is logged on, and none ever was. */
  readonly chosen: Chosen | null;
  /** Ready, but some channel takes nothing. */
  readonly partial: boolean;
  /** Not ready on several channels for different reasons. */
  readonly several: boolean;
}

const order: readonly Chosen['is'][] = ['missed', 'ready', 'pending', 'afterWork', 'notReady', 'supervising', 'outOfService', 'loggedOff'];

/** One state for all channels: a missed offer first, then Ready if any channel is, then the latest choice. */
export function wholeState(a: Agent): Whole {
  const all = channelsOf(a).flatMap((channel) => a.channels[channel] ?? []);
  const [chosen = null] = all.toSorted((x, y) => order.indexOf(x.is) - order.indexOf(y.is) || y.since - x.since);
  const reasons = new Set(all.flatMap((c) => (c.is === 'notReady' ? [c.reason] : [])));
  return {
    chosen,
    partial: chosen?.is === 'ready' && all.some((c) => c.is !== 'ready'),
    several: chosen?.is === 'notReady' && reasons.size > 1,
  };
}

/** What a directory says of a person; not a state of a channel, and routing does not look at it. [AG24] */
export type Presence = 'offline' | 'doNotDisturb' | 'onThePhone' | 'away' | 'available';

/** Whether the person can be reached. */
export function presenceOf(a: Agent): Presence {
  if (isSet(a.lost)) return 'offline';
  if (isSet(a.doNotDisturb)) return 'doNotDisturb';
  if (isSet(a.offHook) || a.work.some((w) => w.channel === 'voice' && w.stage === 'active')) return 'onThePhone';
  return isSet(a.away) ? 'away' : 'available';
}
