import type { Agent } from '@patchbay/agents/agent.ts';
import type { Database, Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Value } from '@patchbay/base/lists.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import type { Counted, Talk } from './paces.ts';
import type { AgentKey, Considered, RoutingDecision } from './routing.ts';

/** A decision as it is kept. */
export interface Kept {
  readonly id: string;
  readonly at: number;
  readonly decision: RoutingDecision;
}

/** Every agent who has ever logged on. */
export function allAgents(run: Run, tenant: TenantId): Promise<readonly Subject<Agent>[]> {
  return run<{ id: string; version: number; state: Agent }>({
    name: 'all-agents',
    text: 'select id, version, state from agents where tenant_id = $1 order by id',
    values: [tenant],
  });
}

/** The latest conversations, and how long each took its agents: from the answer until it was over. Read off the events. [RT44] */
export async function talksSince(run: Run, tenant: TenantId, since: number): Promise<readonly Talk[]> {
  const rows = await run<{ queue: string; agent: string; ended: string; began: string }>({
    name: 'talks-since',
    text: `select q.body ->> 'queue' as queue, a.body ->> 'agent' as agent, e.at as ended, a.at as began
      from (select subject, kind, version, at, body from events where tenant_id = $1 and at >= $2 and type = 'interaction.accepted' order by at desc limit 2000) a
      cross join lateral (select at from events e where e.tenant_id = $1 and e.kind = a.kind and e.subject = a.subject and e.version > a.version
        and e.type = 'interaction.ended' order by e.version limit 1) e
      cross join lateral (select body from events q where q.tenant_id = $1 and q.kind = a.kind and q.subject = a.subject and q.version < a.version
        and q.type = 'interaction.queued' order by q.version desc limit 1) q`,
    values: [tenant, since],
  });
  return rows.map(({ queue, agent, ended, began }) => ({ queue, agent, ended: Number(ended), ms: Number(ended) - Number(began) }));
}

/** What was counted of the lines of a tenant, to begin with. [RT62] */
export async function theCounts(run: Run, tenant: TenantId): Promise<readonly Counted[]> {
  return await run<{ queue: string; pace: Counted['pace'] }>({
    name: 'the-counts',
    text: 'select queue, pace from paces where tenant_id = $1',
    values: [tenant],
  });
}

/** Keeps what was counted; of a line that was counted further already nothing. [RT62] */
export async function keepCounts(run: Run, tenant: TenantId, counted: readonly Counted[]): Promise<void> {
  if (!counted.length) return;
  await run({
    name: 'keep-counts',
    text: `insert into paces as p (tenant_id, queue, at, pace)
      select $1, queue, (pace ->> 'at')::bigint, pace from jsonb_to_recordset($2::jsonb) as x(queue text, pace jsonb)
      on conflict (tenant_id, queue) do update set at = excluded.at, pace = excluded.pace where p.at < excluded.at`,
    values: [tenant, JSON.stringify(counted)],
  });
}

/** Takes the next epoch of a tenant: from now on nobody with an older one can decide, and what they were writing is written or refused. */
export function nextEpoch(db: Database, tenant: TenantId, at: number): Promise<number> {
  return db.transaction(tenant, async (run) => {
    await run({ text: "select pg_advisory_xact_lock(hashtextextended('epoch ' || $1, 0))", values: [tenant] });
    const [row] = await run<{ epoch: string }>({
      text: `insert into deciders as d (tenant_id, epoch, since) values ($1, 1, $2)
        on conflict (tenant_id) do update set epoch = d.epoch + 1, since = $2 returning epoch`,
      values: [tenant, at],
    });
    return Number(row?.epoch);
  });
}

/** The rows that keep decisions, to be written with their offers; the statement ends there if the epoch is not the newest any more. */
export const keeping = (tenant: TenantId, epoch: number, kept: readonly Kept[]) => (v: Value) => {
  const rows = kept.map(({ id, at, decision }) => ({
    id,
    at,
    interaction: decision.interaction,
    agent: decision.agent,
    body: packed(decision),
  }));
  return `insert into decisions (tenant_id, id, interaction, agent, at, body) select ${v(tenant)}, id, interaction, agent, at, body
    from (select may_decide(${v(tenant)}, ${v(epoch)}) as mine offset 0) fence
    join jsonb_to_recordset(${v(JSON.stringify(rows))}::jsonb) as x(id text, interaction text, agent text, at bigint, body jsonb) on fence.mine`;
};

/** These subjects as they are stored, of agents or interactions. */
export function theseSubjects(run: Run, tenant: TenantId, table: 'agents' | 'interactions', ids: readonly string[]) {
  return run<{ id: string; version: number; state: unknown }>({
    name: `these-${table}`,
    text: `select id, version, state from ${table} where tenant_id = $1 and id = any($2)`,
    values: [tenant, ids],
  });
}

/** Why an interaction went where it went, in order. */
export async function decisionsOf(run: Run, tenant: TenantId, interaction: string): Promise<readonly Kept[]> {
  const rows = await run<{ id: string; at: string; body: Packed | RoutingDecision }>({
    text: 'select id, at, body from decisions where tenant_id = $1 and interaction = $2 order by at, id',
    values: [tenant, interaction],
  });
  return rows.map((r) => ({ id: r.id, at: Number(r.at), decision: unpacked(r.body) }));
}

/** Up to fifty agents: those who fitted with what they were ordered by, without the names of that; of the others who was out for which reason. */
type Packed = Omit<RoutingDecision, 'considered'> & {
  readonly fields: readonly string[];
  readonly considered: readonly (readonly unknown[])[];
  /** Not in decisions that were kept before: there the others are in `considered` too. */
  readonly out?: Readonly<Record<string, readonly string[]>>;
};
function packed({ considered, ...decision }: RoutingDecision): Packed {
  const fields = Object.keys(decision.key);
  const fitting = considered.filter((c) => !c.excluded);
  const out: Record<string, string[]> = {};
  for (const { agent, excluded } of considered) if (excluded) (out[excluded] ??= []).push(agent);
  const values = (key: Considered['key']) => (key ? fields.map((field) => key[field as keyof AgentKey]) : []);
  return { ...decision, fields, considered: fitting.map(({ agent, key }) => [agent, null, ...values(key)]), out };
}
function unpacked(body: Packed | RoutingDecision): RoutingDecision {
  if (!('fields' in body)) return body; // kept before they were packed
  const { fields, considered, out = {}, ...decision } = body;
  const one = ([agent, excluded, ...values]: readonly unknown[]) => {
    const key = values.length ? Object.fromEntries(fields.map((field, n) => [field, values[n]])) : null;
    return { agent, excluded, key } as unknown as Considered;
  };
  const others = Object.entries(out)
    .flatMap(([excluded, agents]) => agents.map((agent) => [agent, excluded]))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return { ...decision, considered: [...considered, ...others].map(one) };
}
