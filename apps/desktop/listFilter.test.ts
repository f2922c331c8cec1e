import { describe, expect, test } from 'vitest';
import { type Filter, filters, shows } from './listFilter.ts';
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
