import type { Agent } from '@patchbay/agents/agent.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import type { RoutingDecision } from './routing.ts';

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

/** The row that keeps a decision, to be written with its offer. */
export const keeping =
  (tenant: TenantId, { id, at, decision }: Kept) =>
  (v: (value: unknown) => string) =>
    `insert into decisions (tenant_id, id, interaction, agent, at, body) values (${v(tenant)}, ${v(id)}, ${v(decision.interaction)}, ${v(decision.agent)}, ${v(at)}, ${v(JSON.stringify(decision))})`;

/** Why an interaction went where it went, in order. */
export async function decisionsOf(run: Run, tenant: TenantId, interaction: string): Promise<readonly Kept[]> {
  const rows = await run<{ id: string; at: string; body: RoutingDecision }>({
    text: 'select id, at, body from decisions where tenant_id = $1 and interaction = $2 order by at, id',
    values: [tenant, interaction],
  });
  return rows.map((r) => ({ id: r.id, at: Number(r.at), decision: r.body }));
}
