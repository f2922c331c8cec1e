import type { CaseAt } from '@patchbay/email/case.ts';
import { expect, test } from 'vitest';
import { stepsFor } from './casing.ts';

test('[DT280] what may be done with a case follows from how it stands', () => {
  const settings = { pendingReasons: ['customer', 'others'], closeMs: null, reopens: true };
  const steps = (at: CaseAt, supervises = false, hasWork = false) => stepsFor({ case: { at, settings }, hasWork }, supervises).join();
  expect(steps({ is: 'open' })).toBe('wait customer,wait others,resolveCase,closeCase');
  expect(steps({ is: 'pending', reason: 'customer' })).toBe('wait others,resolveCase,closeCase,reopenCase');
  expect(steps({ is: 'resolved', closes: null })).toBe('wait customer,wait others,closeCase,reopenCase');
  expect(steps({ is: 'open' }, false, true)).toBe('wait customer,wait others');
  expect(steps({ is: 'closed' }, true)).toBe('reopenCase,merge');
  expect(steps({ is: 'merged', into: 'x' as never }, true)).toBe('');
});
