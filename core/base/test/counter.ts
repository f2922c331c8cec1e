import type { Kind } from '../subject.ts';

/** The simplest subject: counts, and has a timer. Lives in the table of contacts, which has no rules of its own. */
export interface Counter {
  readonly name: string;
  readonly count: number;
  readonly dueAt: number | null;
}
export type CounterEvent = { readonly type: 'counted'; readonly by: number } | { readonly type: 'timed'; readonly at: number | null };

export const counterKind: Kind<Counter, CounterEvent> = {
  name: 'contact',
  table: 'contacts',
  evolve: (c, e) => (e.type === 'counted' ? { ...c, count: c.count + e.by } : { ...c, dueAt: e.at }),
  due: (c) => c.dueAt,
};
export const zero: Counter = { name: 'counter', count: 0, dueAt: null };
