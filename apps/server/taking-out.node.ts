import { isLoggedOn } from '@patchbay/agents/agent.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { EmailCommand } from '@patchbay/email/email.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import type { CoreCommand } from '@patchbay/interactions/interaction.ts';
import { openInteractions } from '@patchbay/interactions/store.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { shutOut } from '@patchbay/users/access.ts';
import { endOfUse } from '@patchbay/users/limits.ts';
import { usersWithSession } from '@patchbay/users/sessions.node.ts';
import { actAsAgent } from './agents.node.ts';
import type { Site } from './site.node.ts';

/**
 * Takes every agent who may not be signed in out of routing: first they are logged off, so that nothing more is offered, then they give back
 * what they have. It looks at what is stored, so it may run at any time and again after a crash. [SV4]
 */
export async function takeOutShutOut(site: Site, tenant: TenantId): Promise<void> {
  const centre = site.centres.of(tenant);
  const agents = await allAgents(site.k.db.as(tenant), tenant);
  const out = agents.filter(({ id, state }) => shutOut(centre, id) !== null && (isLoggedOn(state) || state.work.length > 0));
  for (const { state } of out) await takeOut(site, tenant, state.id);
}

/** Takes out whoever is logged on and has no session any more: nobody could sit before their desktop. [AG22] */
export async function takeOutVanished(site: Site): Promise<void> {
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) {
    const centre = site.centres.of(tenant);
    const living = new Set(centre ? await usersWithSession(site.k.db.as(tenant), tenant, endOfUse(centre.signIn, site.k.clock.now())) : []);
    for (const { state } of await allAgents(site.k.db.as(tenant), tenant))
      if (isLoggedOn(state) && !living.has(state.id)) await takeOut(site, tenant, state.id, leave);
  }
}

/** Takes an agent out of routing whatever is open, and gives that back. [SV4] [US20] */
export async function takeOut(site: Site, tenant: TenantId, agent: AgentId, goes = giveBack): Promise<void> {
  await actAsAgent(site, { tenant, by: 'system' }, { agent, command: { by: 'system', type: 'shutOut' } });
  await goes(site, tenant, agent);
}

/** Whoever has lost their session keeps their e-mails in their workbin; everything else goes back to its queue, or is over. [IN14] [EM5] */
export async function leave(site: Site, tenant: TenantId, agent: AgentId): Promise<void> {
  const mails = (await openInteractions(site.k.db.as(tenant), tenant, agent)).filter(({ state }) => state.channel === 'email');
  const command: EmailCommand = { by: 'system', type: 'ownerLost', agent };
  for (const { state } of mails)
    await act(site.k, site.channels, { tenant, by: 'system' }, { interaction: state.id, command: command as never });
  await giveBack(site, tenant, agent);
}

/** Everything an agent has goes back to its queue, or is over. [IN14] */
export async function giveBack(site: Site, tenant: TenantId, agent: AgentId): Promise<void> {
  const asking = { tenant, by: 'system' };
  for (const { state } of await openInteractions(site.k.db.as(tenant), tenant, agent))
    await act(site.k, site.channels, asking, { interaction: state.id, command: { by: 'system', type: 'giveBack', agent } as CoreCommand });
}
