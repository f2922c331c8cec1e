import type { RoutingState } from '@patchbay/routing/board.ts';
import { newRouting } from '@patchbay/routing/board.ts';
import { step } from '@patchbay/routing/step.ts';
import { type Load, loadOf } from '@patchbay/routing/test/load.ts';
import { median } from './measure.ts';

const classes = 400;
const profiles = 500;
const large = { agents: 10_000, waiting: 100_000, classes, profiles };
const small = { agents: 1000, waiting: 10_000, classes, profiles };
const rounds = 5;
const warmUp = 20_000;
const decisions = 60_000;

/** Decisions a second of the pure core in a large centre; and how much dearer one is than in a centre of a tenth, turn by turn. */
export function deciding(): { decisionsPerSec: number; growth: number } {
  const centres = [centre(large), centre(small)] as const;
  const times = centres.map((one) => {
    one.decide(warmUp);
    return [] as number[];
  });
  for (let n = 0; n < rounds; n++) centres.forEach((one, c) => void times[c]?.push(one.decide(decisions)));
  const [ours = [], tenth = []] = times;
  return { decisionsPerSec: 1000 / median(ours), growth: median(ours.map((ms, n) => ms / (tenth[n] ?? Number.NaN))) };
}

/** A centre in which everybody is busy and the lines are full. */
function centre(size: Parameters<typeof loadOf>[0]) {
  const load: Load = loadOf(size);
  let state: RoutingState = load.start.reduce((s, event) => step(s, event).state, newRouting());
  return {
    /** Lets the day go on until so many were decided; answers the milliseconds of one decision. */
    decide(wanted: number): number {
      const began = performance.now();
      for (let decided = 0; decided < wanted; ) {
        const next = step(state, load.next());
        state = next.state;
        decided += next.decisions.length;
      }
      return (performance.now() - began) / wanted;
    },
  };
}
