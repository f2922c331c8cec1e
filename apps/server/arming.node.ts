import type { Agent, Armed } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { type AgentId, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { load, type Plan } from '@patchbay/base/execute.node.ts';
import { isMeant } from '@patchbay/chat/awaiting.ts';
import { monitorOf } from '@patchbay/chat/monitoring.ts';
import { mayAwait } from '@patchbay/users/access.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import { actAsAgent } from './agents.node.ts';
import type { Asker, StaffCommand } from './commands.node.ts';
import { chatNow } from './received.node.ts';
import type { Site } from './site.node.ts';

type Arming = Extract<StaffCommand, { readonly type: 'watchNext' }>;
export const isArming = (command: StaffCommand): command is Arming => command.type === 'watchNext';

/** Only of whom one looks after; it is noted in the audit. [AG51] [CH85] */
export function arming(site: Site, { tenant, person, address }: Asker, { of, key, all }: Arming): Plan['also'] | Refusal {
  const centre = site.centres.of(tenant);
  if (!centre || !mayAwait(centre, person.agent, { of, key })) return refuse('chat.notLookedAfter');
  const about = `${of} ${key} ${all ? 'all' : 'next'}`;
  return [noting(tenant, { at: site.k.clock.now(), actor: person.agent, what: 'monitored', address, about })];
}

/** What a supervisor waits for; null: nothing. */
export async function armedOf(site: Site, tenant: TenantId, supervisor: string): Promise<Armed | null> {
  const agent = await load<Agent>(site.k.db.as(tenant), tenant, agentKind, supervisor);
  return agent?.state.armed ?? null;
}

/** Who stops watching what they had waited for does not go on with the next one. [CH110] */
export async function waitNoMore(site: Site, { tenant, person }: Asker, interaction: string): Promise<void> {
  const [chat, armed] = await Promise.all([chatNow(site, tenant, interaction), armedOf(site, tenant, person.agent)]);
  const monitor = chat && monitorOf(chat, person.agent);
  if (monitor && armed && isMeant(chat, armed, monitor.agent, teamsIn(site, tenant))) await order(site, tenant, person.agent, 'disarm');
}

/** What became of a wish, told by the system. */
export const order = (site: Site, tenant: TenantId, agent: AgentId, type: 'watchBegan' | 'watchOver' | 'disarm') =>
  actAsAgent(site, { tenant, by: 'system' }, { agent, command: { by: 'system', type } });

/** The team of each agent. */
export const teamsIn = (site: Site, tenant: TenantId) => (agent: AgentId) => {
  const users = site.centres.of(tenant)?.users ?? {};
  return Object.hasOwn(users, agent) ? users[agent]?.team : undefined;
};
