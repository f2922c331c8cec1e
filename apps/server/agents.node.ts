import { type Agent, type AgentCommand, type AgentEvent, newAgent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { decide } from '@patchbay/agents/rules.ts';
import { overdue } from '@patchbay/agents/timers.ts';
import { type AgentId, isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, load, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { alike } from './alike.ts';
import { profileOf } from './policy.ts';
import type { Site } from './site.node.ts';

/** One command about one agent, with more rows to write along if there are any. */
export interface ActingAgent {
  readonly agent: AgentId;
  readonly command: AgentCommand;
  readonly also?: Plan['also'];
}

/** Carries out a command about an agent's states. Logging on takes the profile as it is configured now. */
export function actAsAgent(site: Site, asking: Asking, { agent, command, also }: ActingAgent): Promise<Answer> {
  const centre = site.centres.of(asking.tenant);
  if (!centre) return Promise.resolve(refuse('signIn.tenantDisabled'));
  return site.k.inTurn(`agent ${agent}`, () =>
    execute(site.k, asking, async (scene) => {
      const plan = await attempt(scene, centre, agent, command);
      return isRefused(plan) || !also ? plan : { ...plan, also };
    }),
  );
}

async function attempt({ load, now }: Scene, centre: Centre, id: AgentId, command: AgentCommand): Promise<Plan | Refusal> {
  const known = await load<Agent>(agentKind, id);
  if (!known && command.by === 'outside') return { changes: [] }; // whoever never logged on has nothing to lose
  // Who is no agent any more can still leave.
  const profile = profileOf(centre, id) ?? (leaves(command) ? known?.state.profile : undefined);
  if (!profile) return refuse('agents.notAnAgent');
  const stored: Subject<Agent> = known ?? { id, version: 0, state: newAgent(id, profile) };
  const fresh = command.type === 'logOn' || stored.version === 0;
  const events = decideAll(stored.state, [...(fresh ? [{ by: 'system', type: 'configure', profile } as const] : []), command], now);
  if (isRefused(events)) return events;
  return { changes: events.length ? [changed(agentKind, stored, events) as Change] : [] };
}

/** One command after the other, or none. */
function decideAll(agent: Agent, commands: readonly AgentCommand[], now: number): readonly AgentEvent[] | Refusal {
  const events: AgentEvent[] = [];
  for (const command of commands) {
    const next = decide(events.reduce(agentKind.evolve, agent), command, now);
    if (isRefused(next)) return next;
    events.push(...next);
  }
  return events;
}

const leaves = ({ type, by }: AgentCommand): boolean => type === 'logOff' || typeof by === 'string';

/** Does what the timers of an agent order now; whoever is logged off by them gives back what they have. */
export async function agentOnTime(site: Site, tenant: TenantId, id: string, leave: (agent: AgentId) => Promise<void>): Promise<void> {
  const subject = await load<Agent>(site.k.db.as(tenant), tenant, agentKind, id);
  for (const order of subject ? overdue(subject.state, site.k.clock.now()) : []) {
    await actAsAgent(site, { tenant, by: 'system' }, { agent: id as AgentId, command: order });
    if (order.type === 'sessionExpired') await leave(id as AgentId);
  }
}

/** Gives every agent who has logged on the profile of the new configuration. */
export async function configureAgents(site: Site, tenant: TenantId, agents: readonly Subject<Agent>[]): Promise<void> {
  const centre = site.centres.of(tenant);
  for (const { id, state } of agents) {
    const profile = centre && profileOf(centre, id);
    if (!profile || alike(profile, state.profile)) continue;
    await execute(site.k, { tenant, by: 'system' }, async ({ load, now }) => {
      const stored = await load<Agent>(agentKind, id);
      return stored
        ? { changes: [changed(agentKind, stored, [{ type: 'agent.configured', profile, at: now }]) as Change] }
        : { changes: [] };
    });
  }
}
