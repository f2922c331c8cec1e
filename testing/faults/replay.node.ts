import type { Agent } from '@patchbay/agents/agent.ts';
import { newAgent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { chatKind } from '@patchbay/chat/kind.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { loadCentre } from '@patchbay/configuration/store.node.ts';
import { openInteractions } from '@patchbay/interactions/store.node.ts';
import { newRouting, type RoutingState } from '@patchbay/routing/board.ts';
import { configured, seated, standing } from '@patchbay/routing/picture.ts';
import type { RoutingDecision, RoutingEvent } from '@patchbay/routing/routing.ts';
import { position, queueStatistics } from '@patchbay/routing/statistics.ts';
import { step } from '@patchbay/routing/step.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';

/** How routing stands, and what it would decide if everybody came back one after the other. */
export interface Standing {
  readonly places: readonly (readonly [string, number | null])[];
  readonly statistics: unknown;
  readonly then: readonly string[];
}

/** Routing as a decider rebuilds it from what is stored, and as the log of all that happened makes it, in one snapshot of the database. */
export async function bothStandings(run: Run, tenant: TenantId): Promise<{ readonly rebuilt: Standing; readonly replayed: Standing }> {
  const centre = await loadCentre(run, tenant);
  if (!centre) throw new Error('There is no centre.');
  const waiting = (await openInteractions(run, tenant)).map((s) => s.state).filter((i) => i.at.stage === 'queued');
  const agents = (await allAgents(run, tenant)).map((s) => s.state);
  const told = [configured(centre), ...agents.map(seated), ...waiting.map(standing)];
  const rebuilt = told.reduce((state, event) => step(state, event).state, newRouting());
  const replayed = await replay(run, tenant, centre);
  return { rebuilt: standingOf(rebuilt, agents, waiting), replayed: standingOf(replayed, agents, waiting) };
}

/** What is reserved and not stored died with the decider, so agents leave and what waits is told anew; then they come back. */
function standingOf(from: RoutingState, agents: readonly Agent[], waiting: readonly Chat[] | readonly { readonly id: string }[]): Standing {
  let state = from;
  const decisions: RoutingDecision[] = [];
  const tell = (event: RoutingEvent) => {
    const next = step(state, event);
    state = next.state;
    decisions.push(...next.decisions);
  };
  for (const { id } of agents) tell({ type: 'agentGone', agent: id });
  for (const one of waiting) tell(standing(one as Chat));
  const places = waiting.map(({ id }) => [id, position(state, id)] as const);
  const statistics = queueStatistics(state);
  for (const agent of agents) tell(seated(agent));
  return { places, statistics, then: decisions.map((d) => `${d.interaction} to ${d.agent}: ${d.order}`) };
}

interface Logged {
  readonly kind: string;
  readonly subject: string;
  readonly body: { readonly type: string; readonly agent?: string };
}

/** Tells `step` of everything that happened, in the order it was written; an offer in the log ends what was decided about it. */
async function replay(run: Run, tenant: TenantId, centre: Centre): Promise<RoutingState> {
  const log = await run<Logged & Record<string, unknown>>({
    text: 'select kind, subject, body from events where tenant_id = $1 order by seq',
    values: [tenant],
  });
  let state = newRouting();
  const agents = new Map<string, Agent>();
  const chats = new Map<string, Chat>();
  const decided = new Map<string, string>();
  const tell = (event: RoutingEvent) => {
    const next = step(state, event);
    state = next.state;
    for (const { interaction, agent } of next.decisions) decided.set(interaction, agent);
  };
  const folds: Readonly<Record<string, (logged: Logged) => void>> = {
    agent({ subject, body }) {
      const agent = agentKind.evolve(agents.get(subject) ?? newAgent(subject as AgentId, nobodysProfile), body as never);
      agents.set(subject, agent);
      tell(seated(agent));
    },
    interaction({ subject, body }) {
      const chat = chatKind.evolve(chats.get(subject) as Chat, body as never);
      chats.set(subject, chat);
      if (chat.at.stage === 'queued' && decided.has(subject)) return; // an offer is under way
      tell(standing(chat));
      if (body.type !== 'interaction.offered') return;
      const believed = agents.get(decided.get(subject) ?? '');
      decided.delete(subject);
      if (believed && believed.id !== body.agent) tell(seated(believed)); // it was decided otherwise: nothing is reserved here
    },
  };
  tell(configured(centre));
  for (const logged of log) folds[logged.kind]?.(logged);
  return state;
}

/** Until the first event of an agent, which brings their own. */
const nobodysProfile: Agent['profile'] = {
  capacity: {},
  afterReject: 'notReady',
  afterWork: [],
  next: 'ready',
  afterWorkMs: null,
  signIn: 'notReady',
  pending: false,
  supervises: false,
  reasons: {},
  readyAgainMs: null,
  logOffAfterMissed: null,
  missedEverywhere: false,
  graceMs: 0,
  logOffMs: 0,
};
