import {
  type ActionOnAll,
  type ActionOnChannel,
  type Agent,
  type Chosen,
  channelsOf,
  isLoggedOn,
  isSet,
  lackFor,
  type Next,
  openOn,
  pushedOut,
} from '@patchbay/agents/agent.ts';
import type { Lack } from '@patchbay/agents/capacity.ts';
import { type Shown, shownState, wholeState } from '@patchbay/agents/shown.ts';
import type { ChannelName } from '@patchbay/base/decision.ts';
import type { Mirror } from './store.ts';

/** My state over all channels, as the header shows it. */
export interface MyState {
  readonly is: Shown;
  /** Since when it is shown, and since when it was chosen: two different times while I work. [DT29] */
  readonly since: number;
  readonly chosen: Chosen;
  /** Ready, but some channel takes nothing. */
  readonly partial: boolean;
  /** Not ready on several channels for different reasons. */
  readonly several: boolean;
}
const neverLoggedOn: Chosen = { is: 'loggedOff', since: 0, by: 'system' };

/** My state; null before the first snapshot. */
export function myState({ agent, position }: Pick<Mirror, 'agent' | 'position'>): MyState | null {
  if (agent) return stateOf(agent.state);
  return position ? { is: 'loggedOff', since: 0, chosen: neverLoggedOn, partial: false, several: false } : null;
}

/** The state of an agent as a whole: the choice that stands for all channels, unless the work or a wish for quiet says more. */
export function stateOf(a: Agent): MyState {
  const { chosen, partial, several } = wholeState(a);
  if (!chosen) return { is: 'loggedOff', since: 0, chosen: neverLoggedOn, partial: false, several: false };
  const whole = { chosen, partial, several };
  if (isLoggedOn(a) && isSet(a.doNotDisturb)) return { ...whole, is: 'doNotDisturb', since: a.doNotDisturb };
  const work = a.work.find((w) => w.stage === 'active');
  const working = chosen.is === 'ready' || chosen.is === 'pending';
  return working && work ? { ...whole, is: 'busy', since: work.since } : { ...whole, is: chosen.is, since: chosen.since };
}

/** Whether somebody has a call now: busy looks so then, whatever else is open. */
export const speaks = (a: Pick<Agent, 'work'> | null | undefined): boolean =>
  a?.work.some(({ stage, channel }) => stage === 'active' && channel === 'voice') === true;

/** What an agent does, for colleagues: of all channels the one with the most to do. */
export function doingOf(a: Agent): { readonly is: Shown; readonly since: number; readonly reason: string | null } {
  const all = channelsOf(a).map((channel) => shownState(a, channel));
  const [first] = all.toSorted((x, y) => rank.indexOf(x.is) - rank.indexOf(y.is) || x.since - y.since);
  return first ?? { is: 'loggedOff', since: 0, reason: null };
}
const rank: readonly Shown[] = [
  'doNotDisturb',
  'missed',
  'ringing',
  'busy',
  'afterWork',
  'pending',
  'ready',
  'notReady',
  'supervising',
  'outOfService',
  'loggedOff',
];

/** One channel of mine as the table of My Channels shows it. [GE-01] */
export interface ChannelRow {
  readonly channel: ChannelName;
  readonly chosen: Chosen;
  readonly shown: { readonly is: Shown; readonly since: number };
  readonly used: number;
  readonly places: number;
  /** What follows the present work. */
  readonly next: Next | null;
  /** Why nothing comes although it is ready. */
  readonly blocked: Lack | 'doNotDisturb' | 'device' | 'offHook' | 'forwarded' | null;
  /** Whether something keeps it from being logged off. */
  readonly open: boolean;
}

/** Every channel of my profile. */
export const channelRows = (a: Agent): readonly ChannelRow[] =>
  channelsOf(a).flatMap((channel) => {
    const chosen = a.channels[channel];
    return chosen ? [rowOf(a, channel, chosen)] : [];
  });

function rowOf(a: Agent, channel: ChannelName, chosen: Chosen): ChannelRow {
  const [used, places] = [openOn(a, channel), a.profile.capacity[channel] ?? 0];
  return {
    channel,
    chosen,
    shown: shownState(a, channel),
    used,
    places,
    next: nextOf(chosen),
    blocked: blockedBy(a, channel, chosen),
    open: a.work.some((w) => w.channel === channel),
  };
}

/** The channel whose Ready the system has ended, and about which I have not said yet what shall be; a missed offer has a card of its own. [AG29] */
export function pushedOutOn(a: Agent | undefined): { readonly channel: ChannelName; readonly chosen: Chosen } | null {
  const all = a ? channelRows(a) : [];
  return all.some(({ chosen }) => chosen.is === 'missed') ? null : (all.find(({ chosen }) => pushedOut(chosen)) ?? null);
}

/** When the present state ends by itself: after-call work, or a rest. [AG15] [AG28] */
export const endOf = (chosen: Chosen): number | null =>
  (chosen.is === 'afterWork' || chosen.is === 'notReady') && isSet(chosen.until) ? chosen.until : null;

/** What follows the present state by itself. [BP-13.4] */
export function nextOf(chosen: Chosen): ChannelRow['next'] {
  if (chosen.is === 'afterWork') return chosen.next;
  if (chosen.is === 'notReady') return isSet(chosen.until) ? { is: 'ready' } : null;
  return chosen.is === 'pending' ? { is: 'notReady', reason: chosen.reason } : null;
}

/** What keeps offers away from a channel that is ready: its own places, or what is open elsewhere. [GE-08.4] */
function blockedBy(a: Agent, channel: ChannelName, chosen: Chosen): ChannelRow['blocked'] {
  if (a.failed?.includes(channel)) return 'device';
  if (chosen.is !== 'ready') return null;
  if (isSet(a.doNotDisturb)) return 'doNotDisturb';
  if (channel === 'voice' && isSet(a.offHook)) return 'offHook';
  if (channel === 'voice' && a.forward) return 'forwarded';
  return lackFor(a, channel);
}

/** What I am offered to do to my states over all channels, in the order of the centre; Supervising only to who supervises. [DT390] */
export const actionsOnAll = ({ profile }: Pick<Agent, 'profile'>): readonly ActionOnAll[] =>
  (profile.actions?.all ?? usualOnAll).filter((one) => one !== 'supervise' || profile.supervises);
const usualOnAll: readonly ActionOnAll[] = ['ready', 'notReady', 'afterWork', 'supervise', 'doNotDisturb', 'forward', 'logOff'];

/** Whether I am offered this over all channels; as long as nobody knows me, everything. [DT390] */
export const isOffered = ({ agent }: Pick<Mirror, 'agent'>, action: ActionOnAll): boolean =>
  !agent || actionsOnAll(agent.state).includes(action);

/** In groups as a menu shows them: Ready alone, the reasons of Not Ready alone, what stands between together. */
export function inGroups(actions: readonly ActionOnAll[]): readonly (readonly ActionOnAll[])[] {
  const groups: ActionOnAll[][] = [];
  const alone = (one: ActionOnAll | undefined) => one === 'ready' || one === 'notReady';
  for (const one of actions) {
    const last = groups.at(-1);
    if (one === 'forward') continue; // it names a colleague: in My Channels
    if (!last || alone(one) || alone(last[0])) groups.push([one]);
    else last.push(one);
  }
  return groups;
}

/** And to one channel alone. [DT390] */
export const actionsOnChannel = ({ profile }: Pick<Agent, 'profile'>): readonly ActionOnChannel[] =>
  profile.actions?.channel ?? ['ready', 'notReady', 'logOff'];

/** The reasons I may choose, my favourites first, each list in the order of the centre. */
export function reasonsFor(a: Agent | undefined, favourites: readonly string[]): readonly string[] {
  const all = Object.keys(a?.profile.reasons ?? {});
  return [...all.filter((key) => favourites.includes(key)), ...all.filter((key) => !favourites.includes(key))];
}

/** Searching begins with the third character. [WX-19.3] */
export const searchFrom = 3;
export const matches = (contains: (text: string, part: string) => boolean) => (text: string, input: string) =>
  input.trim().length < searchFrom || contains(text, input.trim());

/** Whether nobody has used the desktop for a quarter of an hour. [AG24] */
export const isAway = (lastUsed: number, now: number): boolean => now - lastUsed >= awayMs;
const awayMs = 15 * 60_000;
