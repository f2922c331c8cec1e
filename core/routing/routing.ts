import type { Lack, Load, Room } from '@patchbay/agents/capacity.ts';

// Plain strings: routing compares names and knows nothing of them.
export type AgentId = string;
export type QueueId = string;
export type InteractionId = string;
export type ChannelName = string;
export type SkillName = string;

/** A required skill with its minimum level. */
export interface RequiredSkill {
  readonly skill: SkillName;
  readonly level: number;
}

/** A queue as routing sees it; a higher priority goes first. Its channel serves the statistics only. [RT12] */
export interface QueueRules {
  readonly id: QueueId;
  readonly channel: ChannelName;
  readonly skills: readonly RequiredSkill[];
  readonly priority: number;
  /** Whom to ask first; longest idle if left out. [RT15] */
  readonly agents?: 'longestIdle' | 'bestSkill';
  /** Its interactions count as if they had waited so much longer. [RT50] */
  readonly headStartMs?: number;
  /** They are due so long after they came; earliest due goes first. [RT50] */
  readonly dueMs?: number;
  /** One whose offer was let go by counts as if it had waited so much longer. [RT51] */
  readonly raiseMs?: number;
  /** What is required after a while, ascending. [RT52] */
  readonly rings?: readonly Ring[];
  /** Its part of all who wait in queues that have one; left out: it takes no part in that. [RT57] */
  readonly share?: number;
  /** Queues for which so many agents with room are left before this one gets anybody of theirs. [RT58] */
  readonly keepFree?: readonly KeepFree[];
}

/** So many agents, or so many percent of those who are ready, whichever is more. [RT58] */
export interface KeepFree {
  readonly queue: QueueId;
  readonly agents: number;
  readonly percent: number;
}

/** From so long after its coming an interaction requires only these skills, and who joins with this ring serves it too. [RT52] */
export interface Ring {
  readonly afterMs: number;
  readonly skills: readonly RequiredSkill[];
  /** Reached after this time already, while `pressed` says so. [RT56] */
  readonly soonerMs?: number;
}

/** What an agent can do and which queues he serves; teams are resolved by the caller. */
export interface AgentRules {
  readonly id: AgentId;
  readonly skills: Readonly<Record<SkillName, number>>;
  readonly queues: readonly QueueId[];
  /** Queues served only from a ring on, counted from 1. [RT52] */
  readonly joins?: readonly { readonly queue: QueueId; readonly ring: number }[];
}

/** An agent who was asked at that time and did not take it; `null`: never again. [RT20] */
export interface AskedBefore {
  readonly agent: AgentId;
  readonly at: number | null;
}

/** The whole configuration; replaces the one before. */
export interface ConfiguredEvent {
  readonly type: 'configured';
  readonly queues: readonly QueueRules[];
  readonly agents: readonly AgentRules[];
}

/** An interaction waits: it arrived, came back or was relaxed; replaces its earlier entry. [RT5] */
export interface WaitingEvent {
  readonly type: 'waiting';
  readonly interaction: InteractionId;
  readonly queue: QueueId;
  readonly channel: ChannelName;
  readonly since: number;
  readonly priority?: number;
  /** When it is due, whatever its queue says. [RT50] */
  readonly due?: number;
  readonly skills?: readonly RequiredSkill[];
  readonly not: readonly AskedBefore[];
  /** Who is asked first; until then nobody else is, as long as he is ready and has not let it go by. Asked for by name, or as he served last. [RT53] */
  readonly prefer?: { readonly agent: AgentId; readonly until: number; readonly named?: boolean };
}

/** The whole routable picture of one agent, offers outstanding included. [RT31] */
export interface AgentEvent {
  readonly type: 'agent';
  readonly agent: AgentId;
  readonly ready: readonly { readonly channel: ChannelName; readonly since: number }[];
  readonly load: readonly Load[];
  readonly capacity: readonly Room[];
  readonly idleSince: number;
  /** Channels on which offers come one by one: the next not before that time. [RT54] */
  readonly spaced?: readonly { readonly channel: ChannelName; readonly from: number }[];
}

/** The rings of a queue, counted from 1, that are reached sooner from now on; replaces what was said of it before. [RT56] */
export interface PressedEvent {
  readonly type: 'pressed';
  readonly queue: QueueId;
  readonly rings: readonly number[];
}

/** What happened, as far as it matters to who gets what. */
export type RoutingEvent =
  | ConfiguredEvent
  | WaitingEvent
  | AgentEvent
  | { readonly type: 'gone'; readonly interaction: InteractionId }
  | { readonly type: 'agentGone'; readonly agent: AgentId }
  | PressedEvent
  | { readonly type: 'time'; readonly at: number };

/** Why an agent cannot get an interaction: the first rule that holds, in this order. [RT10] */
export type Exclusion = 'notMember' | 'missingSkill' | 'notReady' | Lack | 'rampUp' | 'declined' | 'kept' | 'reserved';

/** The part of the agent key that decided between the winner and the next; `named`: preferred, as somebody asked for him by name. [RT33] */
export type Order = 'onlyOne' | 'named' | 'preferred' | 'notAskedBefore' | 'bestSkill' | 'leastUsed' | 'longestIdle' | 'smallestId';

/** What agents are ordered by, the id apart: used is in millionths of a full agent, skill counts in queues that ask for the best. [RT15] [RT16] */
export interface AgentKey {
  readonly preferred: boolean;
  readonly askedBefore: boolean;
  readonly skill: number;
  readonly used: number;
  readonly idleSince: number;
}

/** One agent looked at for a decision; the key of who was excluded is `null`. */
export interface Considered {
  readonly agent: AgentId;
  readonly excluded: Exclusion | null;
  readonly key: AgentKey | null;
}

/** What interactions are ordered by, the id apart: higher band, smaller key, smaller since. [RT14] [RT50] */
export interface PlaceInLine {
  readonly band: number;
  readonly key: number;
  readonly since: number;
}

/** The queue whose line was longest for its share: so many waited in it, of all who wait in queues with a share; and its share of their sum. [RT59] */
export interface ShareTold {
  readonly queue: QueueId;
  readonly waiting: number;
  readonly all: number;
  readonly share: number;
  readonly whole: number;
}

/** Offer this interaction to this agent; the capacity is reserved already. [RT30] */
export interface RoutingDecision {
  readonly interaction: InteractionId;
  readonly queue: QueueId;
  readonly channel: ChannelName;
  readonly agent: AgentId;
  readonly place: PlaceInLine;
  readonly key: AgentKey;
  readonly order: Order;
  /** Only where a share put it before somebody who stood before it in line. [RT59] */
  readonly share?: ShareTold | undefined;
  readonly considered: readonly Considered[];
  readonly rest: number;
}

/** How a queue stands. [RT41] [RT42] */
export interface QueueStatistics {
  readonly queue: QueueId;
  readonly waiting: number;
  readonly longestSince: number | null;
  readonly ready: number;
  readonly free: number;
  /** How many at once those who are ready can have on it. [RT42] */
  readonly places: number;
}

/** The most agents a decision lists. [RT34] */
export const consideredAtMost = 50;
