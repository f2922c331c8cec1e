import { type Agent, isLoggedOn, isSet } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { load } from '@patchbay/base/execute.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { actAsAgent } from './agents.node.ts';
import type { Site } from './site.node.ts';

/** A reload must not look like a lost line. */
const lostAfterMs = 5000;

/** The desktop of an agent is connected again. [AG21] */
export async function lineBack(site: Site, { tenant, person }: Signed): Promise<void> {
  const agent = await load<Agent>(site.k.db.as(tenant), tenant, agentKind, person.agent);
  if (agent && isSet(agent.state.lost)) await fact(site, tenant, person.agent, 'lineBack');
}

/** Leaves, and a moment later notes the line as lost if the agent sits before no other desktop. */
export function leaving(site: Site, { tenant, person }: Signed, leave: () => void): () => void {
  return () => {
    leave();
    site.k.clock.wake(
      site.k.clock.now() + lostAfterMs,
      () => void lineLost(site, tenant, person.agent).catch((error) => site.log.error(error, 'a lost desktop could not be noted')),
    );
  };
}

/** Agents who were here before a restart and did not come back have lost their line. */
export async function noteLostDesktops(site: Site): Promise<void> {
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>)
    for (const { state } of await allAgents(site.k.db.as(tenant), tenant)) if (isLoggedOn(state)) await lineLost(site, tenant, state.id);
}

async function lineLost(site: Site, tenant: TenantId, agent: AgentId): Promise<void> {
  for (const _ of site.hub.standing(tenant, `agent:${agent}`)) return;
  await fact(site, tenant, agent, 'lineLost');
}

const fact = (site: Site, tenant: TenantId, agent: AgentId, type: 'lineLost' | 'lineBack') =>
  actAsAgent(site, { tenant, by: 'system' }, { agent, command: { by: 'outside', type } });
