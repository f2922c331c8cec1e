import { type Board, boardOf, type Queue, type RoutingState, type Waiting } from './board.ts';
import { hasSkills, readySince } from './exclusion.ts';
import { isFirstInLine } from './order.ts';
import type { InteractionId, QueueId, QueueStatistics } from './routing.ts';

/** The place of the interaction in its own queue, from 1; `null` if it does not wait. O(waiting in all queues). [RT40] */
export function position(state: RoutingState, interaction: InteractionId): number | null {
  const board = boardOf(state);
  const mine = board.waiting.get(interaction);
  if (!mine) return null;
  let place = 1;
  for (const other of board.waiting.values()) if (other.class.queue === mine.class.queue && isFirstInLine(other, mine)) place += 1;
  return place;
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

function countMembers({ members, rules, skills }: Queue): { ready: number; free: number } {
  const able = (members[0] ?? []).filter((s) => s.profile && hasSkills(s.profile, skills[0] ?? new Map()));
  const ready = able.flatMap(({ agent }) => (agent && readySince(agent, rules.channel) !== undefined ? [agent] : []));
  return { ready: ready.length, free: ready.filter((a) => a.open.includes(rules.channel)).length };
}
