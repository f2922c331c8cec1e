import { expect, test } from 'vitest';
import { nothing } from './store.ts';
import { updateOf } from './version.ts';

const idle = { ...nothing({ agent: 'anna', may: [] } as never), current: true };
const busyWith = (channel: string) =>
  ({ ...idle, agent: { version: 1, state: { work: [{ interaction: 'c1', stage: 'active', channel, since: 0 }] } } }) as never;
const newer = { build: 'a', newest: 'b', unusedMs: 120_000, writing: false };

test('[DT77] [UX-20] a newer build is said at once, and loaded only when nothing is open, nothing written and nobody there', () => {
  expect(updateOf(idle, newer)).toBe('reload');
  for (const channel of ['voice', 'chat', 'email']) expect(updateOf(busyWith(channel), newer)).toBe('said');
  expect(updateOf(idle, { ...newer, writing: true })).toBe('said');
  expect(updateOf(idle, { ...newer, unusedMs: 119_000 })).toBe('said');
  expect(updateOf({ ...idle, current: false }, newer)).toBe('said');
  expect([updateOf(idle, { ...newer, newest: 'a' }), updateOf(idle, { ...newer, newest: null })]).toEqual(['none', 'none']);
});
