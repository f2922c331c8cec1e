import type { Clock } from '@patchbay/base/clock.ts';

/** Does this again and again by the clock, one at a time, the first time after `ms`; answers how to stop. What fails is told and tried again next time. */
export function every(clock: Clock, ms: number, work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let stopped = false;
  let cancel = () => {};
  const next = () => {
    if (!stopped) cancel = clock.wake(clock.now() + ms, () => void work().catch(failed).finally(next));
  };
  next();
  return () => {
    stopped = true;
    cancel();
  };
}
