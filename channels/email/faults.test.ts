import { gardenOf } from '@patchbay/base/test/garden.ts';
import { afterAll, expect, test } from 'vitest';
import { faults } from './test/faults.ts';

const { plant, clear } = gardenOf('channels/email');
const by = ['tables', 'walk'];
afterAll(clear);

test('nothing is noticed where nothing is wrong', async () => expect(await plant(null, by)).toBe(null), 60_000);
test.concurrent.each(faults)('a fault in %s is noticed: %s', async (...fault) => expect(await plant(fault, by)).not.toBe(null), 60_000);
