import { describe, expect, test } from 'vitest';
import { type Filter, filters, holdsSought, shows } from './listFilter.ts';
import type { Row } from './selectors.ts';

const row = (stage: string, yourTurn: number | null, unread: number) => ({ stage, unread, item: { work: { yourTurn } } }) as unknown as Row;
const rows = { mine: row('active', 5, 0), waiting: row('active', null, 2), over: row('wrapUp', null, 0), overUnread: row('wrapUp', 5, 1) };

describe('[DT67] the list narrowed to', () => {
  const shown = (filter: Filter) => Object.entries(rows).flatMap(([name, one]) => (shows(filter, one) ? [name] : []));
  test.each([
    ['all', ['mine', 'waiting', 'over', 'overUnread']],
    ['turn', ['mine']],
    ['unread', ['waiting', 'overUnread']],
    ['wrapUp', ['over', 'overUnread']],
  ] as const)('%s shows these and no others', (filter, names) => expect(shown(filter)).toEqual(names));
  test('every filter is tried', () => expect(filters).toHaveLength(4));
});

describe('[DT352] my work searched', () => {
  const chat = { item: { channel: 'chat', work: { form: { name: 'Zoë Müller', subject: 'Red tent' }, last: { text: 'Is it dry?' } } } };
  const call = { item: { channel: 'voice', work: { line: { number: '+493012345678', written: '030 12345678' } } } };
  const mail = { item: { channel: 'email', work: { case: 'a' } } };
  const holds = (one: object, query: string, more: readonly string[] = []) => holdsSought(one as Row, query, more);
  test.each([
    ['a name without its accents', 'zoe', chat, true],
    ['every word, wherever it stands', 'tent muller', chat, true],
    ['what was said last', 'DRY', chat, true],
    ['not where one word is missing', 'tent blue', chat, false],
    ['a number as it is dialled', '+4930', call, true],
    ['a number as it is written', '030 123', call, true],
    ['not what nobody told of a mail', 'x', mail, false],
  ])('finds by %s', (_, query, one, is) => expect(holds(one, query)).toBe(is));
  test('finds by what else is known of it: its queue, its case', () => expect(holds(mail, 'order 4711', ['Order', '4711'])).toBe(true));
});
