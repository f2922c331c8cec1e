import { gardenOf } from '@patchbay/base/test/garden.ts';
import { afterAll, expect, test } from 'vitest';
import { more } from './test/faults.ts';

const { plant, clear } = gardenOf('channels/email');
afterAll(clear);

test.concurrent.each(more)(
  'a fault in %s is noticed: %s',
  async (...fault) => expect(await plant(fault, ['tables', 'walk'])).not.toBe(null),
  60_000,
);
