import type { Spent } from '@patchbay/agents/day.ts';
import { expect, test } from 'vitest';
import { dayRow } from './day.ts';

const counts = { handled: 1, missed: 0, declined: 0, withdrawn: 0 };
const spent = (is: Spent['is'], ms: number, reason: string | null = null, paid = true): Spent => ({ is, ms, reason, paid });

test('[DT96] the columns of a day add up to the time signed in; not ready is everything that is neither work nor ready', () => {
  const day = [
    spent('busy', 40),
    spent('ringing', 2),
    spent('ready', 30),
    spent('afterWork', 5),
    spent('notReady', 10, 'lunch', false),
    spent('doNotDisturb', 7),
    spent('missed', 1),
    spent('notReady', 20, 'meeting'),
  ];
  const row = dayRow({ agent: 'anna', spent: day, counts });
  expect(row).toMatchObject({ total: 115, busy: 40, afterWork: 5, ready: 32, notReady: 38, paid: 105 });
  expect(row.busy + row.afterWork + row.ready + row.notReady).toBe(row.total);
  expect(row.parts.map(({ is, reason }) => reason ?? is)).toEqual(['meeting', 'lunch', 'doNotDisturb', 'missed']);
});
