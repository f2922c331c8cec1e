import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { type Agent, newAgent } from './agent.ts';
import { type Counts, daysCounts } from './counts.ts';
import { daysTotals, type Happening, type Span, type Spent } from './day.ts';
import { type Stint, stintsOf } from './stints.ts';

/** What an agent did in a span of time: time by state and reason, and what came of what was offered. */
export interface Day {
  readonly agent: AgentId;
  readonly spent: readonly Spent[];
  readonly counts: Counts;
}

const markedEveryMs = 12 * 3_600_000;

/** Notes how the agents stand who have changed since they were noted last. [AG25] */
export async function markAgents(run: Run, tenant: TenantId, now: number): Promise<void> {
  await run({
    text: `insert into agent_marks (tenant_id, agent, at, version, state) select tenant_id, id, $2, version, state from agents a
      where tenant_id = $1 and not exists (select from agent_marks m where m.tenant_id = a.tenant_id and m.agent = a.id
        and (m.at > $2::bigint - ${markedEveryMs} or m.version = a.version)) on conflict do nothing`,
    values: [tenant, now],
  });
}

/** The day of an agent up to now, read off the events since they were noted last before it. [AG25] [AG26] */
export async function dayOf(
  run: Run,
  tenant: TenantId,
  { id, profile }: Pick<Agent, 'id' | 'profile'>,
  { now, ...span }: Span & { readonly now: number },
): Promise<Day> {
  const { before, events } = await logOf(run, tenant, { id, profile }, span);
  return {
    agent: id,
    spent: daysTotals(before, events, { from: span.from, to: Math.max(span.from, Math.min(span.to, now)) }),
    counts: daysCounts(before, events, span),
  };
}

const longestMs = 36 * 3_600_000;

/** The sessions of an agent in a span; one that began more than a day and a half before it counts from about there. [AG60] */
export async function stintsIn(
  run: Run,
  tenant: TenantId,
  agent: Pick<Agent, 'id' | 'profile'>,
  { now, from, to }: Span & { readonly now: number },
): Promise<readonly Stint[]> {
  const until = Math.min(to, now);
  const { before, events } = await logOf(run, tenant, agent, { from: from - longestMs, to });
  return stintsOf(before, events, { from, to: until });
}

/** An agent as they were noted last before a span, and what happened from then to its end. */
async function logOf(run: Run, tenant: TenantId, { id, profile }: Pick<Agent, 'id' | 'profile'>, span: Span) {
  const [mark] = await run<{ version: number; state: Agent }>({
    name: 'agent-mark',
    text: 'select version, state from agent_marks where tenant_id = $1 and agent = $2 and at <= $3 order by at desc limit 1',
    values: [tenant, id, span.from],
  });
  const rows = await run<{ at: string; event: Happening['event'] }>({
    name: 'agent-events',
    text: `select at, body as event from events where tenant_id = $1 and kind = 'agent' and subject = $2 and version > $3 and at < $4
      order by version`,
    values: [tenant, id, mark?.version ?? 0, span.to],
  });
  return { before: mark?.state ?? newAgent(id, profile), events: rows.map(({ at, event }) => ({ at: Number(at), event })) };
}
