import { afterAll, expect, test } from 'vitest';
import { more } from './test/faults.ts';
import { garden } from './test/plant.ts';

const { plant, clear } = garden();
afterAll(clear);

test.each(more)('a fault in %s is noticed: %s', async (...fault) => expect(await plant(fault)).not.toBe(null), 120_000);
