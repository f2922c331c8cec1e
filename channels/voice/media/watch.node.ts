import type { MediaLegId } from './media.ts';
import type { Ng } from './ng.node.ts';

/** Which legs rtpengine should have, and who hears of those it has not. */
export interface WatchOptions {
  readonly ng: Pick<Ng, 'has'>;
  readonly legs: () => readonly MediaLegId[];
  readonly missing: (leg: MediaLegId) => void;
  readonly everyMs?: number;
}

/** Asks rtpengine for one leg after the other, again and again: one that began anew knows none of them. Answers how to stop. [VO118] */
export function watchLegs({ ng, legs, missing, everyMs = 200 }: WatchOptions): () => void {
  let [turn, busy] = [0, false];
  const look = async (): Promise<void> => {
    const all = legs();
    const leg = all[(turn += 1) % all.length];
    if (leg === undefined || (await ng.has(leg)) !== false) return;
    for (const one of all) if ((await ng.has(one)) === false && legs().includes(one)) missing(one);
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void look().finally(() => (busy = false));
  }, everyMs);
  return () => clearInterval(timer);
}
