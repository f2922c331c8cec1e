import type {
  AgentEvent,
  AgentId,
  AgentKey,
  AgentRules,
  ConfiguredEvent,
  Considered,
  Exclusion,
  InteractionId,
  Order,
  QueueStatistics,
  RoutingDecision,
  RoutingEvent,
  WaitingEvent,
} from '../routing.ts';

/** All the oracle knows: the last event of each subject, as it came. */
export interface OracleState {
  readonly configuration: ConfiguredEvent;
  readonly waiting: readonly WaitingEvent[];
  readonly agents: readonly AgentEvent[];
}

export const oracleStart: OracleState = { configuration: { type: 'configured', queues: [], agents: [] }, waiting: [], agents: [] };

/** The slow and obvious `step`: take the event in, then try every pair in order until none fits. */
export function oracleStep(state: OracleState, event: RoutingEvent): { state: OracleState; decisions: RoutingDecision[] } {
  let now = takeIn(state, event);
  const decisions: RoutingDecision[] = [];
  for (const interaction of inOrder(now)) {
    const decision = decide(now, interaction);
    if (decision) {
      decisions.push(decision);
      now = reserve(now, decision);
    }
  }
  return { state: now, decisions };
}

function takeIn(state: OracleState, event: RoutingEvent): OracleState {
  switch (event.type) {
    case 'configured':
      return { ...state, configuration: event };
    case 'waiting':
      return { ...state, waiting: [...state.waiting.filter((w) => w.interaction !== event.interaction), event] };
    case 'gone':
      return { ...state, waiting: state.waiting.filter((w) => w.interaction !== event.interaction) };
    case 'agent':
      return { ...state, agents: [...state.agents.filter((a) => a.agent !== event.agent), event] };
    case 'agentGone':
      return { ...state, agents: state.agents.filter((a) => a.agent !== event.agent) };
  }
}

function decide(state: OracleState, w: WaitingEvent): RoutingDecision | null {
  if (!state.configuration.agents.some((a) => oracleExclusion(state, w, a.id) === null)) return null;
  const all = state.configuration.agents.map((a) => consider(state, w, a.id)).sort(byKey);
  const [winner, next] = all.filter((c) => c.excluded === null);
  if (!winner?.key) return null;
  const members = all.filter((c) => c.excluded !== 'notMember').sort((a, b) => text(a.agent, b.agent));
  const listed = [winner, ...members.filter((c) => c !== winner).slice(0, 49)];
  const considered = [
    ...listed.filter((c) => !c.excluded).sort(byKey),
    ...listed.filter((c) => c.excluded).sort((a, b) => text(a.agent, b.agent)),
  ];
  const { interaction, queue, channel, since } = w;
  const place = { band: bandOf(state, w), since };
  const why = orderOf(winner, next);
  const rest = members.length - considered.length;
  return { interaction, queue, channel, agent: winner.agent, place, key: winner.key, order: why, considered, rest };
}

function reserve(state: OracleState, { agent, channel, interaction }: RoutingDecision): OracleState {
  const more = (a: AgentEvent): AgentEvent => ({
    ...a,
    load: [...a.load.filter((l) => l.channel !== channel), { channel, count: loadOf(a, channel) + 1 }],
  });
  return {
    ...state,
    waiting: state.waiting.filter((w) => w.interaction !== interaction),
    agents: state.agents.map((a) => (a.agent === agent ? more(a) : a)),
  };
}

const consider = (state: OracleState, w: WaitingEvent, agent: AgentId): Considered => ({
  agent,
  excluded: oracleExclusion(state, w, agent),
  key: keyOf(state, w, agent),
});

/** The first rule of [RT10] that excludes the agent. */
export function oracleExclusion(state: OracleState, w: WaitingEvent, agent: AgentId): Exclusion | null {
  const queue = state.configuration.queues.find((q) => q.id === w.queue);
  const rules = state.configuration.agents.find((a) => a.id === agent);
  const picture = state.agents.find((a) => a.agent === agent);
  const ready = picture?.ready.find((r) => r.channel === w.channel);
  const asked = w.not.filter((n) => n.agent === agent);
  if (!queue || !rules?.queues.includes(w.queue)) return 'notMember';
  if (!hasSkills(rules, w.skills ?? queue.skills)) return 'missingSkill';
  if (!picture || !ready) return 'notReady';
  if (loadOf(picture, w.channel) >= maxOf(picture, w.channel)) return 'full';
  if (asked.some((n) => n.at === null || ready.since <= n.at)) return 'declined';
  return null;
}

const hasSkills = (rules: AgentRules, skills: ConfiguredEvent['queues'][number]['skills']) =>
  skills.every(({ skill, level }) => Object.entries(rules.skills).some(([name, has]) => name === skill && has >= level));

function keyOf(state: OracleState, w: WaitingEvent, agent: AgentId): AgentKey | null {
  const picture = state.agents.find((a) => a.agent === agent);
  if (!picture) return null;
  const shares = picture.load.map(({ channel, count }) => {
    const max = maxOf(picture, channel);
    return max > 0 ? Math.round((1_000_000 * count) / max) : 1_000_000 * count;
  });
  return {
    askedBefore: w.not.some((n) => n.agent === agent),
    used: shares.reduce((sum, share) => sum + share, 0),
    idleSince: picture.idleSince,
  };
}

function orderOf(winner: Considered, next: Considered | undefined): Order {
  if (!next?.key || !winner.key) return 'onlyOne';
  if (next.key.askedBefore !== winner.key.askedBefore) return 'notAskedBefore';
  if (next.key.used !== winner.key.used) return 'leastUsed';
  return next.key.idleSince !== winner.key.idleSince ? 'longestIdle' : 'smallestId';
}

const loadOf = (a: AgentEvent, channel: string) => a.load.find((l) => l.channel === channel)?.count ?? 0;
const maxOf = (a: AgentEvent, channel: string) => a.capacity.find((c) => c.channel === channel)?.max ?? 0;
const bandOf = (state: OracleState, w: WaitingEvent) =>
  w.priority ?? state.configuration.queues.find((q) => q.id === w.queue)?.priority ?? 0;
const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (state: OracleState) =>
  state.waiting.toSorted((a, b) => bandOf(state, b) - bandOf(state, a) || a.since - b.since || text(a.interaction, b.interaction));

function byKey(a: Considered, b: Considered): number {
  if (!a.key || !b.key) return Number(!a.key) - Number(!b.key) || text(a.agent, b.agent);
  const asked = Number(a.key.askedBefore) - Number(b.key.askedBefore);
  return asked || a.key.used - b.key.used || a.key.idleSince - b.key.idleSince || text(a.agent, b.agent);
}

/** The place in its queue, counted by sorting all. [RT40] */
export function oraclePosition(state: OracleState, interaction: InteractionId): number | null {
  const entry = state.waiting.find((w) => w.interaction === interaction);
  const line = inOrder(state).filter((w) => w.queue === entry?.queue);
  return entry ? line.indexOf(entry) + 1 : null;
}

/** The statistics of each queue, counted from scratch, by queue id. [RT41] [RT42] */
export function oracleStatistics(state: OracleState): QueueStatistics[] {
  return state.configuration.queues
    .map((q) => {
      const line = state.waiting.filter((w) => w.queue === q.id);
      const able = state.configuration.agents.filter((a) => a.queues.includes(q.id) && hasSkills(a, q.skills)).map((a) => a.id);
      const ready = state.agents.filter((a) => able.includes(a.agent) && a.ready.some((r) => r.channel === q.channel));
      const free = ready.filter((a) => loadOf(a, q.channel) < maxOf(a, q.channel));
      const longestSince = line.length ? Math.min(...line.map((w) => w.since)) : null;
      return { queue: q.id, waiting: line.length, longestSince, ready: ready.length, free: free.length };
    })
    .sort((a, b) => text(a.queue, b.queue));
}
