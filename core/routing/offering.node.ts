import { type Agent, isSet } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { isRefused, type TenantId } from '@patchbay/base/decision.ts';
import type { Kernel, Scene } from '@patchbay/base/execute.node.ts';
import { commitAll } from '@patchbay/base/execute.node.ts';
import type { Change, Kind, Subject } from '@patchbay/base/subject.ts';
import { act, type Channels, planOf } from '@patchbay/interactions/act.node.ts';
import type { RoutingDecision } from './routing.ts';
import { type Kept, keeping, theseSubjects } from './store.node.ts';

/** What offers are written with. */
export interface Offering {
  readonly k: Kernel;
  readonly channels: Channels;
  readonly tenant: TenantId;
  readonly epoch: number;
  /** How long an offer of this queue stands. */
  offerMs(queue: string): number;
  /** After how long it is answered by itself at this agent; null: the agent answers. [IN22] */
  answerMs(agent: string, queue: string): number | null;
}
/** An offer as it would be written. */
export interface Offer {
  readonly changes: readonly Change[];
  readonly kept: Kept;
}

/** An offer by the rules, on what `load` answers; null if the rules refuse it there. */
export async function planOffer(offering: Offering, scene: Pick<Scene, 'load' | 'now'>, decision: RoutingDecision): Promise<Offer | null> {
  const plan = await planOf(scene, offering.channels, await acting(offering, decision, scene));
  if (isRefused(plan)) return null;
  const kept = { id: offering.k.ids.next(), at: scene.now, decision };
  return { changes: plan.changes.map((change) => ({ ...change, by: 'system' })), kept };
}

/**
 * Offers all of these in one statement: one round trip and one flush for whatever was decided meanwhile. Answers those that have to be
 * offered alone: the rules refuse them on what we remember, or somebody was faster with one of them, and then nothing of it was written.
 */
export async function offerTogether(offering: Offering, decisions: readonly RoutingDecision[]): Promise<readonly RoutingDecision[]> {
  const { k, tenant, epoch } = offering;
  const known = await remembered(offering, decisions);
  const at = k.clock.now();
  const offers: Offer[] = [];
  const alone: RoutingDecision[] = [];
  for (const decision of decisions) {
    const offer = await planOffer(offering, { now: at, load: over(known) }, decision);
    if (!offer) {
      alone.push(decision);
      continue;
    }
    offers.push(offer);
    for (const change of offer.changes) keep(known, change);
  }
  if (!offers.length) return alone;
  const also = [
    keeping(
      tenant,
      epoch,
      offers.map((o) => o.kept),
    ),
  ];
  const outcome = await commitAll(k, { tenant, at, by: 'system', changes: offers.flatMap((o) => o.changes), also });
  return outcome === 'done' ? alone : decisions;
}

/** Offers one as any other command, on what is stored if need be; false: the rules refuse it. */
export async function offerAlone(offering: Offering, decision: RoutingDecision): Promise<boolean> {
  const { k, channels, tenant, epoch } = offering;
  const at = k.clock.now();
  const also = [keeping(tenant, epoch, [{ id: k.ids.next(), at, decision }])];
  const scene = { now: at, load: over(await remembered(offering, [decision])) };
  return !isRefused(await act(k, channels, { tenant, by: 'system' }, { ...(await acting(offering, decision, scene)), also }));
}

async function acting({ offerMs, answerMs }: Offering, decision: RoutingDecision, { now, load }: Pick<Scene, 'load' | 'now'>) {
  const { interaction, agent, queue, channel } = decision;
  const until = now + offerMs(queue);
  const ms = channel === 'voice' ? null : answerMs(agent, queue); // a call is answered by its phone
  const answers = ms !== null && !isAway(await load<Agent>(agentKind, agent));
  const command = { by: 'system', type: 'offer', agent, until, ...(answers && { answerAt: now + ms }) };
  return { interaction: interaction as never, command };
}
const isAway = (agent: Subject<Agent> | undefined): boolean => isSet(agent?.state.away);

/** Subjects by kind and id, as changes of one statement leave them one after the other. */
export type Known = Map<string, Subject<unknown>>;
const nameOf = (kind: string, id: string) => `${kind} ${id}`;

/** Notes what a change makes of its subject. */
export const keep = (known: Known, { kind, id, from, events, state }: Change) =>
  known.set(nameOf(kind.name, id), { id, version: from + events.length, state });

/** Loads what is known, else what `further` answers. */
export const over =
  (known: Known, further?: Scene['load']): Scene['load'] =>
  async <S>(kind: Kind<S, never>, id: string) =>
    (known.get(nameOf(kind.name, id)) as Subject<S> | undefined) ?? further?.(kind, id);

/** Both sides of these decisions: from memory, the rest in one reading for each table. */
async function remembered({ k, tenant }: Offering, decisions: readonly RoutingDecision[]): Promise<Known> {
  const known: Known = new Map();
  const sides = [
    { kind: 'interaction', table: 'interactions', ids: decisions.map((d) => d.interaction) },
    { kind: agentKind.name, table: 'agents', ids: decisions.map((d) => d.agent) },
  ] as const;
  for (const { kind, table, ids } of sides) {
    const missing: string[] = [];
    for (const id of new Set(ids)) {
      const subject = k.memory.recall(tenant, kind, id);
      if (subject) known.set(nameOf(kind, id), subject);
      else missing.push(id);
    }
    if (missing.length)
      for (const row of await theseSubjects(k.db.as(tenant), tenant, table, missing)) known.set(nameOf(kind, row.id), row);
  }
  return known;
}
