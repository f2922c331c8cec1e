import { afterAll, expect, test } from 'vitest';
import { faults } from './test/faults.ts';
import { garden } from './test/plant.ts';

const { plant, clear } = garden();
afterAll(clear);

test('nothing is noticed where nothing is wrong', async () => expect(await plant(null)).toBe(null), 60_000);
test.concurrent.each(faults)('a fault in %s is noticed: %s', async (...fault) => expect(await plant(fault)).not.toBe(null), 60_000);
