import { testClock } from '@patchbay/testing/clock.ts';
import { expect, test } from 'vitest';
import { endingClock } from './clock.ts';

test('[BA9] whoever ends is woken no more; others are', () => {
  const world = testClock();
  const rung: string[] = [];
  const { clock, end } = endingClock(world);
  clock.wake(clock.now() + 10, () => rung.push('first'));
  clock.wake(clock.now() + 10, () => rung.push('called off'))();
  clock.wake(clock.now() + 30, () => rung.push('late'));
  world.wake(world.now() + 30, () => rung.push('another'));
  world.pass(20);
  end();
  clock.wake(clock.now() + 1, () => rung.push('after the end'));
  world.pass(20);
  expect(rung).toEqual(['first', 'another']);
});
