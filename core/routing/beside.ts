import type { Board, Queue } from './board.ts';
import type { QueueId } from './routing.ts';

/** Another queue whose agents serve this one too: how much of those who serve the other do so. [RT61] */
export interface Beside {
  readonly queue: QueueId;
  readonly part: number;
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
    [...shared].map(([id, others]) => [id, [...others].map(([queue, both]) => ({ queue, part: both / sizeOf(queues.get(queue)) }))]),
  );
}

const isAlike = (a: Queue | undefined, b: Queue): boolean => a?.rules.channel === b.rules.channel;
const sizeOf = (queue: Queue | undefined): number => queue?.members[0]?.length ?? 1;

function count(shared: Map<QueueId, Map<QueueId, number>>, queue: QueueId, other: QueueId): void {
  const others = shared.get(queue) ?? new Map<QueueId, number>();
  others.set(other, (others.get(other) ?? 0) + 1);
  shared.set(queue, others);
}
