import { type Heap, newHeap, type Snapshot } from './heap.ts';
import { isDueFirst } from './order.ts';
import type { Ranking } from './ranking.ts';
import type { AgentEvent, AgentId, ChannelName, InteractionId, QueueId, QueueRules, SkillName, WaitingEvent } from './routing.ts';

/** Required skills (or an agent's skills) with their level. */
export type Skills = ReadonlyMap<SkillName, number>;

/** A configured queue; what it requires and who serves it, sorted by id, for each ring. */
export interface Queue {
  readonly rules: QueueRules;
  readonly skills: readonly Skills[];
  readonly members: readonly (readonly Seat[])[];
  /** For each ring the snapshots of the members a decision lists, side by side: noting them is one copy, not a look at each seat. [RT34] */
  readonly listed: readonly Listed[];
  /** Whose members it may not take all of. [RT58] */
  readonly keeps: readonly Keep[];
  /** Who has the skills of its first ring: they are counted where another queue leaves some of them free. */
  readonly able: ReadonlySet<Profile>;
  readonly counts: Counts;
}
/** How many of `able` are ready on its channel, have room on it, and how many wait; kept where somebody asks. */
export interface Counts {
  ready: number;
  free: number;
  waiting: number;
}
export interface Keep {
  readonly of: Queue;
  readonly agents: number;
  readonly percent: number;
}
/** The snapshots that count now; kept by `sit`. */
export type Listed = (Agent | null)[];

/** The place of one agent, known or only configured; `agent` is the snapshot that counts now, changed by `sit` alone. */
export interface Seat {
  readonly id: AgentId;
  readonly profile: Profile | null;
  agent: Agent | null;
  /** Where the snapshot stands besides. */
  readonly listedIn: { readonly listed: Listed; readonly at: number }[];
}

/** What agents with the same skills and queues (with the ring from which they serve them) have in common. */
export interface Profile {
  readonly skills: Skills;
  readonly queues: ReadonlyMap<QueueId, number>;
  /** By channel: the classes open to it, and its agents with room. */
  readonly on: Map<ChannelName, Side>;
}
export interface Side {
  /** Numbers of the classes. */
  readonly classes: number[];
  readonly free: Heap<Agent>;
}

/** What waiting interactions with the same queue, channel, ring and required skills have in common, with the line of them. */
export interface Class {
  /** Its place in `Heads`. */
  readonly n: number;
  readonly queue: QueueId;
  readonly channel: ChannelName;
  readonly ring: number;
  readonly skills: Skills;
  /** Skills of which more is better; none where the longest idle goes first. */
  readonly wanted: Skills;
  /** Who may serve it, best tier first. */
  readonly open: readonly Tier[];
  readonly eligible: ReadonlySet<Profile>;
  readonly line: Heap<Waiting>;
}
export interface Tier {
  readonly skill: number;
  readonly free: Heap<Agent>;
}

/** A snapshot of an agent, replaced by another when anything changes. */
export interface Agent extends Snapshot {
  readonly id: AgentId;
  readonly seat: Seat;
  readonly picture: AgentEvent;
  readonly load: AgentEvent['load'];
  readonly spaced: NonNullable<AgentEvent['spaced']>;
  /** Channels on which he can be offered something now. */
  readonly open: readonly ChannelName[];
  readonly used: number;
  readonly idleSince: number;
  /** When time alone changes something; Infinity: never. */
  readonly due: number;
}

/** A snapshot of a waiting interaction, replaced by another when anything changes. */
export interface Waiting extends Snapshot {
  readonly id: InteractionId;
  readonly entry: WaitingEvent;
  readonly class: Class;
  readonly band: number;
  readonly key: number;
  readonly since: number;
  readonly not: ReadonlyMap<AgentId, number | null>;
  /** The only agent who may have it now; then it stands in no line. [RT53] */
  readonly kept: AgentId | null;
  readonly due: number;
}

/**
 * All classes by number, with band and key of who stands first in each line (-Infinity and Infinity: nobody), side by side: who has room
 * compares heads without a look at the interactions.
 */
export interface Heads {
  readonly classes: Class[];
  readonly bands: number[];
  readonly keys: number[];
}

/** All that routing knows; changed in place by `step` alone. */
export interface Board {
  steps: number;
  now: number;
  queues: ReadonlyMap<QueueId, Queue>;
  /** Queues of which others leave some agents free. [RT58] */
  watched: readonly Queue[];
  /** Queues that have a share, and the sum of the shares. [RT57] */
  shared: { readonly queues: readonly Queue[]; readonly whole: number };
  /** Rings that are reached sooner, by queue. [RT56] */
  readonly pressed: Map<QueueId, ReadonlySet<number>>;
  profiles: readonly Profile[];
  /** Everybody configured or known, by id. */
  seats: Map<AgentId, Seat>;
  readonly classes: Map<string, Class>;
  heads: Heads;
  readonly waiting: Map<InteractionId, Waiting>;
  /** Interactions that prefer an agent and may be kept for him, by agent. */
  readonly wishes: Map<AgentId, Set<InteractionId>>;
  /** All who wait in a queue, in their order; kept from the first question on, as many centres never ask. [RT43] */
  readonly lines: Map<QueueId, Ranking<Waiting>>;
  readonly dueWaiting: Heap<Waiting>;
  readonly dueAgents: Heap<Agent>;
}

/** The state of routing, opaque and owned: the step that takes it uses it up. [RT4] */
export interface RoutingState {
  readonly board: Board;
  readonly steps: number;
}

/** Before there is a class. */
export const noHeads = (): Heads => ({ classes: [], bands: [], keys: [] });

/** The state before anything is configured. */
export const newRouting = (): RoutingState => ({
  steps: 0,
  board: {
    steps: 0,
    now: -Infinity,
    queues: new Map(),
    watched: [],
    shared: { queues: [], whole: 0 },
    pressed: new Map(),
    profiles: [],
    seats: new Map(),
    classes: new Map(),
    heads: noHeads(),
    waiting: new Map(),
    wishes: new Map(),
    lines: new Map(),
    dueWaiting: newHeap<Waiting>(isDueFirst),
    dueAgents: newHeap<Agent>(isDueFirst),
  },
});

/** The board of a state that is still current; throws if a step has used it up. [RT4] */
export function boardOf({ board, steps }: RoutingState): Board {
  if (board.steps !== steps) throw new Error('This routing state was stepped already: go on with the one that step returned.');
  return board;
}
