import { expect, test } from 'vitest';
import { endOfTurn } from './turns.node.ts';

test('[SV61] nothing is told before it is opened, then in order at the end of a turn; who fails keeps nobody from being told', async () => {
  const told: unknown[] = [];
  const { late, open } = endOfTurn((error) => told.push(error));
  late(() => told.push(1));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([]);
  open();
  expect(told).toEqual([1]);
  late(() => {
    throw new Error('no');
  });
  late(() => told.push(2));
  expect(told).toEqual([1]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([1, new Error('no'), 2]);
});
