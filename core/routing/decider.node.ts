import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { Committed } from '@patchbay/base/bus.ts';
import { isRefused, type TenantId } from '@patchbay/base/decision.ts';
import { type Kernel, load } from '@patchbay/base/execute.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { act, type Channels } from '@patchbay/interactions/act.node.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById, openInteractions } from '@patchbay/interactions/store.node.ts';
import { newRouting, type RoutingState } from './board.ts';
import { configured, seated, standing } from './picture.ts';
import type { QueueStatistics, RoutingDecision, RoutingEvent } from './routing.ts';
import { position, queueStatistics } from './statistics.ts';
import { step } from './step.ts';
import { allAgents, keeping } from './store.node.ts';

/** Turns the decisions of routing into offers for one tenant. */
export interface Decider {
  /** The centre has changed: who serves what. */
  configure(centre: Centre): void;
  position(interaction: string): number | null;
  statistics(): readonly QueueStatistics[];
  stop(): void;
}
interface Deps {
  readonly k: Kernel;
  readonly channels: Channels;
  readonly tenant: TenantId;
  readonly centre: Centre;
  /** Lines or agents have changed. */
  readonly moved: () => void;
  readonly failed: (error: unknown) => void;
}

const patience = 3;
const pauseMs = 1000;

/**
 * Starts deciding. What is stored is the truth: at the start everything waiting and everyone logged on is read, then every commit is
 * followed; an offer the rules refuse is answered by reading both sides anew, so that memory never stays wrong.
 */
export async function startDecider({ k, channels, tenant, centre: first, moved, failed }: Deps): Promise<Decider> {
  let centre = first;
  let state: RoutingState = newRouting();
  let early: Committed[] | null = [];
  let stopped = false;
  const refusals = new Map<string, number>();
  /** Their offer is being written: what is heard of them meanwhile is older than its outcome. */
  const offering = new Set<string>();

  function take(event: RoutingEvent) {
    const next = step(state, event);
    state = next.state;
    for (const decision of next.decisions) void offer(decision).catch(failed);
  }
  function follow(committed: Committed) {
    if (stopped || committed.tenant !== tenant) return;
    if (early) return void early.push(committed);
    const events = committed.changes.flatMap(eventOf);
    for (const event of events) if (event.type !== 'waiting' || !offering.has(event.interaction)) take(event);
    if (events.length) moved();
  }
  async function offer(decision: RoutingDecision) {
    const at = k.clock.now();
    const until = at + (centre.queues[decision.queue]?.offerSeconds ?? 20) * 1000;
    const command = { by: 'system', type: 'offer', agent: decision.agent, until };
    const also = [keeping(tenant, { id: k.ids.next(), at, decision })];
    offering.add(decision.interaction);
    const acting = { interaction: decision.interaction as never, command, also };
    const answer = await act(k, channels, { tenant, by: 'system' }, acting).finally(() => offering.delete(decision.interaction));
    if (isRefused(answer)) return again(decision);
    refusals.delete(decision.interaction);
  }
  /** Memory was wrong: both sides are read anew; one that is refused again and again waits a moment. */
  async function again({ interaction, agent }: RoutingDecision) {
    const times = (refusals.get(interaction) ?? 0) + 1;
    refusals.set(interaction, times);
    if (times % patience === 0) await new Promise<void>((resolve) => k.clock.wake(k.clock.now() + pauseMs, resolve));
    if (stopped) return;
    const run = k.db.as(tenant);
    const [a, i] = [await load<Agent>(run, tenant, agentKind, agent), await interactionById(run, tenant, interaction)];
    take(a ? seated(a.state) : { type: 'agentGone', agent });
    if (i) take(standing(i.state));
    if (i?.state.at.stage !== 'queued') refusals.delete(interaction);
  }

  const unsubscribe = k.bus.subscribe(follow);
  const run = k.db.as(tenant);
  const [agents, interactions] = [await allAgents(run, tenant), await openInteractions(run, tenant)];
  take(configured(centre));
  for (const agent of agents) take(seated(agent.state));
  for (const { state: i } of interactions) if (i.at.stage === 'queued') take(standing(i));
  const read = new Map([...agents, ...interactions].map((s) => [s.id, s.version]));
  const news = (c: Committed['changes'][number]) => c.from + c.events.length > (read.get(c.id) ?? 0);
  const meanwhile = early;
  early = null;
  for (const committed of meanwhile) follow({ ...committed, changes: committed.changes.filter(news) });

  return {
    configure(next) {
      centre = next;
      take(configured(next));
      moved();
    },
    position: (interaction) => position(state, interaction),
    statistics: () => queueStatistics(state),
    stop() {
      stopped = true;
      unsubscribe();
    },
  };
}

function eventOf({ kind, before, state }: Committed['changes'][number]): readonly RoutingEvent[] {
  if (kind.name === 'agent') return [seated(state as Agent)];
  if (kind.name !== 'interaction') return [];
  const [was, is] = [before as Interaction | null, state as Interaction];
  return was?.at.stage === 'queued' || is.at.stage === 'queued' ? [standing(is)] : [];
}
