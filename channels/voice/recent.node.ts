import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Call } from './call.ts';

/** So many calls are looked back at. (BP-22) */
const most = 100;

/** When somebody talked in a call. */
export interface Talked {
  readonly from: number;
  readonly to: number | null;
}

/** The latest calls an agent had a part in, or that rang for them, newest first. [VO131] */
export async function callsOf(run: Run, tenant: TenantId, agent: AgentId): Promise<readonly Call[]> {
  const rows = await run<{ state: Call }>({
    name: 'calls-of',
    text: `select state from (
        (select started_at, id, state from interactions where tenant_id = $1 and callers @> to_jsonb($2::text)
          order by started_at desc, id desc limit ${most})
        union all
        (select started_at, id, state from interactions where tenant_id = $1 and stage <> 'closed' and state ->> 'channel' = 'voice'
          and (state -> 'participations' @> jsonb_build_array(jsonb_build_object('agent', $2::text))
            or state -> 'work' -> 'line' ->> 'colleague' = $2))
      ) mine order by started_at desc, id desc limit ${most}`,
    values: [tenant, agent],
  });
  return rows.map(({ state }) => state);
}

/** From when to when was talked in these calls; those nobody answered are left out. A call out is answered by the other side. */
export async function talkedIn(run: Run, tenant: TenantId, calls: readonly Call[]): Promise<ReadonlyMap<string, Talked>> {
  const rows = await run<{ subject: string; accepted: string | null; answered: string | null; ended: string | null }>({
    name: 'talked-in',
    text: `select subject, min(at) filter (where type = 'interaction.accepted') as accepted,
        min(at) filter (where type in ('call.answered', 'party.joined')) as answered, max(at) filter (where type = 'interaction.ended') as ended
      from events where tenant_id = $1 and kind = 'interaction' and subject = any($2)
        and type in ('call.answered', 'party.joined', 'interaction.accepted', 'interaction.ended') group by subject`,
    values: [tenant, calls.map(({ id }) => id)],
  });
  const inbound = new Set(calls.filter(({ kind }) => kind === 'inbound').map(({ id }) => id as string));
  return new Map(
    rows.flatMap(({ subject, accepted, answered, ended }) => {
      const from = inbound.has(subject) ? accepted : answered;
      return from === null ? [] : [[subject, { from: Number(from), to: ended === null ? null : Number(ended) }] as const];
    }),
  );
}
