import { expect, test } from 'vitest';
import { explained } from './explain.ts';
import type { RoutingDecision } from './routing.ts';

const at = Date.UTC(2026, 10, 23, 9);
const key = { preferred: false, askedBefore: false, skill: 0, used: 0, idleSince: 0 };
const decision: RoutingDecision = {
  interaction: 'i',
  queue: 'service',
  channel: 'chat',
  agent: 'anna',
  place: { band: 50, key: at - 5000, since: at - 5000 },
  key,
  order: 'longestIdle',
  considered: [
    { agent: 'anna', excluded: null, key },
    { agent: 'ben', excluded: null, key },
    { agent: 'cleo', excluded: 'noSpare', key },
  ],
  rest: 7,
};

test('[RT35] a decision in words, for each who was looked at', () => {
  expect(explained([{ at, decision }], 'en')).toEqual([
    '2026-11-23 09:00:00 service: offered to anna: was longest without a contact',
    '  waited since 2026-11-23 08:59:55, priority 50',
    '  ben: fitted too, and came after',
    '  cleo: had too much other work',
    '  7 more members of the queue are not listed',
  ]);
  expect(explained([{ at, decision }], 'de')[0]).toBe('2026-11-23 09:00:00 service: angeboten an anna: war am längsten ohne Kontakt');
});
