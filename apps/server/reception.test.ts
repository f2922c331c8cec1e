import { centreSchema } from '@patchbay/configuration/centre.ts';
import { expect, test } from 'vitest';
import { type Coming, openingOf, received } from './reception.ts';

const office = { label: 'Office', zone: 'Europe/Berlin', week: { mon: ['09:00-17:00'] }, holidays: {} };
const centre = (sales: object, entry: object = {}) =>
  centreSchema.parse({
    tenant: { key: 'demo', name: 'Demo' },
    teams: { all: { label: 'All' } },
    dispositions: { done: { label: 'Done' } },
    hours: { office, late: { ...office, week: { mon: ['17:00-22:00'] } } },
    queues: {
      sales: { label: 'Sales', teams: ['all'], dispositions: ['done'], ...sales },
      night: { label: 'Night', teams: ['all'], dispositions: ['done'], hours: 'late' },
    },
    entryPoints: { shop: { label: 'Shop', queue: 'sales', ...entry } },
  });
const coming = (sales: object, at: string, more: Partial<Coming> = {}, entry: object = {}) =>
  received({ centre: centre(sales, entry), entryPoint: 'shop', language: 'en', now: Date.parse(at), waiting: () => 0, ...more });
const [noon, evening, night] = ['2026-11-23T11:00Z', '2026-11-23T18:00Z', '2026-11-23T23:00Z'] as const;
const opens = Date.parse('2026-11-30T08:00Z');

test('[SV40] [CF10] without hours a queue is always open; with them, in their time', () => {
  expect(coming({}, night)).toEqual({ queue: 'sales' });
  expect(coming({ hours: 'office' }, noon)).toEqual({ queue: 'sales' });
  expect(openingOf(centre({ hours: 'office' }), 'shop', Date.parse(evening))).toEqual({ open: false, changes: opens });
});

test('[SV40] while closed the customer is told when it opens, in their language', () => {
  const when = 'Monday 30 November at 09:00';
  expect(coming({ hours: 'office' }, night)).toEqual({ refused: 'widget.opens', with: { why: 'closed', opens, when } });
  const german = coming({ hours: 'office' }, night, { language: 'de-AT' });
  expect(german).toMatchObject({ with: { when: expect.stringMatching(/^Montag, 30\. November/) } });
});

test('[SV40] the words of the centre go before ours', () => {
  const text = { en: 'Gone fishing.', de: 'Wir sind angeln.' };
  const told = coming({ hours: 'office', closed: { text } }, night, { language: 'de' });
  expect(told).toEqual({ refused: 'widget.says', with: { why: 'closed', opens, says: 'Wir sind angeln.' } });
});

test('[CF10] while closed another queue takes them if it is open', () => {
  expect(coming({ hours: 'office', closed: { queue: 'night' } }, evening)).toEqual({ queue: 'night' });
  expect(coming({ hours: 'office', closed: { queue: 'night' } }, night)).toMatchObject({ refused: 'widget.opens' });
});

test('[CF10] the hours of the entry point come before those of its queue', () => {
  expect(coming({ hours: 'office' }, evening, {}, { hours: 'late' })).toEqual({ queue: 'sales' });
  expect(coming({}, noon, {}, { hours: 'late' })).toMatchObject({ refused: 'widget.opens' });
});

test('[CF10] when as many wait as the queue bears, the next goes elsewhere or is told', () => {
  const limit = { full: { waiting: 2 } };
  expect(coming(limit, noon, { waiting: () => 1 })).toEqual({ queue: 'sales' });
  expect(coming(limit, noon, { waiting: () => 2 })).toEqual({ refused: 'widget.full', with: { why: 'full' } });
  expect(coming({ full: { waiting: 2, text: 'Too many.' } }, noon, { waiting: () => 2 })).toMatchObject({ with: { says: 'Too many.' } });
  expect(coming({ full: { waiting: 2, queue: 'night' } }, evening, { waiting: (q) => (q === 'sales' ? 2 : 0) })).toEqual({
    queue: 'night',
  });
});
