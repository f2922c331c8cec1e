import { expect, test } from 'vitest';
import { expected, handled, left, minutesOf, newPace, passed } from './pace.ts';
import { dayOf, judged } from './test/hotline.ts';
import { dayOfLines } from './test/lines.ts';

const minute = 60_000;
const several = (seeds: readonly number[], of: Parameters<typeof dayOf>[0]) => judged(seeds.flatMap((seed) => dayOf({ ...of, seed })));

test('[RT44] nothing is said while nobody is there, or nothing is known', () => {
  const quiet = newPace(0);
  expect(expected(quiet, 1, 5)).toBeNull();
  expect(expected(handled(quiet, minute), 1, 0)).toBeNull();
});

test('[RT44] what the places can do is supposed first; then what was counted says more and more', () => {
  let pace = passed(handled(newPace(0), 4 * minute), 0, 5, 4);
  expect(expected(pace, 3, 4)?.ms).toBeCloseTo(3 * minute);
  for (let n = 1; n <= 40; n++) pace = left(passed(pace, n * 4 * minute, 5), 'answered'); // one in four minutes, not one in one
  const slow = expected(pace, 3, 4)?.ms ?? 0;
  expect(slow).toBeGreaterThan(7 * minute);
  expect(slow).toBeLessThan(12 * minute);
  expect(expected(pace, 3, 8)?.ms).toBeCloseTo(slow / 2); // who comes to help counts at once
});

test('[RT44] who stands before and gives up makes it shorter; a line never moves faster than its places can', () => {
  let pace = passed(handled(newPace(0), minute), 0, 10, 1);
  for (let n = 1; n <= 20; n++) pace = left(passed(pace, n * minute, 10), 'answered');
  const patient = expected(pace, 10, 1)?.ms ?? 0;
  for (let n = 0; n < 20; n++) pace = left(pace, 'gaveUp');
  expect(expected(pace, 10, 1)?.ms ?? 0).toBeLessThan(patient);
  for (let n = 0; n < 500; n++) pace = left(pace, 'answered');
  const fastest = expected({ ...pace, gaveUp: 0 }, 10, 1)?.ms ?? 0; // but for chance, the less the more was counted
  expect(fastest).toBeGreaterThan(9.5 * minute);
  expect(fastest).toBeLessThan(10 * minute);
});

test('[RT44] it is told in minutes, at least one, and coarser the longer it is', () => {
  const told = (fromMs: number, toMs: number) => minutesOf({ fromMs, toMs });
  expect(told(1000, 20_000)).toEqual([1, 1]);
  expect(told(2.6 * minute, 4.1 * minute)).toEqual([2, 5]);
  expect(told(13 * minute, 21 * minute)).toEqual([10, 25]);
  expect(told(33 * minute, 41 * minute)).toEqual([30, 50]);
});

const usual = { talkMs: 4 * minute, patienceMs: 1e12, seed: 0 };
const hasty = { patienceMs: 5 * minute, stay: true };
const every = (agents: number, load: number, shared = 0) => (4 * minute) / agents / load / (1 - shared);
const days: readonly (readonly [
  name: string,
  of: Parameters<typeof dayOf>[0],
  seeds: number,
  error: number,
  tilt: readonly [number, number],
])[] = [
  ['twenty', { ...usual, agents: 20, everyMs: every(20, 0.97) }, 2, 0.25, [0.9, 1.1]],
  ['twenty, and customers who give up', { ...usual, ...hasty, agents: 20, everyMs: every(20, 1.05) }, 2, 0.45, [0.9, 1.15]],
  ['one, and customers who give up', { ...usual, ...hasty, agents: 1, everyMs: every(1, 1.05), known: 50 }, 60, 0.65, [0.85, 1.15]],
  ['five', { ...usual, agents: 5, everyMs: every(5, 0.9) }, 6, 0.35, [0.9, 1.1]],
  ['two', { ...usual, agents: 2, everyMs: every(2, 0.9) }, 10, 0.4, [0.9, 1.15]],
  ['one', { ...usual, agents: 1, everyMs: every(1, 0.9) }, 16, 0.5, [0.9, 1.2]],
  ['one, with yesterday known', { ...usual, agents: 1, everyMs: every(1, 0.9), known: 50 }, 16, 0.5, [0.9, 1.2]],
  ['three, half of their time for another line', { ...usual, agents: 3, everyMs: every(3, 0.9, 0.5), shared: 0.5 }, 12, 0.4, [0.85, 1.15]],
];

test.each(days)(
  '[RT45] measured on simulated days of %s: the band holds about eight of ten, and the mean is near',
  (_, of, seeds, most, tilts) => {
    const { guesses, error, tilt, within } = several(
      Array.from({ length: seeds }, (_, n) => n + 1),
      of,
    );
    expect(guesses).toBeGreaterThan(300);
    expect(error).toBeLessThan(most);
    expect(tilt).toBeGreaterThan(tilts[0]);
    expect(tilt).toBeLessThan(tilts[1]);
    expect(within).toBeGreaterThan(0.74);
  },
);

const talkMs = 4 * minute;
const comes = (agents: number, load: number, priority = 0) => ({ everyMs: talkMs / agents / load, priority });
const both = (agents: number) => Array.from({ length: agents }, () => [0, 1]);
const together: readonly (readonly [
  name: string,
  of: Omit<Parameters<typeof dayOfLines>[0], 'talkMs' | 'seed'>,
  error: readonly number[],
])[] = [
  ['alike', { lines: [comes(4, 0.45), comes(4, 0.45)], agents: both(4) }, [0.33, 0.33]],
  ['one before the other', { lines: [comes(4, 0.45, 1), comes(4, 0.45)], agents: both(4) }, [0.6, 0.46]],
  ['a quiet one beside a busy one', { lines: [comes(6, 0.85), comes(6, 0.05)], agents: both(6) }, [0.33, 0.36]],
  ['half of the agents shared', { lines: [comes(3, 0.9), comes(3, 0.9)], agents: [[0], [0], [1], [1], [0, 1], [0, 1]] }, [0.36, 0.38]],
  [
    'three, each beside both others',
    { lines: [comes(2, 0.9), comes(2, 0.9), comes(2, 0.9)], agents: [[0], [1], [2], [0, 1], [1, 2], [0, 2]] },
    [0.36, 0.36, 0.36],
  ],
];

test.each(together)(
  '[RT45] [RT61] [RT96] lines that share agents, %s: the band holds about eight of ten, and the mean is near',
  (_, of, errors) => {
    const simulated = Array.from({ length: 8 }, (_, n) => dayOfLines({ ...of, talkMs, seed: n + 1 }));
    for (const [line, most] of errors.entries()) {
      const { guesses, error, tilt, within } = judged(simulated.flatMap((day) => day[line] ?? []));
      expect(guesses).toBeGreaterThan(150);
      expect(error).toBeLessThan(most);
      expect(tilt).toBeGreaterThan(0.9);
      expect(tilt).toBeLessThan(1.15);
      expect(within).toBeGreaterThan(0.72);
    }
  },
);
