import { afterEach, expect, test, vi } from 'vitest';

/** What React would put a component into: it can draw once and run its effects; there is no state, so nothing could render again. */
const effects: (() => (() => void) | undefined)[] = [];
const elements: { textContent: string; dataset: object }[] = [];
vi.mock('react', () => ({
  useRef: () => {
    const current = { textContent: '', dataset: {} };
    elements.push(current);
    return { current };
  },
  useEffect: (effect: () => (() => void) | undefined) => void effects.push(effect),
}));
vi.mock('react/jsx-runtime', () => ({ jsx: () => null, jsxs: () => null }));
vi.mock('react/jsx-dev-runtime', () => ({ jsxDEV: () => null }));
vi.mock('./preferences.web.ts', () => ({ readPreferences: () => ({ timers: 'clock', language: 'en' }) }));

afterEach(() => {
  vi.useRealTimers();
});

test('[DT19] countdowns are written as text by one timer, and render nothing', async () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const { Since, Until } = await import('./timer.web.tsx');
  for (const at of [1_000_000, 940_000]) Since({ at });
  Until({ at: 1_020_000 });
  expect(vi.getTimerCount()).toBe(0);
  const stops = effects.map((effect) => effect());
  const texts = () => elements.map((e) => e.textContent);
  expect(vi.getTimerCount()).toBe(1);
  const first = texts();
  vi.advanceTimersByTime(2000);
  expect(texts()).not.toEqual(first);
  expect(texts().every((text, n) => text !== '' && text !== first[n])).toBe(true);
  expect(elements.length).toBe(3); // nothing was drawn a second time
  for (const stop of stops) stop?.();
  expect(vi.getTimerCount()).toBe(0);
});
