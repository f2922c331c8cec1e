import { type Row, turnOf } from './selectors.ts';

/** What the list can be narrowed to. */
export const filters = ['all', 'turn', 'unread', 'wrapUp'] as const;
export type Filter = (typeof filters)[number];

/** Whether a row is shown under a filter; offers always are. [DT67] */
export function shows(filter: Filter, row: Row): boolean {
  if (filter === 'turn') return row.stage === 'active' && turnOf(row) !== null;
  if (filter === 'unread') return row.unread > 0;
  return filter === 'all' || row.stage === 'wrapUp';
}
