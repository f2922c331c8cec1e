// Plain strings until the kernel's branded ids are imported here.
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
}

/** What an agent can do and which queues he serves; teams are resolved by the caller. */
export interface AgentRules {
  readonly id: AgentId;
  readonly skills: Readonly<Record<SkillName, number>>;
  readonly queues: readonly QueueId[];
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
  readonly skills?: readonly RequiredSkill[];
  readonly not: readonly AskedBefore[];
}

/** The whole routable picture of one agent, offers outstanding included. [RT31] */
export interface AgentEvent {
  readonly type: 'agent';
  readonly agent: AgentId;
  readonly ready: readonly { readonly channel: ChannelName; readonly since: number }[];
  readonly load: readonly { readonly channel: ChannelName; readonly count: number }[];
  readonly capacity: readonly { readonly channel: ChannelName; readonly max: number }[];
  readonly idleSince: number;
}

/** What happened, as far as it matters to who gets what. */
export type RoutingEvent =
  | ConfiguredEvent
  | WaitingEvent
  | AgentEvent
  | { readonly type: 'gone'; readonly interaction: InteractionId }
  | { readonly type: 'agentGone'; readonly agent: AgentId };

/** Why an agent cannot get an interaction: the first rule that holds, in this order. [RT10] */
export type Exclusion = 'notMember' | 'missingSkill' | 'notReady' | 'full' | 'declined';

/** The part of the agent key that decided between the winner and the next. [RT33] */
export type Order = 'onlyOne' | 'notAskedBefore' | 'leastUsed' | 'longestIdle' | 'smallestId';

/** What agents are ordered by, the id apart: used is in millionths of a full agent. [RT15] [RT16] */
export interface AgentKey {
  readonly askedBefore: boolean;
  readonly used: number;
  readonly idleSince: number;
}

/** One agent looked at for a decision; the key is `null` if no picture of him is known. */
export interface Considered {
  readonly agent: AgentId;
  readonly excluded: Exclusion | null;
  readonly key: AgentKey | null;
}

/** Offer this interaction to this agent; the capacity is reserved already. [RT30] */
export interface RoutingDecision {
  readonly interaction: InteractionId;
  readonly queue: QueueId;
  readonly channel: ChannelName;
  readonly agent: AgentId;
  readonly place: { readonly band: number; readonly since: number };
  readonly key: AgentKey;
  readonly order: Order;
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
}

/** The most agents a decision lists. [RT34] */
export const consideredAtMost = 50;
