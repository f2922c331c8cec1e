import { expect, test } from 'vitest';
import { type Committed, processBus } from './bus.ts';
import type { TenantId } from './decision.ts';

const committed: Committed = { tenant: 'acme' as TenantId, at: 1, by: 'ada', changes: [] };

const never = (error: unknown) => {
  throw error;
};

test('everyone who follows is told, in the order they came', () => {
  const bus = processBus(never);
  const told: string[] = [];
  for (const name of ['first', 'second']) bus.subscribe((what) => told.push(`${name} ${what.by}`));
  bus.publish(committed);
  expect(told).toEqual(['first ada', 'second ada']);
});
test('what a follower throws goes to `failed`; the others are told all the same', () => {
  const failed: unknown[] = [];
  const told: Committed[] = [];
  const bus = processBus((error) => failed.push(error));
  bus.subscribe(() => {
    throw new Error('broken');
  });
  bus.subscribe((what) => told.push(what));
  bus.publish(committed);
  expect([failed, told]).toEqual([[new Error('broken')], [committed]]);
});
test('whoever left is not told', () => {
  const bus = processBus(never);
  const told: Committed[] = [];
  const leave = bus.subscribe((what) => told.push(what));
  leave();
  leave();
  bus.publish(committed);
  expect(told).toEqual([]);
});
