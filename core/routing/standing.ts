import type { Agent, Board, Waiting } from './board.ts';
import { hasRoom } from './exclusion.ts';
import { type Heap, newHeap, push, wither } from './heap.ts';
import { classFor } from './interning.ts';
import { isAskedFirst, usedOf } from './order.ts';
import type { AgentEvent, AgentId, AskedBefore, ChannelName, InteractionId, WaitingEvent } from './routing.ts';

type Load = ReadonlyMap<ChannelName, number>;

/** Puts a new snapshot of the agent into the heap of each channel he has room on; the one before leaves. */
export function seat(board: Board, picture: AgentEvent, load: Load): Agent {
  leaveSeat(board, picture.agent);
  const agent = snapshot(board, picture, load);
  board.agents.set(agent.id, agent);
  for (const heap of heapsOf(board, agent)) push(heap, agent);
  return agent;
}

/** Forgets the agent's picture; nothing happens if none is known. */
export function leaveSeat(board: Board, id: AgentId): void {
  const agent = board.agents.get(id);
  if (!agent) return;
  board.agents.delete(id);
  for (const heap of heapsOf(board, agent)) wither(heap);
}

/** The load of a picture, by channel. */
export const loadOf = ({ load }: AgentEvent): Load => new Map(load.map((l) => [l.channel, l.count]));

/** Puts the interaction into the line of its class; its entry before leaves. */
export function standInLine(board: Board, entry: WaitingEvent): Waiting {
  leaveLine(board, entry.interaction);
  const band = entry.priority ?? board.queues.get(entry.queue)?.rules.priority ?? 0;
  const waiting = { id: entry.interaction, entry, class: classFor(board, entry), band, since: entry.since, not: notOf(entry.not) };
  board.waiting.set(waiting.id, waiting);
  push(waiting.class.line, waiting);
  return waiting;
}

/** Takes the interaction out of its line; nothing happens if it does not wait. */
export function leaveLine(board: Board, id: InteractionId): void {
  const waiting = board.waiting.get(id);
  if (!waiting) return;
  board.waiting.delete(id);
  wither(waiting.class.line);
}

function snapshot(board: Board, picture: AgentEvent, load: Load): Agent {
  const capacity = new Map(picture.capacity.map((c) => [c.channel, c.max]));
  return {
    id: picture.agent,
    picture,
    profile: board.profileOf.get(picture.agent) ?? null,
    ready: new Map(picture.ready.map((r) => [r.channel, r.since])),
    load,
    capacity,
    used: usedOf(load, capacity),
    idleSince: picture.idleSince,
  };
}

function heapsOf(board: Board, agent: Agent): readonly Heap<Agent>[] {
  const { profile } = agent;
  return profile ? [...agent.ready.keys()].filter((c) => hasRoom(agent, c)).map((c) => heapFor(board, profile.free, c)) : [];
}

function heapFor(board: Board, free: Map<ChannelName, Heap<Agent>>, channel: ChannelName): Heap<Agent> {
  const heap = free.get(channel) ?? newHeap<Agent>(isAskedFirst, (a) => board.agents.get(a.id) === a);
  free.set(channel, heap);
  return heap;
}

/** The strictest word counts if an agent is named twice. */
function notOf(asked: readonly AskedBefore[]): ReadonlyMap<AgentId, number | null> {
  const not = new Map<AgentId, number | null>();
  for (const { agent, at } of asked) {
    const other = not.get(agent);
    not.set(agent, at === null || other === null ? null : Math.max(at, other ?? at));
  }
  return not;
}
