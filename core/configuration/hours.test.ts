import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterOpen, type Hours, isZone, openAt, openBetween } from './hours.ts';

const office: Hours = {
  zone: 'Europe/Berlin',
  week: { mon: ['09:00-17:00'], tue: ['09:00-12:00', '13:00-17:00'], fri: ['22:00-06:00'], sun: ['01:00-05:00'] },
  holidays: { '2026-12-28': [], '2026-12-29': ['10:00-11:00'] },
};
const asked = (at: string, hours = office) => {
  const { open, changes } = openAt(hours, Date.parse(at));
  return `${open ? 'open' : 'closed'} until ${changes === null ? 'ever' : new Date(changes).toISOString()}`;
};

test('[CF9] open by the clock of the zone, with the next change', () => {
  expect(asked('2026-11-23T08:00Z')).toBe('open until 2026-11-23T16:00:00.000Z');
  expect(asked('2026-11-23T07:59Z')).toBe('closed until 2026-11-23T08:00:00.000Z');
  expect(asked('2026-11-23T16:00Z')).toBe('closed until 2026-11-24T08:00:00.000Z');
  expect(asked('2026-11-24T11:30Z')).toBe('closed until 2026-11-24T12:00:00.000Z');
});

test('[CF9] a span over midnight ends on the next day', () => {
  expect(asked('2026-11-27T23:30Z')).toBe('open until 2026-11-28T05:00:00.000Z');
  expect(asked('2026-11-28T05:00Z')).toBe('closed until 2026-11-29T00:00:00.000Z');
});

test('[CF9] holidays go before the week', () => {
  expect(asked('2026-12-28T10:00Z')).toBe('closed until 2026-12-29T09:00:00.000Z');
  expect(asked('2026-12-29T09:30Z')).toBe('open until 2026-12-29T10:00:00.000Z');
});

test('[CF9] when the clocks change, local times stay: a span of Sunday night is an hour shorter or longer', () => {
  expect(asked('2026-03-28T23:00Z')).toBe('closed until 2026-03-29T00:00:00.000Z'); // 01:00 in winter time
  expect(asked('2026-03-29T00:00Z')).toBe('open until 2026-03-29T03:00:00.000Z'); // 05:00 in summer time: three hours
  expect(asked('2026-10-24T23:00Z')).toBe('open until 2026-10-25T04:00:00.000Z'); // five hours
  const night = { ...office, week: { sun: ['02:30-02:45'] } };
  expect(asked('2026-10-25T00:00Z', night)).toBe('closed until 2026-10-25T00:30:00.000Z'); // shown twice: from the first ...
  expect(asked('2026-10-25T01:40Z', night)).toBe('open until 2026-10-25T01:45:00.000Z'); // ... to the last
  expect(asked('2026-03-29T00:30Z', night)).toBe('closed until 2026-03-29T01:30:00.000Z'); // skipped: right after
});

test('[CF9] zones far away: the day of the week is theirs', () => {
  expect(asked('2026-11-22T20:30Z', { ...office, zone: 'Pacific/Auckland' })).toBe('open until 2026-11-23T04:00:00.000Z');
  expect(asked('2026-11-23T16:00Z', { ...office, zone: 'America/Los_Angeles' })).toBe('closed until 2026-11-23T17:00:00.000Z');
});

test('[CF9] always and never have no next change', () => {
  const all = Object.fromEntries(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, ['00:00-24:00']]));
  expect(asked('2026-11-23T16:00Z', { ...office, week: all, holidays: {} })).toBe('open until ever');
  expect(asked('2026-11-23T16:00Z', { ...office, week: {}, holidays: {} })).toBe('closed until ever');
});

test('[CF9] at the next change it has changed, and not a millisecond before', () => {
  const start = Date.parse('2026-01-01T00:00Z');
  const moment = fc.integer({ min: 0, max: 366 * 24 * 60 }).map((minutes) => start + minutes * 60_000);
  fc.assert(
    fc.property(moment, fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'), (now, zone) => {
      const hours = { ...office, zone };
      const { open, changes } = openAt(hours, now);
      expect(changes).toBeGreaterThan(now);
      expect(openAt(hours, changes ?? now).open).toBe(!open);
      expect(openAt(hours, (changes ?? now) - 1).open).toBe(open);
    }),
    { numRuns: 60 },
  );
});

test('[CF9] a zone nobody knows is told apart', () => {
  expect([isZone('Europe/Berlin'), isZone('Europe/Atlantis')]).toEqual([true, false]);
});

test('[CF42] time that counts only while it is open: over nights, breaks, holidays and weekends', () => {
  const at = (text: string) => Date.parse(text);
  const hour = 3_600_000;
  const after = (from: string, hours: number) => new Date(afterOpen(office, at(from), hours * hour)).toISOString();
  expect(after('2026-11-23T08:00Z', 8)).toBe('2026-11-23T16:00:00.000Z'); // Monday, 9 to 17 in Berlin
  expect(after('2026-11-23T15:00Z', 2)).toBe('2026-11-24T09:00:00.000Z'); // the rest on Tuesday
  expect(after('2026-11-23T20:00Z', 4)).toBe('2026-11-24T13:00:00.000Z'); // over the break at noon
  expect(after('2026-12-28T10:00Z', 1)).toBe('2026-12-29T10:00:00.000Z'); // a holiday
  expect(afterOpen(null, 5, hour)).toBe(5 + hour);
  expect(openBetween(office, at('2026-11-23T15:00Z'), at('2026-11-24T09:00Z'))).toBe(2 * hour);
  expect(openBetween(office, at('2026-11-23T15:00Z'), at('2026-11-23T15:30Z'))).toBe(hour / 2);
  expect(openBetween(null, 5, 9)).toBe(4);
});
