import { holds } from './finding.ts';
import { type Item, isCall, isMail } from './item.ts';
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

/** What of a conversation is searched: who it is, what was filled in, and what was said last. */
export function wordsOf(item: Item): readonly string[] {
  if (isCall(item)) return [item.work.line.number ?? '', item.work.line.written ?? ''];
  return isMail(item) ? [] : [...Object.values(item.work.form), item.work.last?.text ?? ''];
}

/** Whether a row holds every word that is sought; `more` is what else is known of it: its name here, its queue, the subject of a mail. [DT352] */
export const holdsSought = (row: Row, query: string, more: readonly string[]): boolean =>
  holds([...wordsOf(row.item), ...more].join(' '), query);
