import type { Pace } from '@patchbay/email/clock.ts';
import type { MailRow } from './mailing.ts';

/** How the worst of a list stands. [DT292] */
export function worstOf(rows: readonly MailRow[]): Pace {
  const all = new Set(rows.map(({ clock }) => clock?.is));
  return all.has('over') ? 'over' : all.has('near') ? 'near' : 'calm';
}

/** What a list can be ordered by; `due` is the order it is to be done in, as the server tells it. */
export const orders = ['due', 'from', 'subject', 'language', 'since', 'changedAt'] as const;
export type Order = (typeof orders)[number];
export interface Sorting {
  readonly by: Order;
  readonly turned: boolean;
}
const usual = 50;

/** Above or below the usual priority; null: as usual. */
export const importanceOf = ({ priority }: Pick<MailRow, 'priority'>): 'high' | 'low' | null =>
  (priority ?? usual) > usual ? 'high' : (priority ?? usual) < usual ? 'low' : null;

/** The rows of one queue, or of all, in the wanted order; equal ones stay as they are to be done. [DT291] */
export function sorted(rows: readonly MailRow[], { by, turned }: Sorting, queue: string | null, language: string): readonly MailRow[] {
  const some = queue === null ? rows : rows.filter((row) => row.queue === queue);
  const { compare } = new Intl.Collator(language);
  const ways = {
    due: () => 0,
    from: (a, b) => compare(a.from, b.from),
    subject: (a, b) => compare(a.subject, b.subject),
    language: (a, b) => compare(a.language ?? '~', b.language ?? '~'),
    since: (a, b) => a.since - b.since,
    changedAt: (a, b) => b.changedAt - a.changedAt,
  } satisfies Record<Order, (a: MailRow, b: MailRow) => number>;
  const all = some.toSorted(ways[by]);
  return turned ? all.toReversed() : all;
}

/** The dispositions that all of them can be ended with. [DT293] */
export const commonReasons = (rows: readonly MailRow[]): readonly string[] =>
  (rows[0]?.reasons ?? []).filter((reason) => rows.every(({ reasons }) => reasons.includes(reason)));

/** What is said of a row without opening it: of what waits, that it is this, which ends it or is noted; anything else is ended. [DT293] */
export const disposing = ({ is }: MailRow, reason: string) => ({ type: is === 'waiting' ? 'dispose' : 'markDone', reason });
