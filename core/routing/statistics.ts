import { roomOn } from '@patchbay/agents/capacity.ts';
import { type Beside, besides, shareOf } from './beside.ts';
import { type Board, boardOf, type Queue, type RoutingState, type Waiting } from './board.ts';
import { hasSkills, readySince } from './exclusion.ts';
import { isFirstInLine, type Place } from './order.ts';
import { countAhead, enter, firstOf, lastOf, newRanking, type Ranking, rankOf } from './ranking.ts';
import type { AgentId, InteractionId, QueueId, QueueStatistics } from './routing.ts';

/** The place of the interaction in its own queue, from 1; `null` if it does not wait. O(log waiting) from the second question on. [RT40] [RT43] */
export function position(state: RoutingState, interaction: InteractionId): number | null {
  const board = boardOf(state);
  const mine = board.waiting.get(interaction);
  return mine ? rankOf(lineOf(board, mine.class.queue), mine) : null;
}

/** Who goes before in the other lines of the same agents: how many, and how much of them these agents have to do. [RT61] */
export interface Ahead {
  readonly count: number;
  readonly share: number;
}

/** Those of other lines who go before one that waits. [RT61] */
export function aheadOf(state: RoutingState, interaction: InteractionId): Ahead {
  const board = boardOf(state);
  const mine = board.waiting.get(interaction);
  return mine ? aheadIn(board, mine.class.queue, mine) : { count: 0, share: 0 };
}

/** Those of other lines who go before one that comes to a queue now. [RT61] */
export function aheadOfNext(state: RoutingState, queue: QueueId, now: number): Ahead {
  const board = boardOf(state);
  const rules = board.queues.get(queue)?.rules;
  if (!rules) return { count: 0, share: 0 };
  const key = now + (rules.dueMs ?? 0) - (rules.headStartMs ?? 0);
  return aheadIn(board, queue, { band: rules.priority, key, since: now, id: '\uffff' });
}

function aheadIn(board: Board, queue: QueueId, place: Place): Ahead {
  const others = besides(board, queue);
  if (!others.length) return { count: 0, share: 0 };
  const before = others.map((one) => ({ ...one, count: countAhead(lineOf(board, one.queue), (w) => isFirstInLine(w, place)) }));
  const count = before.reduce((sum, one) => sum + one.count, 0);
  if (count === 0) return { count, share: 0 };
  const own = 1 + countAhead(lineOf(board, queue), (w) => isFirstInLine(w, place));
  return { count, share: shareOf(own, board.queues.get(queue)?.members[0]?.length ?? 1, before) };
}

/** The lines in which one that waits goes before somebody, though it is not theirs; by how much those who serve them serve its own. [RT61] */
export function overtakenBy(state: RoutingState, interaction: InteractionId): readonly Pick<Beside, 'queue' | 'part'>[] {
  const board = boardOf(state);
  const mine = board.waiting.get(interaction);
  if (!mine) return [];
  return besides(board, mine.class.queue).flatMap(({ queue }) => {
    const last = lastOf(lineOf(board, queue));
    const part = besides(board, queue).find((one) => one.queue === mine.class.queue)?.part ?? 0;
    return last && isFirstInLine(mine, last) ? [{ queue, part }] : [];
  });
}

/** The lines an agent serves from the first ring on. [RT61] */
export const servedBy = (state: RoutingState, agent: AgentId): readonly QueueId[] =>
  [...(boardOf(state).seats.get(agent)?.profile?.queues ?? [])].flatMap(([queue, ring]) => (ring === 0 ? [queue] : []));

/** The line of a queue, counted; put up when somebody asks for the first time. */
function lineOf({ lines, waiting }: Board, queue: QueueId): Ranking<Waiting> {
  const known = lines.get(queue);
  if (known) return known;
  const made = newRanking<Waiting>(isFirstInLine);
  for (const one of waiting.values()) if (one.class.queue === queue) enter(made, one);
  lines.set(queue, made);
  return made;
}

/** One who waits, as a list of them shows it. */
export interface Standing {
  readonly interaction: InteractionId;
  readonly since: number;
  readonly band: number;
  /** The only agent who may have it now. [RT53] */
  readonly kept: AgentId | null;
}

/** The first who wait in a queue, in their order. [RT40] */
export const lineIn = (state: RoutingState, queue: QueueId, atMost: number): readonly Standing[] =>
  firstOf(lineOf(boardOf(state), queue), atMost).map(({ id, since, band, kept }) => ({ interaction: id, since, band, kept }));

/** The queue in which it waits; `null` if it does not. */
export const queueOf = (state: RoutingState, interaction: InteractionId): QueueId | null =>
  boardOf(state).waiting.get(interaction)?.class.queue ?? null;

/** How many at once those who are ready can have of this queue. [RT42] */
export function placesOf(state: RoutingState, queue: QueueId): number {
  const known = boardOf(state).queues.get(queue);
  return known ? countMembers(known).places : 0;
}

/** How each configured queue stands, by queue id. [RT41] [RT42] */
export function queueStatistics(state: RoutingState): readonly QueueStatistics[] {
  const board = boardOf(state);
  const lines = linesOf(board);
  return [...board.queues.values()]
    .sort((a, b) => (a.rules.id < b.rules.id ? -1 : 1))
    .map((queue) => ({ queue: queue.rules.id, ...countLine(lines.get(queue.rules.id) ?? []), ...countMembers(queue) }));
}

function linesOf(board: Board): ReadonlyMap<QueueId, readonly Waiting[]> {
  return Map.groupBy(board.waiting.values(), (w) => w.class.queue);
}

const countLine = (line: readonly Waiting[]) => ({
  waiting: line.length,
  longestSince: line.reduce<number | null>((least, w) => Math.min(least ?? w.since, w.since), null),
});

function countMembers({ members, rules, skills }: Queue): { ready: number; free: number; places: number } {
  const able = (members[0] ?? []).filter((s) => s.profile && hasSkills(s.profile, skills[0] ?? new Map()));
  const ready = able.flatMap(({ agent }) => (agent && readySince(agent, rules.channel) !== undefined ? [agent] : []));
  return {
    ready: ready.length,
    free: ready.filter((a) => a.open.includes(rules.channel)).length,
    places: ready.reduce((sum, { picture }) => sum + (roomOn(picture.capacity, rules.channel)?.max ?? 0), 0),
  };
}
