import { expect, test } from 'vitest';
import { compositions, RATE } from './compose.ts';
import { oggOpus } from './ogg.ts';

test('[VO107] what is heard is neither torn nor too soft, and music leads back into its beginning', () => {
  for (const [name, compose] of Object.entries(compositions)) {
    const samples = compose();
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(loudest, name).toBeLessThan(0.95);
    expect(loudest, name).toBeGreaterThan(0.15);
  }
  const music = compositions['calm']?.() ?? new Float32Array();
  const steps = music.map((sample, n) => Math.abs(sample - (music.at(n - 1) ?? 0)));
  const largest = steps.reduce((most, step) => Math.max(most, step), 0);
  expect(music.length).toBe(32 * RATE);
  expect(steps[0]).toBeLessThanOrEqual(largest);
  expect(largest).toBeLessThan(0.35);
});

test('[VO107] a file is pages of Ogg: two of its head, then 50 packets each, the last one marked', () => {
  const packets = Array.from({ length: 120 }, (_, n) => new Uint8Array(n === 0 ? 255 : 10 + n));
  const file = oggOpus(packets, 312, RATE);
  const pages: { readonly flags: number; readonly granule: number; readonly laces: number }[] = [];
  const view = new DataView(file.buffer);
  for (let at = 0; at < file.length; ) {
    const laces = file.subarray(at + 27, at + 27 + (file[at + 26] ?? 0));
    pages.push({ flags: file[at + 5] ?? 0, granule: Number(view.getBigUint64(at + 6, true)), laces: laces.length });
    at += 27 + laces.length + laces.reduce((sum, lace) => sum + lace, 0);
  }
  expect(pages).toEqual([
    { flags: 2, granule: 0, laces: 1 },
    { flags: 0, granule: 0, laces: 1 },
    { flags: 0, granule: 50 * 960, laces: 51 },
    { flags: 0, granule: 100 * 960, laces: 50 },
    { flags: 4, granule: 120 * 960, laces: 20 },
  ]);
});
