import type { Interaction } from '@patchbay/interactions/interaction.ts';
import type { RoutingState } from './board.ts';
import type { Expected } from './pace.ts';
import { type Counted, paces, type Talk } from './paces.ts';
import type { QueueStatistics } from './routing.ts';
import { aheadOf, aheadOfNext, overtakenBy, placesOf, position, queueOf, queueStatistics, servedBy } from './statistics.ts';

/** A place in line, the same among all who wait for the same agents, and how long from there. [RT40] [RT44] [RT61] */
export interface PlaceTold {
  readonly position: number;
  readonly among: number;
  readonly expected: Expected | null;
}
/** How a queue stands, and how long who comes now would wait; null: nobody would have to, or it is not known. */
export type QueueTold = QueueStatistics & { readonly expected: Expected | null };

/** How long everybody waits, told from how lines stand and how fast they have moved. [RT44] */
export interface Waits {
  /** An interaction was this before and is that now; told before routing takes it in. */
  told(before: Interaction | null, now: Interaction, at: number): void;
  /** This one has come to its line: who is there may have to let it go before them. [RT61] */
  came(interaction: string, at: number): void;
  place(interaction: string, now: number): PlaceTold | null;
  statistics(now: number): readonly QueueTold[];
  /** What was counted up to now, to be kept. [RT62] */
  counted(now: number): readonly Counted[];
}
interface From {
  readonly state: () => RoutingState;
  readonly talks: readonly Talk[];
  readonly counted: readonly Counted[];
}

/** Waits as they are told from this state of routing on. */
export function waits({ state, talks, counted: before }: From): Waits {
  let known: ReturnType<typeof paces> | undefined;
  /** Begins when it is asked first: by then it is configured who serves what. */
  const pace = () => (known ??= paces({ talks, counted: before, serves: (agent) => servedBy(state(), agent) }));
  /** Counted once for all who are told their place after one step. */
  let once = { steps: -1, places: new Map<string, number>() };
  function placesNow(queue: string): number {
    const { steps } = state();
    if (once.steps !== steps) once = { steps, places: new Map() };
    const places = once.places.get(queue) ?? placesOf(state(), queue);
    once.places.set(queue, places);
    return places;
  }
  return {
    told: (was, now, at) => pace().told(was, now, at),
    came(interaction, at) {
      for (const { queue, part } of overtakenBy(state(), interaction)) pace().overtook(queue, at, part);
    },
    place(interaction, now) {
      const at = position(state(), interaction);
      const queue = queueOf(state(), interaction);
      if (at === null || queue === null) return null;
      const { count, share } = aheadOf(state(), interaction);
      const places = placesNow(queue);
      pace().staffed(queue, now, places);
      return { position: at, among: at + count, expected: pace().expected(queue, now, at + share, places) };
    },
    statistics: (now) =>
      queueStatistics(state()).map((line) => {
        const { queue, waiting, free, places } = line;
        pace().staffed(queue, now, places);
        const waits = waiting > 0 || free === 0;
        const next = waiting + 1 + (waits ? aheadOfNext(state(), queue, now).share : 0);
        return { ...line, expected: waits ? pace().expected(queue, now, next, places) : null };
      }),
    counted: (now) => pace().counted(now),
  };
}
