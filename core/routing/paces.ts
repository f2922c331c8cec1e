import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { type Expected, expected, handled, left, newPace, type Pace, passed } from './pace.ts';

/** How fast every line of a centre moves. [RT44] */
export interface Paces {
  /** An interaction was this before and is that now. */
  told(before: Interaction | null, now: Interaction, at: number): void;
  /** So many places have those who are ready, from now on. */
  staffed(queue: string, at: number, places: number): void;
  /** How long the one at this place waits, when so many places are there. */
  expected(queue: string, at: number, position: number, places: number): Expected | null;
}

/** A conversation that is over: how long it took its agent, and whose line it came from. */
export interface Talk {
  readonly queue: string;
  readonly ended: number;
  readonly ms: number;
}

/** Counts from what is told, beginning with the conversations that are stored. */
export function paces(talks: readonly Talk[] = []): Paces {
  const lines = new Map<string, Pace>();
  for (const { queue, ended, ms } of talks.toSorted((a, b) => a.ended - b.ended))
    lines.set(queue, handled(passed(lines.get(queue) ?? newPace(ended), ended, 0), ms));
  const change = (queue: string, at: number, by: number, and = (pace: Pace) => pace) => {
    const before = lines.get(queue) ?? newPace(at);
    const now = passed(before, at, before.waiting);
    lines.set(queue, and({ ...now, waiting: Math.max(0, now.waiting + by) }));
  };
  return {
    told(before, now, at) {
      const [from, to] = [before && lineOf(before), lineOf(now)];
      if (from !== to) {
        const as = now.at.stage === 'active' ? 'answered' : 'gaveUp';
        if (from) change(from, at, -1, (pace) => (to ? pace : left(pace, as)));
        if (to) change(to, at, 1);
      }
      const since = before && before.at.stage !== now.at.stage ? talkingSince(before) : null;
      if (before?.queue && since !== null) change(before.queue, at, 0, (pace) => handled(pace, at - since));
    },
    staffed(queue, at, places) {
      const pace = lines.get(queue);
      if (pace && pace.places !== places) lines.set(queue, passed(pace, at, pace.waiting, places));
    },
    expected(queue, at, position, places) {
      const pace = lines.get(queue);
      return pace ? expected(passed(pace, at, pace.waiting), position, places) : null;
    },
  };
}

/** The queue in whose line it stands; what is being offered stands there too. */
function lineOf({ at }: Interaction): string | null {
  if (at.stage === 'queued') return at.queue;
  return at.stage === 'offered' ? (at.back?.queue ?? null) : null;
}

/** Since when its owner has had it; `null`: nobody has. */
function talkingSince({ at, participations }: Interaction): number | null {
  if (at.stage !== 'active') return null;
  const owner = participations.find((p) => p.agent === at.owner);
  return owner?.stage === 'active' ? owner.since : null;
}
