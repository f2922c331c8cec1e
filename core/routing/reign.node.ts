import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import type { Committed } from '@patchbay/base/bus.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { type Foreseen, type Kernel, load, type Scene } from '@patchbay/base/execute.node.ts';
import type { Change } from '@patchbay/base/subject.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { answersAfter } from '@patchbay/configuration/serving.ts';
import type { Channels } from '@patchbay/interactions/act.node.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById, openInteractions } from '@patchbay/interactions/store.node.ts';
import { alarm } from './alarm.ts';
import { newRouting, type RoutingState } from './board.ts';
import { whyNot } from './exclusion.ts';
import { type Known, keep, offerAlone, offerTogether, over, planOffer } from './offering.node.ts';
import { configured, seated, standing } from './picture.ts';
import { pressable, pressures } from './pressure.ts';
import type { AgentEvent, RoutingDecision, RoutingEvent } from './routing.ts';
import { lineIn, type Standing } from './statistics.ts';
import { nextMoment, step } from './step.ts';
import { allAgents, keepCounts, keeping, talksSince, theCounts } from './store.node.ts';
import { type PlaceTold, type QueueTold, waits } from './waits.ts';

/** Deciding under one epoch: from what was stored at its beginning until it ends. */
export interface Reign {
  /** The centre has changed: who serves what. */
  configure(centre: Centre): void;
  /** Where the interaction stands in its line, and how long it will wait; null: it does not wait. */
  place(interaction: string): PlaceTold | null;
  statistics(): readonly QueueTold[];
  /** The first who wait in a queue. */
  line(queue: string, atMost: number): readonly Standing[];
  /** Why this agent does not have what waits. [RT34] */
  whyNot(interaction: string, agent: string): ReturnType<typeof whyNot>;
  end(): void;
}
interface Deps {
  readonly k: Kernel;
  readonly channels: Channels;
  readonly tenant: TenantId;
  readonly centre: Centre;
  readonly epoch: number;
  /** Lines or agents have changed. */
  readonly moved: () => void;
  /** It cannot go on: it was fenced off, or does not know whether something was written. */
  readonly over: (error: unknown) => void;
}

const patience = 3;
const pauseMs = 1000;
const pressMs = 1000;
const keepMs = 60_000;
/** Conversations of so long tell how fast lines move at the beginning. [RT44] */
const talksMs = 24 * 3_600_000;
/** So many offers go into one statement at most, and so many statements are under way at once: as a database has more than one core. */
const atMost = 32;
const writers = 4;

/**
 * Begins to decide. What is stored is the truth: everything waiting and everyone logged on is read, then every commit is followed; an offer
 * the rules refuse is answered by reading both sides anew, so that memory never stays wrong. [RT32] [RT80]
 */
export async function startReign({ k, channels, tenant, centre: first, epoch, moved, over: fall }: Deps): Promise<Reign> {
  let centre = first;
  let state: RoutingState = newRouting();
  let early: Committed[] | null = [];
  let ended = false;
  let writing = 0;
  let pending: RoutingDecision[] = [];
  /** Agents about whom a statement is under way. */
  const busy = new Set<string>();
  const refusals = new Map<string, number>();
  /** Decided and not yet written, by interaction: what is heard of it meanwhile is older than its outcome. */
  const undecided = new Map<string, RoutingDecision>();
  const talks = await talksSince(k.db.as(tenant), tenant, k.clock.now() - talksMs);
  const wait = waits({ state: () => state, talks, counted: await theCounts(k.db.as(tenant), tenant) });
  const offering = {
    ...{ k, channels, tenant, epoch },
    offerMs: (queue: string) => (centre.queues[queue]?.offerSeconds ?? 20) * 1000,
    answerMs(agent: string, queue: string) {
      const seconds = answersAfter(centre, agent, queue);
      return seconds === null ? null : seconds * 1000;
    },
  };

  /** What presses is looked at every second, where the centre has rings for that. [RT56] */
  const pressing = alarm(k.clock, (at) => {
    if (!ended) press(at);
  });
  function press(now: number) {
    if (!pressable(centre).length) return pressing.at(null);
    for (const event of pressures(centre, wait.statistics(now), now)) {
      const { queue, rings } = event;
      if (pressed.get(queue) === rings.join()) continue;
      pressed.set(queue, rings.join());
      take(event);
      moved();
    }
    pressing.at(now + pressMs);
  }
  /** As last told, by queue. */
  const pressed = new Map<string, string>();
  function begin(to: Centre) {
    centre = to;
    take(configured(to));
    pressed.clear();
  }
  const timer = alarm(k.clock, (at) => {
    if (ended) return;
    take({ type: 'time', at });
    moved();
  });
  function decisionsAfter(event: RoutingEvent): readonly RoutingDecision[] {
    const next = step(state, event);
    state = next.state;
    timer.at(nextMoment(state));
    for (const decision of next.decisions) undecided.set(decision.interaction, decision);
    return next.decisions;
  }
  function take(event: RoutingEvent) {
    pending.push(...decisionsAfter(event));
    if (pending.length && writing < writers) void write().catch(fall);
  }
  /** Whatever is decided while statements are under way goes into the next one. [RT82] */
  async function write() {
    writing += 1;
    await Promise.resolve(); // the rest of this turn belongs to it
    for (let batch = nextBatch(); batch.length && !ended; batch = nextBatch()) {
      const agents = new Set(batch.map((d) => d.agent));
      for (const agent of agents) busy.add(agent);
      const alone = new Set(await offerTogether(offering, batch));
      for (const agent of agents) busy.delete(agent);
      for (const decision of batch)
        if (alone.has(decision)) void offer(decision).catch(fall);
        else settle(decision);
    }
    writing -= 1;
  }
  /** The first that are not for an agent about whom a statement is under way: those wait for it, as they stand on its outcome. */
  function nextBatch(): readonly RoutingDecision[] {
    const batch: RoutingDecision[] = [];
    const waiting: RoutingDecision[] = [];
    let n = 0;
    for (; n < pending.length && batch.length < atMost; n++) {
      const decision = pending[n] as RoutingDecision;
      (busy.has(decision.agent) ? waiting : batch).push(decision);
    }
    pending = [...waiting, ...pending.slice(n)];
    return batch;
  }
  function settle({ interaction }: RoutingDecision) {
    undecided.delete(interaction);
    refusals.delete(interaction);
  }
  async function offer(decision: RoutingDecision) {
    const taken = await offerAlone(offering, decision).finally(() => undecided.delete(decision.interaction));
    if (taken) settle(decision);
    else await again(decision);
  }
  /** Memory was wrong: both sides are read anew; one that is refused again and again waits a moment. */
  async function again({ interaction, agent }: RoutingDecision) {
    const times = (refusals.get(interaction) ?? 0) + 1;
    refusals.set(interaction, times);
    if (times % patience === 0) await new Promise<void>((resolve) => k.clock.wake(k.clock.now() + pauseMs, resolve));
    if (ended) return;
    const run = k.db.as(tenant);
    const [a, i] = [await load<Agent>(run, tenant, agentKind, agent), await interactionById(run, tenant, interaction)];
    if (ended) return;
    take(a ? pictureOf(a.state) : { type: 'agentGone', agent });
    if (i && !undecided.has(interaction)) take(standing(i.state));
    if (i?.state.at.stage !== 'queued') refusals.delete(interaction);
  }
  /** An agent as stored, with what was decided for them and is not yet written. [RT31] */
  function pictureOf(agent: Agent): AgentEvent {
    const picture = seated(agent);
    const more = [...undecided.values()].filter((d) => d.agent === agent.id && !agent.work.some((w) => w.interaction === d.interaction));
    if (!more.length) return picture;
    const load = picture.load.map(({ channel, count }) => ({ channel, count: count + more.filter((d) => d.channel === channel).length }));
    const spaced = picture.spaced?.map((s) => (more.some((d) => d.channel === s.channel) ? { ...s, from: Infinity } : s)); // [RT54]
    return { ...picture, load, ...(spaced && { spaced }) };
  }
  function eventOf({ kind, before, state: now }: Change): readonly RoutingEvent[] {
    if (kind.name === 'agent') return [pictureOf(now as Agent)];
    if (kind.name !== 'interaction') return [];
    return isQueued(before) || isQueued(now) ? [standing(now as Interaction)] : [];
  }
  function follow(committed: Committed) {
    if (ended || committed.tenant !== tenant) return;
    if (early) return void early.push(committed);
    const talks = committed.changes.filter(({ kind }) => kind.name === 'interaction');
    for (const { before, state: now } of talks) {
      wait.told(before as Interaction | null, now as Interaction, committed.at);
      keepSoon(k.clock.now());
    }
    const events = lastOfAgents(committed.changes).flatMap(eventOf);
    for (const event of events) if (event.type !== 'waiting' || !undecided.has(event.interaction)) take(event);
    for (const { id, before, state: now } of talks) if (isQueued(now) && !isQueued(before)) wait.came(id, committed.at);
    if (events.length) moved();
  }
  /** What arrives and would be offered at once is offered in the statement it arrives with. [RT83] */
  async function foresee(scene: Scene, changes: readonly Change[]): Promise<Foreseen | null> {
    const arriving = changes.filter((c) => c.kind.name === 'interaction' && isQueued(c.state) && !isQueued(c.before));
    const [one] = arriving;
    if (ended || early || !one || arriving.length > 1 || undecided.has(one.id)) return null;
    const [decision, ...more] = decisionsAfter(standing(one.state as Interaction));
    pending.push(...more);
    if (!decision) {
      take({ type: 'gone', interaction: one.id }); // it is told again when it is stored
      return null;
    }
    const known: Known = new Map();
    for (const change of changes) keep(known, change);
    const offer = await planOffer(offering, { now: scene.now, load: over(known, scene.load) }, decision);
    if (!offer) {
      undecided.delete(one.id);
      void again(decision).catch(fall);
      return null;
    }
    return {
      changes: offer.changes,
      also: [keeping(tenant, epoch, [offer.kept])],
      done: () => settle(decision),
      undone(error) {
        undecided.delete(one.id);
        if (error) fall(error);
        else void again(decision).catch(fall);
      },
    };
  }

  /** What was counted of the lines outlives this process: kept a minute after something has happened. [RT62] */
  let keepsSoon = false;
  const counting = alarm(k.clock, (now) => {
    keepsSoon = false;
    if (!ended) void keepCounts(run, tenant, wait.counted(now)).catch((error) => ended || fall(error));
  });
  const keepSoon = (now: number): void => {
    if (!keepsSoon) counting.at(now + keepMs);
    keepsSoon = true;
  };

  const stops = [k.bus.subscribe(follow), k.foresee(tenant, foresee)];
  const run = k.db.as(tenant);
  const [agents, interactions] = [await allAgents(run, tenant), await openInteractions(run, tenant)];
  take({ type: 'time', at: k.clock.now() });
  begin(first);
  for (const agent of agents) take(seated(agent.state));
  for (const { state: i } of interactions) {
    wait.told(null, i, k.clock.now());
    if (isQueued(i)) take(standing(i));
  }
  const read = new Map([...agents, ...interactions].map((s) => [s.id, s.version]));
  const news = (c: Change) => c.from + c.events.length > (read.get(c.id) ?? 0);
  const meanwhile = early;
  early = null;
  for (const committed of meanwhile) follow({ ...committed, changes: committed.changes.filter(news) });
  press(k.clock.now());

  return {
    configure(next) {
      begin(next);
      press(k.clock.now());
      moved();
    },
    place: (interaction) => wait.place(interaction, k.clock.now()),
    statistics: () => wait.statistics(k.clock.now()),
    line: (queue, atMost) => lineIn(state, queue, atMost),
    whyNot: (interaction, agent) => whyNot(state, interaction, agent),
    end() {
      ended = true;
      timer.at(null);
      pressing.at(null);
      counting.at(null);
      for (const stop of stops) stop();
    },
  };
}

/** Changes without those of agents who are changed once more by the same commit: only how an agent stands at its end counts. [RT31] */
function lastOfAgents(changes: readonly Change[]): readonly Change[] {
  const last = new Map(changes.flatMap((change) => (change.kind.name === 'agent' ? [[change.id, change] as const] : [])));
  return changes.filter((change) => change.kind.name !== 'agent' || last.get(change.id) === change);
}

const isQueued = (state: unknown): boolean => (state as Interaction | null)?.at.stage === 'queued';
