import type { Heap } from './heap.ts';
import type { AgentEvent, AgentId, ChannelName, InteractionId, QueueId, QueueRules, SkillName, WaitingEvent } from './routing.ts';

/** Required skills (or an agent's skills) with their level. */
export type Skills = ReadonlyMap<SkillName, number>;

/** A configured queue; members are sorted by id. */
export interface Queue {
  readonly rules: QueueRules;
  readonly skills: Skills;
  readonly members: readonly AgentId[];
}

/** What agents with the same skills and queues have in common; those with room on a channel lie in its heap. */
export interface Profile {
  readonly skills: Skills;
  readonly queues: ReadonlySet<QueueId>;
  readonly classes: Class[];
  readonly free: Map<ChannelName, Heap<Agent>>;
}

/** What waiting interactions with the same queue, channel and required skills have in common, with the line of them. */
export interface Class {
  readonly queue: QueueId;
  readonly channel: ChannelName;
  readonly skills: Skills;
  readonly profiles: readonly Profile[];
  readonly line: Heap<Waiting>;
}

/** A snapshot of an agent, replaced by another when anything changes; `profile` is `null` until he is configured. */
export interface Agent {
  readonly id: AgentId;
  readonly picture: AgentEvent;
  readonly profile: Profile | null;
  readonly ready: ReadonlyMap<ChannelName, number>;
  readonly load: ReadonlyMap<ChannelName, number>;
  readonly capacity: ReadonlyMap<ChannelName, number>;
  readonly used: number;
  readonly idleSince: number;
}

/** A snapshot of a waiting interaction, replaced by another when anything changes. */
export interface Waiting {
  readonly id: InteractionId;
  readonly entry: WaitingEvent;
  readonly class: Class;
  readonly band: number;
  readonly since: number;
  readonly not: ReadonlyMap<AgentId, number | null>;
}

/** All that routing knows; changed in place by `step` alone. A snapshot is live as long as it stands here. */
export interface Board {
  steps: number;
  queues: ReadonlyMap<QueueId, Queue>;
  profiles: readonly Profile[];
  profileOf: ReadonlyMap<AgentId, Profile>;
  readonly classes: Map<string, Class>;
  readonly agents: Map<AgentId, Agent>;
  readonly waiting: Map<InteractionId, Waiting>;
}

/** The state of routing, opaque and owned: the step that takes it uses it up. [RT4] */
export interface RoutingState {
  readonly board: Board;
  readonly steps: number;
}

/** The state before anything is configured. */
export const newRouting = (): RoutingState => ({
  steps: 0,
  board: {
    steps: 0,
    queues: new Map(),
    profiles: [],
    profileOf: new Map(),
    classes: new Map(),
    agents: new Map(),
    waiting: new Map(),
  },
});

/** The board of a state that is still current; throws if a step has used it up. [RT4] */
export function boardOf({ board, steps }: RoutingState): Board {
  if (board.steps !== steps) throw new Error('This routing state was stepped already: go on with the one that step returned.');
  return board;
}
