import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { type AgentId, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { load } from '@patchbay/base/execute.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { profileOf } from './policy.ts';
import type { Site } from './site.node.ts';

/** Why calls cannot be forwarded to this colleague; undefined: they can. [AG52] */
export async function notForwardable(site: Site, { tenant, person }: Signed, to: AgentId | null): Promise<Refusal | undefined> {
  const centre = site.centres.of(tenant);
  if (to === null || !centre) return undefined;
  if (!Object.hasOwn(centre.users, to) || !profileOf(centre, to)?.capacity.voice) return refuse('voice.unknownAgent');
  return (await reachedAt(site, tenant, to, person.agent)) === person.agent ? refuse('agents.forwardLoop') : undefined;
}

/** Who is called instead of this agent: whoever the last in the row forwards to. A row that comes back, or to `stop`, ends there. [AG52] */
export async function reachedAt(site: Site, tenant: Signed['tenant'], agent: AgentId, stop?: AgentId): Promise<AgentId> {
  const passed = new Set<AgentId>();
  let at = agent;
  while (at !== stop && !passed.has(at)) {
    passed.add(at);
    const forward = (await load<Agent>(site.k.db.as(tenant), tenant, agentKind, at))?.state.forward;
    if (!forward) return at;
    at = forward.to;
  }
  return at;
}
