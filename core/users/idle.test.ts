import { centreSchema } from '@patchbay/configuration/centre.ts';
import { describe, expect, test } from 'vitest';
import { idleOf } from './idle.ts';
import { endOfUse } from './limits.ts';

const minute = 60_000;
const limits = (signIn: object) => centreSchema.parse({ tenant: { key: 'shop', name: 'Shop' }, signIn }).signIn;
const half = limits({ idleMinutes: 30 });

describe('[US21] a desktop that nobody uses', () => {
  const unused = (minutes: number, told: number | null = null) => idleOf({ usedAt: 0, working: false, told }, half, minutes * minute);
  test('ends after the time of the centre, told at least two minutes before', () => {
    expect(unused(27)).toEqual({ is: 'used' });
    expect(unused(28)).toEqual({ is: 'ending', at: 30 * minute });
    expect(unused(29, 30 * minute)).toEqual({ is: 'ending', at: 30 * minute });
    expect(unused(30, 30 * minute)).toEqual({ is: 'over' });
  });
  test('is told first, however late that is', () => expect(unused(600)).toEqual({ is: 'ending', at: 602 * minute }));
  test('stays while work is open, and where the centre sets no time', () => {
    const late = { usedAt: 0, told: 30 * minute };
    expect(idleOf({ ...late, working: true }, half, 99 * minute)).toEqual({ is: 'used' });
    expect(idleOf({ ...late, working: false }, limits({}), 99 * minute)).toEqual({ is: 'used' });
  });
  test('and is not open, is over after that time too', () => {
    expect([endOfUse(half, 99 * minute), endOfUse(limits({ sessionHours: 1 }), 99 * minute)]).toEqual([69 * minute, 39 * minute]);
  });
});
