import type { AgentId, Asks, ChannelName, Facts, Happened, InteractionId, Orders } from '@patchbay/base/decision.ts';
import { type Lack, type Load, lackOf } from './capacity.ts';
import { roomsOf, type Share } from './room.ts';

/** One person who handles interactions: what they chose on each channel, and what they have to do. What may be left out is off. */
export interface Agent {
  readonly id: AgentId;
  readonly profile: Profile;
  /** Channels the profile gives; what is not here cannot be logged on. */
  readonly channels: { readonly [C in ChannelName]?: Chosen };
  /** Open parts in interactions, oldest first. The only place where load is counted. */
  readonly work: readonly Work[];
  /** Per channel, since when nothing of it is open: longest idle first. */
  readonly idleSince: { readonly [C in ChannelName]?: number };
  /** Since when nobody may disturb; the chosen states stay. [AG16] */
  readonly doNotDisturb?: number | null;
  /** Since when the desktop says that nobody is at it. [AG24] */
  readonly away?: number | null;
  /** Since when no desktop is connected. [AG21] */
  readonly lost?: number | null;
  /** Channels whose device has failed. [AG23] */
  readonly failed?: readonly ChannelName[];
  /** Since when their phone is off the hook; until it is put down no calls come. [AG80] */
  readonly offHook?: number | null;
  /** Offers missed one after the other, until one is accepted. [AG18] */
  readonly missedInRow?: number;
  /** What calls are spoken with; left out: nobody has chosen. [AG45] */
  readonly device?: Device;
  /** To whom calls of colleagues go instead; meanwhile no calls of queues come. [AG52] */
  readonly forward?: Forward | null;
  /** The team they have chosen to work in; left out: that in which the centre lets them begin. [AG65] */
  readonly team?: string;
  /** Whose conversations this supervisor is going to watch. [AG51] */
  readonly armed?: Armed | null;
}

/** To whom, and since when. */
export interface Forward {
  readonly to: AgentId;
  readonly since: number;
}

/** Whose conversations: of one agent, of a queue, of a team. */
export interface Watched {
  readonly of: 'agent' | 'queue' | 'team';
  readonly key: string;
  /** One after the other, or all of an agent; else only the next one. */
  readonly all: boolean;
}
/** What a supervisor waits for, and since when: what began before is not meant. [SM-2c] */
export interface Armed extends Watched {
  readonly since: number;
}
/** With what an agent speaks: the browser, a desk phone that registers with us, any number, or nothing. [AG45] */
export type Device =
  | { readonly is: 'browser' | 'none' }
  | { readonly is: 'phone'; readonly phone: string }
  | { readonly is: 'external'; readonly number: string };

/** What holds for this agent, copied from the configuration when they log on. Times in ms; null: never. */
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
  readonly next: 'ready' | 'notReady' | 'manual';
  /** How long after-call work that follows a conversation lasts at most. [AG15] */
  readonly afterWorkMs: number | null;
  /** How long a wrap-up may take; left out or null: as the queue says. [IN23] */
  readonly wrapUpMs?: number | null;
  /** A rest between after-call work and Ready; left out or null: none. [AG28] */
  readonly restMs?: number | null;
  readonly signIn: 'ready' | 'notReady' | 'supervising';
  /** Where a channel begins otherwise: ready, notReady, or Not Ready for this reason. [AG1] */
  readonly signInOn?: Readonly<Record<string, string>>;
  /** Not Ready chosen while something is open waits until it is done. [AG12] */
  readonly pending: boolean;
  /** Whether the state Supervising is theirs. [AG14] */
  readonly supervises: boolean;
  /** Why they may be Not Ready: the reasons of their team. [AG13] */
  readonly reasons: Readonly<Record<string, Reason>>;
  /** After a missed offer, Ready by itself. [AG18] */
  readonly readyAgainMs: number | null;
  /** So many offers missed one after the other log off. [AG18] */
  readonly logOffAfterMissed: number | null;
  /** A missed offer keeps offers of the other channels away too. [AG18] */
  readonly missedEverywhere: boolean;
  /** So long nobody at the desk: Not Ready by itself; left out or null: never. [AG27] */
  readonly awayMs?: number | null;
  /** So long without a desktop: Not Ready, and then logged off. [AG21] [AG22] */
  readonly graceMs: number;
  readonly logOffMs: number;
  /** The desk phones that are theirs; left out: none. [AG45] */
  readonly phones?: readonly string[];
  /** Whether they may forward their calls, and whether that outlives logging off; left out: they may not. [AG52] */
  readonly forwarding?: 'untilLogOff' | 'kept';
  /** The team in which they work, and all they can choose from; left out: there is nothing to choose. [AG65] */
  readonly team?: string;
  readonly teams?: readonly string[];
  /** What is offered of states, and in which order; left out: all, as usual. [AG66] */
  readonly actions?: Actions;
}
/** What agents are offered to do to their states: over all channels, and on each. */
export interface Actions {
  readonly all?: readonly ActionOnAll[] | undefined;
  readonly channel?: readonly ActionOnChannel[] | undefined;
}
export type ActionOnAll = 'ready' | 'notReady' | 'afterWork' | 'supervise' | 'doNotDisturb' | 'forward' | 'logOff';
export type ActionOnChannel = 'ready' | 'notReady' | 'afterWork' | 'logOff';
/** A reason for Not Ready; after `maxMs` the agent is warned, after `alertMs` supervisors are told. */
export interface Reason {
  readonly paid: boolean;
  readonly maxMs: number | null;
  readonly alertMs: number | null;
}

/** What the agent, the system or a supervisor has chosen on a channel; who, and why if it was not the agent. [UX-18] */
export type Chosen = Stamp &
  (
    | { readonly is: 'ready' | 'supervising' }
    | { readonly is: 'loggedOff'; readonly reason?: string }
    | ({ readonly is: 'notReady' | 'pending' | 'outOfService' } & Because)
    | { readonly is: 'missed'; readonly interaction: InteractionId }
    | { readonly is: 'afterWork'; readonly next: Next; readonly until?: number | null; readonly extended?: boolean }
  );
/** Who, and since when. */
export type Stamp = { readonly since: number } & By;
export type By = { readonly by: 'agent' | 'system' } | { readonly by: 'supervisor'; readonly who: AgentId; readonly why: string };
/** Why Not Ready; when it has lasted too long, and how far that was told. [AG13] When a rest is over, and Ready follows. [AG28] */
interface Because {
  readonly reason: string;
  readonly until?: number;
  readonly warnAt?: number | null;
  readonly alertAt?: number | null;
}
export type Next = { readonly is: 'ready' | 'rest' | 'manual' } | { readonly is: 'notReady'; readonly reason: string };
/** An open part in an interaction. */
export interface Work {
  readonly interaction: InteractionId;
  readonly channel: ChannelName;
  readonly stage: 'offered' | 'active' | 'wrapUp';
  readonly since: number;
}

/** How an offer went by without being accepted. */
export type LetGo = 'missed' | 'declined' | 'withdrawn';

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
/** Why a supervisor does it; the agent reads it. */
interface Why extends Maybe {
  readonly why: string;
}
export type AgentCommand =
  | Asks<'logOn' | 'setReady' | 'stayNotReady' | 'setAfterWork' | 'extendAfterWork' | 'supervise' | 'logOff', Maybe>
  | Asks<'setNotReady', Maybe & { readonly reason: string }>
  | Asks<'setDoNotDisturb', { readonly on: boolean }>
  | Asks<'setAway', { readonly away: boolean }>
  | Asks<'chooseDevice', { readonly device: Device }>
  | Asks<'forwardCalls', { readonly to: AgentId | null }>
  | Asks<'chooseTeam', { readonly team: string }>
  | Asks<'watchNext', Watched>
  | Asks<'watchNoMore'>
  | Asks<'forceReady' | 'forceLogOff', Why>
  | Asks<'forceNotReady', Why & { readonly reason: string }>
  | Orders<'configure', { readonly profile: Profile }>
  | Orders<'shutOut' | 'sessionLost' | 'sessionExpired' | 'awayTooLong'>
  | Orders<'afterWorkTimeout' | 'readyAgain' | 'restOver' | 'overstay', On>
  | Orders<'watchBegan' | 'watchOver' | 'disarm'>
  | Orders<'offerWork' | 'takeOver', Part>
  | Facts<'workTaken' | 'workMissed' | 'workDeclined' | 'workWithdrawn' | 'wrapUpStarted' | 'workDone', Part>
  | Facts<'lineLost' | 'lineBack'>
  | Facts<'phoneLifted' | 'phoneDown', Maybe>
  | Facts<'deviceLost' | 'deviceRecovered' | 'deviceChanged', On>;

export type AgentEvent =
  | Happened<'agent.configured', { readonly profile: Profile; readonly at: number }>
  | Happened<'agent.chose', On & { readonly chosen: Chosen }>
  | Happened<'agent.workChanged', Part & { readonly stage: Work['stage']; readonly at: number }>
  | Happened<'agent.workLeft', Part & { readonly at: number; readonly as?: LetGo }>
  | Happened<'agent.doNotDisturbChanged', { readonly since: number | null }>
  | Happened<'agent.awayChanged', { readonly since: number | null }>
  | Happened<'agent.lineChanged', { readonly lost: number | null }>
  | Happened<'agent.armed', { readonly armed: Armed | null }>
  | Happened<'agent.deviceFailed' | 'agent.deviceWorks', On>
  | Happened<'agent.hookChanged', { readonly offHook: number | null }>
  | Happened<'agent.deviceChosen', { readonly device: Device }>
  | Happened<'agent.forwarded', { readonly forward: Forward | null }>
  | Happened<'agent.teamChosen', { readonly team: string }>
  | Happened<'agent.overstayed', On & { readonly reason: string; readonly told: 'agent' | 'supervisors' }>
  | Happened<'agent.noted', { readonly fact: string }>;

/** An agent who has never logged on. */
export const newAgent = (id: AgentId, profile: Profile): Agent => ({ id, profile, channels: {}, work: [], idleSince: {} });

/** What this agent speaks with: what was chosen, else the desk phone that is theirs, else the browser. [AG45] */
export function deviceOf({ device, profile }: Pick<Agent, 'device' | 'profile'>): Device {
  const [phone] = profile.phones ?? [];
  if (device?.is === 'phone' && !profile.phones?.includes(device.phone)) return { is: 'none' };
  return device ?? (phone === undefined ? { is: 'browser' } : { is: 'phone', phone });
}

/** The team this agent works in: the chosen one, as long as it is theirs. [AG65] */
export const teamOf = ({ team, profile }: Pick<Agent, 'team' | 'profile'>): string | undefined =>
  team !== undefined && profile.teams?.includes(team) ? team : profile.team;

/** How many offers, conversations and blocking wrap-ups are open on a channel. [AG8] */
export const openOn = (a: Agent, channel: ChannelName): number =>
  a.work.filter((w) => w.channel === channel && (w.stage !== 'wrapUp' || a.profile.afterWork.includes(channel))).length;

export const channelsOf = (a: Agent): readonly ChannelName[] => Object.keys(a.channels) as ChannelName[];

export const isLoggedOn = (a: Agent): boolean => channelsOf(a).some((c) => a.channels[c]?.is !== 'loggedOff');

/** What is open on each channel of an agent, offers included. [AG8] */
export const loadOf = (a: Agent): readonly Load[] => channelsOf(a).map((channel) => ({ channel, count: openOn(a, channel) }));

/** What keeps one more of this channel away by capacity; `null` if it fits. [AG40] */
export const lackFor = (a: Agent, channel: ChannelName): Lack | null => lackOf(roomsOf(a.profile), loadOf(a), channel);

/** Whether nothing but the load keeps offers of this channel away: ready, may be disturbed, and somebody is there. [AG2] [AG16] [AG21] */
export const isOpenFor = (a: Agent, channel: ChannelName): boolean => a.channels[channel]?.is === 'ready' && barrier(a, channel) === null;

/** What keeps offers of a channel away although it is ready: the key of a text. */
export function barrier(
  a: Agent,
  channel: ChannelName,
): 'agents.doNotDisturb' | 'agents.noLine' | 'agents.noDevice' | 'agents.offHook' | 'agents.forwarded' | null {
  if (isSet(a.doNotDisturb)) return 'agents.doNotDisturb';
  if (isSet(a.lost)) return 'agents.noLine';
  if (a.failed?.includes(channel)) return 'agents.noDevice';
  if (channel !== 'voice') return null;
  if (isSet(a.offHook)) return 'agents.offHook';
  return a.forward ? 'agents.forwarded' : null;
}
/** Whether the system has ended Ready, and the agent has not said yet what shall be. [AG5] [AG29] */
export const pushedOut = (chosen: Chosen): boolean => chosen.is === 'notReady' && chosen.by === 'system' && ends.includes(chosen.reason);
const ends: readonly string[] = ['declined', 'connection', 'recovered', 'away'].map((why) => `system.${why}`);
/** Whether a moment is there. */
export const isSet = (at: number | null | undefined): at is number => typeof at === 'number';

/** Whether one more of this channel can be offered. */
export const takesOffers = (a: Agent, channel: ChannelName): boolean => isOpenFor(a, channel) && lackFor(a, channel) === null;
