import { type Agent, channelsOf, isLoggedOn } from '@patchbay/agents/agent.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Email, EmailCommand } from '@patchbay/email/email.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Site } from './site.node.ts';

/** What lies in the workbins of those who have logged off goes back to its queue after the time of the queue. [EM232] */
export async function returnFromTheAway(site: Site): Promise<void> {
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) {
    const kept = await keptWork(site, tenant);
    if (kept.length === 0) continue;
    const agents = new Map((await allAgents(site.k.db.as(tenant), tenant)).map(({ state }) => [state.id, state]));
    const now = site.k.clock.now();
    for (const { id, holder, awayMs, startedAt } of kept) {
      const since = awaySince(agents.get(holder), startedAt);
      if (since === null || now < since + awayMs) continue;
      const command: EmailCommand = { by: 'system', type: 'holderAway', agent: holder, since };
      await act(site.k, site.channels, { tenant, by: 'system' }, { interaction: id, command: command as never });
    }
  }
}

interface Kept {
  readonly [column: string]: unknown;
  readonly id: Email['id'];
  readonly holder: AgentId;
  readonly awayMs: number;
  readonly startedAt: number;
}
/** Work in workbins whose queue has such a time. */
const keptWork = (site: Site, tenant: TenantId): Promise<readonly Kept[]> =>
  site.k.db.as(tenant)<Kept>({
    name: 'kept-mails',
    text: `select id, state #>> '{work,doing,holder}' as holder, (state #>> '{work,settings,awayMs}')::float8 as "awayMs", started_at::float8 as "startedAt"
      from interactions where tenant_id = $1 and stage = 'active' and state #>> '{work,doing,doing}' in ('shelved', 'drafted')
        and state #>> '{work,settings,awayMs}' is not null`,
    values: [tenant],
  });

/** Since when somebody is logged off; who never was on has been away since the work began; null: they are there. */
function awaySince(agent: Agent | undefined, startedAt: number): number | null {
  if (!agent) return startedAt;
  return isLoggedOn(agent) ? null : Math.max(0, ...channelsOf(agent).map((channel) => agent.channels[channel]?.since ?? 0));
}
