import type { Clock } from '@patchbay/base/clock.ts';

/** One timer that is set again and again: it rings at the last time it was set to. */
export interface Alarm {
  /** Sets it anew; `null`: it does not ring. */
  at(moment: number | null): void;
}

/** An alarm that tells the time when it rings; for the moments of routing. [RT55] */
export function alarm(clock: Clock, ring: (now: number) => void): Alarm {
  let set: number | null = null;
  let off = () => {};
  return {
    at(moment) {
      if (moment === set) return;
      off();
      set = moment;
      if (moment === null) return;
      off = clock.wake(moment, () => {
        set = null;
        ring(Math.max(clock.now(), moment));
      });
    },
  };
}
