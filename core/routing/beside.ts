import type { Board, Queue } from './board.ts';
import type { QueueId } from './routing.ts';

/** Another queue whose agents serve this one too: how many do so, how many do not, and how much of all who serve the other that is. [RT61] */
export interface Beside {
  readonly queue: QueueId;
  readonly both: number;
  readonly others: number;
  readonly part: number;
}
/** Those who stand before in another line, whose agents these are. */
export interface Before extends Pick<Beside, 'both' | 'others'> {
  readonly count: number;
}

const known = new WeakMap<Board['queues'], ReadonlyMap<QueueId, readonly Beside[]>>();

/** The queues of the same channel that share agents with this one from the first ring on; known as long as the configuration stays. */
export function besides({ queues }: Board, queue: QueueId): readonly Beside[] {
  const all = known.get(queues) ?? counted(queues);
  known.set(queues, all);
  return all.get(queue) ?? [];
}

function counted(queues: Board['queues']): ReadonlyMap<QueueId, readonly Beside[]> {
  const shared = new Map<QueueId, Map<QueueId, number>>();
  for (const queue of queues.values())
    for (const { profile } of queue.members[0] ?? [])
      for (const [other, ring] of profile?.queues ?? [])
        if (ring === 0 && other !== queue.rules.id && isAlike(queues.get(other), queue)) count(shared, queue.rules.id, other);
  return new Map(
    [...shared].map(([id, others]) => [
      id,
      [...others].map(([queue, both]) => {
        const size = sizeOf(queues.get(queue));
        return { queue, both, others: size - both, part: both / size };
      }),
    ]),
  );
}

const isAlike = (a: Queue | undefined, b: Queue): boolean => a?.rules.channel === b.rules.channel;
const sizeOf = (queue: Queue | undefined): number => queue?.members[0]?.length ?? 1;

function count(shared: Map<QueueId, Map<QueueId, number>>, queue: QueueId, other: QueueId): void {
  const others = shared.get(queue) ?? new Map<QueueId, number>();
  others.set(other, (others.get(other) ?? 0) + 1);
  shared.set(queue, others);
}

/**
 * How much of those who stand before in other lines the agents of this line will have done when the one at this place is served. All work at one
 * pace and the earlier goes first: meanwhile those who serve the other line only have taken their part of it, so the longer it takes the less is
 * left for ours. [RT61]
 */
export function shareOf(position: number, agents: number, before: readonly Before[]): number {
  const all = before.reduce((sum, { count }) => sum + count, 0);
  const taken = (at: number) =>
    before.reduce((sum, { count, both, others }) => sum + Math.min(both * at, Math.max(0, count - others * at)), 0);
  let [least, most] = [position / agents, (position + all) / agents];
  for (let n = 0; n < halvings && most > least; n++) {
    const at = (least + most) / 2;
    if (agents * at - taken(at) < position) least = at;
    else most = at;
  }
  return most * agents - position;
}
/** A place is told to a thousandth of the length of all lines. */
const halvings = 12;
