import { clockAt } from '@patchbay/email/clock.ts';
import { expect, test } from 'vitest';
import type { MailRow } from './mailing.ts';
import { commonReasons, disposing, importanceOf, sorted, worstOf } from './mailSorting.ts';

const row = (some: Partial<MailRow>): MailRow => ({
  ...{
    interaction: 'i',
    case: 'c',
    number: 1,
    subject: 's',
    from: 'f',
    language: null,
    queue: 'mails',
    since: 1,
    changedAt: 1,
    holder: null,
  },
  ...{ reasons: ['solved', 'spam'], files: false, priority: null, is: 'waiting', noted: null, leaving: null, clock: null },
  ...some,
});

test('[DT292] a list stands as its worst: calm, near the end of the time for an answer, or over', () => {
  const of = (...lefts: number[]) => worstOf(lefts.map((left) => row({ clock: clockAt({ at: 0, left, of: 100 }) })));
  expect([worstOf([]), worstOf([row({})]), of(50), of(50, 5), of(5, -5, 50)]).toEqual(['calm', 'calm', 'calm', 'near', 'over']);
});

test('[DT291] a list is of one queue or of all, and is ordered by what is pressed; else as it is to be done', () => {
  const rows = [
    row({ interaction: 'a', from: 'Zoë', subject: 'b', since: 3, changedAt: 5 }),
    row({ interaction: 'b', from: 'Änne', subject: 'c', since: 1, changedAt: 9, queue: 'press' }),
    row({ interaction: 'c', from: 'Bo', subject: 'a', since: 2, changedAt: 7 }),
  ];
  const by = (order: Parameters<typeof sorted>[1]['by'], turned = false, queue: string | null = null) =>
    sorted(rows, { by: order, turned }, queue, 'de')
      .map(({ interaction }) => interaction)
      .join('');
  expect([by('due'), by('due', true), by('from'), by('subject'), by('since'), by('changedAt')]).toEqual([
    ...['abc', 'cba', 'bca', 'cab', 'bca', 'bca'],
  ]);
  expect([by('due', false, 'mails'), by('due', false, 'press'), by('due', false, 'none')]).toEqual(['ac', 'b', '']);
  expect([90, 50, null, 10].map((priority) => importanceOf({ priority }))).toEqual(['high', null, null, 'low']);
});

test('[DT293] several are ended at once, with what all of them can be ended with', () => {
  expect(commonReasons([row({}), row({ reasons: ['spam', 'other'] })])).toEqual(['spam']);
  expect(commonReasons([])).toEqual([]);
  expect(disposing(row({}), 'spam')).toEqual({ type: 'dispose', reason: 'spam' });
  expect(disposing(row({ is: 'shelved' }), 'spam')).toEqual({ type: 'markDone', reason: 'spam' });
});
