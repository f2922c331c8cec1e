import { type Agent, deviceOf } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { type AgentId, isRefused, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, load } from '@patchbay/base/execute.node.ts';
import { normalOf } from '@patchbay/contacts/addresses.ts';
import type { ToServer } from '@patchbay/voice/door.ts';
import { callBegun } from './dialing.node.ts';
import type { Site } from './site.node.ts';
import { callComes, entryPointOf } from './voice.node.ts';

type Invited = Extract<ToServer, { readonly say: 'invited' }>;

/** Somebody invites us: a caller to one of our numbers, or an agent who calls from their desk phone. [VO110] [VO140] */
export async function invited(site: Site, { tenant, key, phone, from, to }: Invited): Promise<Answer> {
  const asking = { key: `line ${key}`, hash: to };
  const centre = site.centres.of(tenant);
  const agent =
    phone !== undefined && centre && Object.hasOwn(centre.phones, phone) ? (centre.phones[phone]?.user as AgentId | undefined) : undefined;
  const isOurs = centre !== undefined && entryPointOf(centre, normalOf('phone', to, centre.tenant.callingCode)) !== undefined;
  if (!agent || phone === undefined || isOurs) return callComes(site, tenant, asking, { from, to });
  if (!(await speaksAtPhone(site, tenant, agent, phone))) return refuse('voice.otherDevice');
  const answer = await callBegun(site, { tenant, agent }, { tenant, by: agent, key: asking }, { to, line: key });
  return isRefused(answer) ? answer : { ...answer, ...{ agent } };
}

async function speaksAtPhone(site: Site, tenant: TenantId, id: AgentId, phone: string): Promise<boolean> {
  const agent = await load<Agent>(site.k.db.as(tenant), tenant, agentKind, id);
  const device = agent && deviceOf(agent.state);
  return device?.is === 'phone' && device.phone === phone;
}
