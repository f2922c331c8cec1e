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

const names = { agents: { anna: 'Anna Winter', cleo: 'Cleo Marchetti' }, queues: { service: 'Customer service' } };

test('[RT35] [RT59] a decision in words, for each who was looked at, by the names people know', () => {
  expect(explained([{ at, decision }], 'en', names)).toEqual([
    '2026-11-23 09:00:00 UTC: Offered to Anna Winter (anna), Customer service',
    '  Because this agent: was longest without a contact',
    '  Until then the customer had waited 5 s, priority 50',
    '  ben: fitted too, and came after',
    '  Cleo Marchetti (cleo): had too much other work',
    '  7 more members of the queue are not listed',
  ]);
  const share = { queue: 'service', waiting: 12, all: 20, share: 2, whole: 5 };
  expect(explained([{ at, decision: { ...decision, share } }], 'en', names)[2]).toBe(
    '  Customer service had the longest line for its share, so it went first: 12 of 20; its share is 2 of 5',
  );
  const long = { ...decision, place: { ...decision.place, since: at - 3_725_000 } };
  expect(explained([{ at, decision: long }], 'de', names).slice(1, 3)).toEqual([
    '  Denn dieser Agent: war am längsten ohne Kontakt',
    '  Bis dahin hatte der Kunde gewartet: 1:02:05 h, Priorität 50',
  ]);
});
