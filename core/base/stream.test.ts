import { expect, test } from 'vitest';
import { fits } from './stream.ts';
import { dice } from './test/random.ts';

test.each([
  [undefined, 0, 2, 'fold'],
  [undefined, 1, 2, 'ask'],
  [5, 5, 6, 'fold'],
  [5, 3, 6, 'fold'],
  [5, 3, 5, 'drop'],
  [5, 0, 1, 'drop'],
  [5, 6, 7, 'ask'],
] as const)('knowing version %s, events from %i to %i: %s', (known, from, to, what) => expect(fits(known, { from, to })).toBe(what));

test('however frames are repeated and mixed up, whoever asks anew at a gap ends at the newest version', () => {
  for (let seed = 0; seed < 200; seed++) {
    const d = dice(seed);
    const frames: { from: number; to: number }[] = [];
    for (let from = 0; from < 20; ) frames.push({ from, to: (from += 1 + d.below(3)) });
    const newest = frames.at(-1)?.to ?? 0;
    const arrived = [...frames, ...frames.filter(() => d.chance(0.3))].toSorted(() => d.next() - 0.5);
    let known: number | undefined;
    for (const frame of arrived) {
      const what = fits(known, frame);
      if (what === 'ask') known = frame.to; // the thing as it is when the newest of these is known
      if (what === 'fold') {
        expect(frame.from).toBeLessThanOrEqual(known ?? 0);
        known = frame.to;
      }
      if (what === 'drop') expect(frame.to).toBeLessThanOrEqual(known ?? -1);
    }
    expect(known).toBe(newest);
  }
});
