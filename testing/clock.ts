import type { Clock } from '@patchbay/base/clock.ts';

/** A clock that only moves when told to. */
export interface TestClock extends Clock {
  /** Lets so much time pass; what is due meanwhile runs in order. */
  pass(ms: number): void;
}

/** A clock that stands at `start` (ms since 1970). */
export function testClock(start = Date.UTC(2026, 0, 5, 9)): TestClock {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly run: () => void }>();
  const first = (until: number) => [...alarms].filter((a) => a.at <= until).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    wake(at, run) {
      const alarm = { at, run };
      if (at <= now) queueMicrotask(() => alarms.delete(alarm) && run());
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    pass(ms) {
      const end = now + ms;
      for (let alarm = first(end); alarm; alarm = first(end)) {
        alarms.delete(alarm);
        now = Math.max(now, alarm.at);
        alarm.run();
      }
      now = end;
    },
  };
}
