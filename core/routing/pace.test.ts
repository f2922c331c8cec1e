import { expect, test } from 'vitest';
import { expected, handled, left, minutesOf, newPace, passed } from './pace.ts';
import { dayOf, judged } from './test/hotline.ts';

const minute = 60_000;
const several = (seeds: readonly number[], of: Parameters<typeof dayOf>[0]) => judged(seeds.flatMap((seed) => dayOf({ ...of, seed })));

test('[RT44] nothing is said while nobody is there, or nothing is known', () => {
  const quiet = newPace(0);
  expect(expected(quiet, 1, 5)).toBeNull();
  expect(expected(handled(quiet, minute), 1, 0)).toBeNull();
});

test('[RT44] what the places can do is supposed first; then what was counted says more and more', () => {
  let pace = handled(newPace(0), 4 * minute);
  expect(expected(pace, 3, 4)?.ms).toBeCloseTo(3 * minute);
  pace = passed(pace, 0, 5);
  for (let n = 1; n <= 40; n++) pace = left(passed(pace, n * 4 * minute, 5), 'answered'); // one in four minutes, not one in one
  const slow = expected(pace, 3, 4)?.ms ?? 0;
  expect(slow).toBeGreaterThan(7 * minute);
  expect(slow).toBeLessThan(12 * minute);
});

test('[RT44] who stands before and gives up makes it shorter; a line never moves faster than its places can', () => {
  let pace = passed(handled(newPace(0), minute), 0, 10);
  for (let n = 1; n <= 20; n++) pace = left(passed(pace, n * minute, 10), 'answered');
  const patient = expected(pace, 10, 1)?.ms ?? 0;
  for (let n = 0; n < 20; n++) pace = left(pace, 'gaveUp');
  expect(expected(pace, 10, 1)?.ms ?? 0).toBeLessThan(patient);
  for (let n = 0; n < 500; n++) pace = left(pace, 'answered');
  expect(expected({ ...pace, gaveUp: 0 }, 10, 1)?.ms).toBeCloseTo(10 * minute);
});

test('[RT44] it is told in minutes, at least one, and coarser the longer it is', () => {
  const told = (fromMs: number, toMs: number) => minutesOf({ fromMs, toMs });
  expect(told(1000, 20_000)).toEqual([1, 1]);
  expect(told(2.6 * minute, 4.1 * minute)).toEqual([2, 5]);
  expect(told(13 * minute, 21 * minute)).toEqual([10, 25]);
  expect(told(33 * minute, 41 * minute)).toEqual([30, 50]);
});

test('[RT45] measured on simulated days: the band holds what comes in about eight of ten cases, and the mean is near', () => {
  const minutely = { talkMs: 4 * minute, seed: 0 };
  const patient = several([1, 2], { ...minutely, agents: 20, everyMs: (4 * minute) / 20 / 0.97, patienceMs: 1e12 });
  const hurried = several([1, 2], { ...minutely, agents: 20, everyMs: (4 * minute) / 20 / 1.05, patienceMs: 5 * minute });
  const few = several([1, 2, 3, 4], { ...minutely, agents: 5, everyMs: (4 * minute) / 5 / 0.95, patienceMs: 1e12 });
  const errors = { patient: 0.25, hurried: 0.45, few: 0.35 };
  for (const [name, { guesses, error, tilt, within }] of Object.entries({ patient, hurried, few })) {
    expect(guesses, name).toBeGreaterThan(1000);
    expect(error, name).toBeLessThan(errors[name as keyof typeof errors]);
    expect(tilt, name).toBeGreaterThan(0.9);
    expect(tilt, name).toBeLessThan(1.25);
    expect(within, name).toBeGreaterThan(0.75);
  }
});
