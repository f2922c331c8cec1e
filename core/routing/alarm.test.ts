import { expect, test } from 'vitest';
import { alarm } from './alarm.ts';

function watch() {
  const due = new Map<object, { at: number; run: () => void }>();
  let now = 0;
  return {
    now: () => now,
    wake(at: number, run: () => void) {
      const one = {};
      due.set(one, { at, run });
      return () => void due.delete(one);
    },
    pass(to: number) {
      now = to;
      for (const [one, { at, run }] of due) if (at <= now && due.delete(one)) run();
    },
  };
}

test('[RT55] the alarm rings once, at the time it was set to last, and not when it is off', () => {
  const clock = watch();
  const rung: number[] = [];
  const one = alarm(clock, (now) => rung.push(now));
  one.at(10);
  one.at(20);
  one.at(20);
  clock.pass(15);
  expect(rung).toEqual([]);
  clock.pass(25);
  clock.pass(30);
  expect(rung).toEqual([25]);
  one.at(40);
  one.at(null);
  clock.pass(50);
  expect(rung).toEqual([25]);
  one.at(60);
  clock.pass(60);
  expect(rung).toEqual([25, 60]);
});
