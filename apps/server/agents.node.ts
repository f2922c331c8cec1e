import { type Agent, type AgentCommand, newAgent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { decide } from '@patchbay/agents/rules.ts';
import { type AgentId, isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { profileOf } from './policy.ts';
import type { Site } from './site.node.ts';

/** Carries out a command of an agent about their own states. Logging on takes the profile as it is configured now. */
export function actAsAgent(site: Site, asking: Asking, agent: AgentId, command: AgentCommand): Promise<Answer> {
  const centre = site.centres.of(asking.tenant);
  if (!centre) return Promise.resolve(refuse('signIn.tenantDisabled'));
  const wrong = unknownReason(centre, command);
  return wrong
    ? Promise.resolve(wrong)
    : site.k.inTurn(`agent ${agent}`, () => execute(site.k, asking, (scene) => attempt(scene, centre, agent, command)));
}

async function attempt({ load, now }: Scene, centre: Centre, id: AgentId, command: AgentCommand): Promise<Plan | Refusal> {
  const known = await load<Agent>(agentKind, id);
  // Who is no agent any more can still leave.
  const profile = profileOf(centre, id) ?? (leaves(command) ? known?.state.profile : undefined);
  if (!profile) return refuse('agents.notAnAgent');
  const stored: Subject<Agent> = known ?? { id, version: 0, state: newAgent(id, profile) };
  const first =
    command.type === 'logOn' || stored.version === 0 ? decide(stored.state, { by: 'system', type: 'configure', profile }, now) : [];
  if (isRefused(first)) return first;
  const configured = first.reduce(agentKind.evolve, stored.state);
  const events = command.type === 'configure' ? [] : decide(configured, command, now);
  if (isRefused(events)) return events;
  return { changes: [changed(agentKind, stored, [...first, ...events]) as Change] };
}

const leaves = ({ type }: AgentCommand): boolean => type === 'logOff' || type === 'shutOut';
const unknownReason = (centre: Centre, command: AgentCommand) =>
  command.type === 'setNotReady' && !Object.hasOwn(centre.notReadyReasons, command.reason) ? refuse('agents.unknownReason') : undefined;

/** Gives every agent who has logged on the profile of the new configuration. */
export async function configureAgents(site: Site, tenant: TenantId, agents: readonly Subject<Agent>[]): Promise<void> {
  const centre = site.centres.of(tenant);
  for (const { id, state } of agents) {
    const profile = centre && profileOf(centre, id);
    if (!profile || JSON.stringify(profile) === JSON.stringify(state.profile)) continue;
    await execute(site.k, { tenant, by: 'system' }, async ({ load, now }) => {
      const stored = await load<Agent>(agentKind, id);
      return stored
        ? { changes: [changed(agentKind, stored, [{ type: 'agent.configured', profile, at: now }]) as Change] }
        : { changes: [] };
    });
  }
}
