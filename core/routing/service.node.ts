import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** What came of those who waited in a queue, in a span of time. Times in ms. */
export interface Served {
  readonly queue: string;
  readonly answered: number;
  /** Answered within the time of the service level. */
  readonly within: number;
  readonly abandoned: number;
  /** How long those who were answered waited, on average and at most; null: nobody was. */
  readonly answerMs: number | null;
  readonly longestMs: number | null;
}

/** The share of those who waited that was answered in time; `null`: nobody waited. Whoever gave up counts as not answered. [RT46] */
export function serviceLevel({ answered, within, abandoned }: Pick<Served, 'answered' | 'within' | 'abandoned'>): number | null {
  const all = answered + abandoned;
  return all ? within / all : null;
}

/** What came of those who waited, by queue; `targets` are the times of the service levels in ms. Read off the events. [RT46] */
export async function servedIn(
  run: Run,
  tenant: TenantId,
  { from, to }: { readonly from: number; readonly to: number },
  targets: ReadonlyMap<string, number>,
): Promise<readonly Served[]> {
  return run<{ [K in keyof Served]: Served[K] }>({
    name: 'served-in',
    text: `select w.queue, count(*) filter (where w.answered)::int as answered,
        count(*) filter (where w.answered and w.ms <= t.ms)::int as within, count(*) filter (where not w.answered)::int as abandoned,
        avg(w.ms) filter (where w.answered)::float8 as "answerMs", max(w.ms) filter (where w.answered)::float8 as "longestMs"
      from (
        select q.body ->> 'queue' as queue, e.type = 'interaction.accepted' as answered, e.at - (q.body ->> 'since')::bigint as ms
        from events e cross join lateral (
          select body from events q where q.tenant_id = e.tenant_id and q.kind = e.kind and q.subject = e.subject and q.version < e.version
            and q.type = 'interaction.queued' order by q.version desc limit 1) q
        where e.tenant_id = $1 and e.at >= $2 and e.at < $3
          and (e.type = 'interaction.accepted' or (e.type = 'interaction.ended' and e.body ->> 'outcome' = 'abandoned'))) w
      join unnest($4::text[], $5::bigint[]) as t (queue, ms) on t.queue = w.queue
      group by w.queue`,
    values: [tenant, from, to, [...targets.keys()], [...targets.values()]],
  });
}
