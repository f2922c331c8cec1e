import type { Centre } from '@patchbay/configuration/centre.ts';
import type { Expected } from './pace.ts';
import type { PressedEvent, QueueId } from './routing.ts';

/** What tells how much is asked of a queue. */
export interface Load {
  readonly queue: QueueId;
  readonly waiting: number;
  readonly longestSince: number | null;
  readonly expected: Expected | null;
}

/** Queues with rings that come sooner under pressure; without any nobody has to look. */
export const pressable = ({ queues }: Centre): readonly QueueId[] =>
  Object.entries(queues).flatMap(([id, { rings }]) => (rings.some(({ sooner }) => sooner) ? [id] : []));

/** Which rings of each such queue are reached sooner just now. [RT56] */
export function pressures(centre: Centre, loads: readonly Load[], now: number): readonly PressedEvent[] {
  const loadOf = new Map(loads.map((load) => [load.queue, load]));
  return pressable(centre).map((queue) => {
    const rings = centre.queues[queue]?.rings ?? [];
    return {
      type: 'pressed',
      queue,
      rings: rings.flatMap(({ sooner }, n) => (sooner && presses(sooner, loadOf.get(sooner.queue ?? queue), now) ? [n + 1] : [])),
    };
  });
}

type Sooner = NonNullable<Centre['queues'][string]['rings'][number]['sooner']>;

function presses(
  { waiting = Infinity, longestSeconds = Infinity, expectedSeconds = Infinity }: Sooner,
  load: Load | undefined,
  now: number,
): boolean {
  if (!load) return false;
  const waited = load.longestSince === null ? -Infinity : now - load.longestSince;
  return load.waiting >= waiting || waited >= longestSeconds * 1000 || (load.expected?.ms ?? -Infinity) >= expectedSeconds * 1000;
}
