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
  PressedEvent,
  QueueStatistics,
  RoutingDecision,
  RoutingEvent,
  ShareTold,
  WaitingEvent,
} from '../routing.ts';

/** All the oracle knows: the last event of each subject, as it came. */
export interface OracleState {
  readonly configuration: ConfiguredEvent;
  readonly waiting: readonly WaitingEvent[];
  readonly agents: readonly AgentEvent[];
  readonly now: number;
  /** Rings that are reached sooner, as last said of each queue. */
  readonly pressed: readonly PressedEvent[];
}

export const oracleStart: OracleState = {
  configuration: { type: 'configured', queues: [], agents: [] },
  waiting: [],
  agents: [],
  now: -Infinity,
  pressed: [],
};

interface Outcome {
  readonly state: OracleState;
  readonly decisions: readonly RoutingDecision[];
}

/** The slow and obvious `step`: take the event in, then try every pair in order until none fits. */
export function oracleStep(state: OracleState, event: RoutingEvent): Outcome {
  if (event.type === 'time') return pass(state, event.at);
  const now = takeIn(state, event);
  return event.type === 'agent' ? then(employ(now, event.agent), decideAll) : decideAll(now);
}

const then = ({ state, decisions }: Outcome, next: (state: OracleState) => Outcome): Outcome => {
  const after = next(state);
  return { state: after.state, decisions: [...decisions, ...after.decisions] };
};

/** The first of all that fit anybody, then the next, each taking its first agent. [RT17] */
function decideAll(state: OracleState): Outcome {
  const first = firstOf(
    state,
    inOrder(state).filter((w) => state.configuration.agents.some((a) => oracleExclusion(state, w, a.id) === null)),
  );
  return first ? then(give(state, decide(state, ...first)), decideAll) : { state, decisions: [] };
}

/** Of those in order: the highest band; of queues with a share the one with the longest line for it; then the first. [RT57] */
function firstOf(state: OracleState, some: readonly WaitingEvent[]): readonly [WaitingEvent, ShareTold?] | undefined {
  const [top] = some;
  const best = some.filter((w) => top && bandOf(state, w) === bandOf(state, top));
  const over = (w: WaitingEvent) => overOf(state, w) ?? 0;
  const shared = best.filter((w) => overOf(state, w) !== null);
  const most = shared.find((w) => over(w) === Math.max(...shared.map(over)));
  const chosen = best.find((w) => overOf(state, w) === null || w === most);
  return chosen && (chosen === top || !most ? [chosen] : [chosen, sharesOf(state, most.queue)]);
}

function sharesOf({ configuration: { queues }, waiting }: OracleState, queue: string): ShareTold {
  const shares = Object.fromEntries(queues.flatMap((q) => (q.share === undefined ? [] : [[q.id, q.share]])));
  const all = waiting.filter((w) => Object.hasOwn(shares, w.queue)).length;
  const whole = Object.values(shares).reduce((sum, one) => sum + one, 0);
  return { queue, waiting: waiting.filter((w) => w.queue === queue).length, all, share: shares[queue] ?? 0, whole };
}

function overOf({ configuration: { queues }, waiting }: OracleState, { queue }: WaitingEvent): number | null {
  const shares = new Map(queues.flatMap((q) => (q.share === undefined ? [] : [[q.id, q.share] as const])));
  const share = shares.get(queue);
  if (share === undefined) return null;
  const whole = [...shares.values()].reduce((sum, one) => sum + one, 0);
  const all = waiting.filter((w) => shares.has(w.queue)).length;
  return waiting.filter((w) => w.queue === queue).length * whole - share * all;
}

const give = (state: OracleState, decision: RoutingDecision | null): Outcome =>
  decision ? { state: reserve(state, decision), decisions: [decision] } : { state, decisions: [] };

/** The agent takes what fits him: channels in their precedence, each in its order. [RT17] */
function employ(state: OracleState, agent: AgentId): Outcome {
  const rank = (w: WaitingEvent) => precedence(state, agent, w.channel);
  const fitting = inOrder(state).filter((w) => oracleExclusion(state, w, agent) === null);
  const first = firstOf(
    state,
    fitting.filter((w) => rank(w) === Math.min(...fitting.map(rank))),
  );
  return first ? then(give(state, decide(state, ...first)), (s) => employ(s, agent)) : { state, decisions: [] };
}

const precedence = (state: OracleState, agent: AgentId, channel: string) =>
  state.agents.find((a) => a.agent === agent)?.capacity.find((c) => c.channel === channel)?.precedence ?? 0;

/** Time goes from one moment to the next at which anything changes. [RT55] */
function pass(state: OracleState, at: number): Outcome {
  const next = Math.min(...moments(state));
  if (next <= at) return then(decideAll({ ...state, now: next }), (s) => pass(s, at));
  return { state: { ...state, now: Math.max(state.now, at) }, decisions: [] };
}

const moments = (state: OracleState) =>
  [
    ...state.waiting.flatMap((w) => [...ringsOf(state, w).map((r) => w.since + r.afterMs), ...(w.prefer ? [w.prefer.until] : [])]),
    ...state.waiting.flatMap((w) =>
      ringsOf(state, w).flatMap((r, n) => (isPressed(state, w, n + 1) ? [w.since + (r.soonerMs ?? Infinity)] : [])),
    ),
    ...state.agents.flatMap((a) => (a.spaced ?? []).map((s) => s.from)),
  ].filter((t) => t > state.now);

/** When something changes next by time alone. */
export function oracleMoment(state: OracleState): number | null {
  const all = moments(state).filter((t) => t < Infinity);
  return all.length ? Math.min(...all) : null;
}

function takeIn(state: OracleState, event: RoutingEvent): OracleState {
  switch (event.type) {
    case 'configured':
      return { ...state, configuration: event, pressed: [] };
    case 'pressed':
      return { ...state, pressed: [...state.pressed.filter((p) => p.queue !== event.queue), event] };
    case 'waiting':
      return { ...state, waiting: [...state.waiting.filter((w) => w.interaction !== event.interaction), event] };
    case 'gone':
      return { ...state, waiting: state.waiting.filter((w) => w.interaction !== event.interaction) };
    case 'agent':
      return { ...state, agents: [...state.agents.filter((a) => a.agent !== event.agent), event] };
    case 'agentGone':
      return { ...state, agents: state.agents.filter((a) => a.agent !== event.agent) };
    case 'time':
      return state;
  }
}

function decide(state: OracleState, w: WaitingEvent, share?: ShareTold): RoutingDecision | null {
  if (!state.configuration.agents.some((a) => oracleExclusion(state, w, a.id) === null)) return null;
  const all = state.configuration.agents.map((a) => consider(state, w, a.id)).sort(byKey);
  const [winner, next] = all.filter((c) => c.excluded === null);
  if (!winner?.key) return null;
  const members = all.filter((c) => c.excluded !== 'notMember').sort((a, b) => text(a.agent, b.agent));
  const listed = [winner, ...members.filter((c) => c !== winner).slice(0, 49)];
  const considered = [
    ...listed.filter((c) => !c.excluded).sort(byKey),
    ...listed.flatMap((c) => (c.excluded ? [{ ...c, key: null }] : [])).sort((a, b) => text(a.agent, b.agent)),
  ];
  const { interaction, queue, channel, since } = w;
  const place = { band: bandOf(state, w), key: lineKey(state, w), since };
  const isKept = w.prefer?.agent === winner.agent && w.prefer.until > state.now;
  const first = isKept ? 'preferred' : orderOf(winner, next);
  const why = first === 'preferred' && w.prefer?.named ? 'named' : first;
  const rest = members.length - considered.length;
  return { interaction, queue, channel, agent: winner.agent, place, key: winner.key, order: why, share, considered, rest };
}

function reserve(state: OracleState, { agent, channel, interaction }: RoutingDecision): OracleState {
  const more = (a: AgentEvent): AgentEvent => ({
    ...a,
    load: [...a.load.filter((l) => l.channel !== channel), { channel, count: loadOf(a, channel) + 1 }],
    ...(a.spaced && { spaced: a.spaced.map((s) => (s.channel === channel ? { channel, from: Infinity } : s)) }),
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
  return unreserved(state, w, agent) ?? (isReserved(state, w, agent) ? 'reserved' : null);
}

/** So few of the other queue have room that this agent is left to it. [RT58] */
const isReserved = (state: OracleState, w: WaitingEvent, agent: AgentId): boolean =>
  (queueOf(state, w)?.keepFree ?? []).some(({ queue, agents, percent }) => {
    const free = freeFor(state, queue);
    return free.room.includes(agent) && free.room.length <= Math.max(agents, Math.ceil((free.ready * percent) / 100));
  });

/** Who could take something of a queue now, by its first ring; counted by its own channel. */
function freeFor(state: OracleState, id: string): { readonly ready: number; readonly room: readonly AgentId[] } {
  const q = state.configuration.queues.find((one) => one.id === id);
  if (!q) return { ready: 0, room: [] };
  const able = state.configuration.agents.filter((a) => a.queues.includes(id) && hasSkills(a, q.skills)).map((a) => a.id);
  const ready = state.agents.filter((a) => able.includes(a.agent) && a.ready.some((r) => r.channel === q.channel));
  const room = ready.filter((a) => !roomless(a, q.channel) && !isEarly(state, a, q.channel));
  return { ready: ready.length, room: room.map((a) => a.agent) };
}

function unreserved(state: OracleState, w: WaitingEvent, agent: AgentId): Exclusion | null {
  const rule = ruleAgainst(state, w, agent);
  if (rule !== null || !w.prefer || w.prefer.agent === agent || w.prefer.until <= state.now) return rule;
  const against = ruleAgainst(state, w, w.prefer.agent);
  return against === null || ['full', 'forbidden', 'noSpare', 'rampUp'].includes(against) ? kept(state, w, w.prefer.agent) : null;
}

const kept = (state: OracleState, w: WaitingEvent, agent: AgentId) => (isDeclined(state, w, agent) ? null : 'kept');

function ruleAgainst(state: OracleState, w: WaitingEvent, agent: AgentId): Exclusion | null {
  const queue = state.configuration.queues.find((q) => q.id === w.queue);
  const rules = state.configuration.agents.find((a) => a.id === agent);
  const picture = state.agents.find((a) => a.agent === agent);
  const ring = ringOf(state, w);
  const joins = rules?.joins?.some((j) => j.queue === w.queue && j.ring <= ring);
  if (!queue || !rules || !(rules.queues.includes(w.queue) || joins)) return 'notMember';
  if (!hasSkills(rules, required(state, w))) return 'missingSkill';
  if (!picture?.ready.some((r) => r.channel === w.channel)) return 'notReady';
  const lack = roomless(picture, w.channel);
  if (lack) return lack;
  if (isEarly(state, picture, w.channel)) return 'rampUp';
  return isDeclined(state, w, agent) ? 'declined' : null;
}

function isDeclined(state: OracleState, w: WaitingEvent, agent: AgentId): boolean {
  const ready = state.agents.find((a) => a.agent === agent)?.ready.find((r) => r.channel === w.channel);
  return w.not.filter((n) => n.agent === agent).some((n) => n.at === null || (ready?.since ?? -Infinity) <= n.at);
}

const isEarly = ({ now }: OracleState, { spaced = [] }: AgentEvent, channel: string) =>
  spaced.some((s) => s.channel === channel && s.from > now);

/** Counted anew, without asking core/agents. */
function roomless(a: AgentEvent, channel: string): Exclusion | null {
  const room = a.capacity.find((c) => c.channel === channel);
  if (loadOf(a, channel) >= maxOf(a, channel)) return 'full';
  const open = a.load.filter((l) => l.count > 0);
  if (open.some((l) => room?.never?.includes(l.channel))) return 'forbidden';
  const taken = open
    .filter((l) => !room?.over?.includes(l.channel))
    .map((l) => l.count * (a.capacity.find((c) => c.channel === l.channel)?.share ?? 0));
  return 100 - taken.reduce((sum, share) => sum + share, 0) < (room?.spare ?? 0) ? 'noSpare' : null;
}

const queueOf = (state: OracleState, w: WaitingEvent) => state.configuration.queues.find((q) => q.id === w.queue);
const ringsOf = (state: OracleState, w: WaitingEvent) => queueOf(state, w)?.rings ?? [];
const isPressed = (state: OracleState, w: WaitingEvent, ring: number) =>
  state.pressed.some((p) => p.queue === w.queue && p.rings.includes(ring));
const ringOf = (state: OracleState, w: WaitingEvent) =>
  ringsOf(state, w).findLastIndex(
    (r, n) => w.since + r.afterMs <= state.now || (isPressed(state, w, n + 1) && w.since + (r.soonerMs ?? Infinity) <= state.now),
  ) + 1;
const required = (state: OracleState, w: WaitingEvent) =>
  w.skills ?? ringsOf(state, w)[ringOf(state, w) - 1]?.skills ?? queueOf(state, w)?.skills ?? [];

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
    preferred: w.prefer?.agent === agent,
    askedBefore: w.not.some((n) => n.agent === agent),
    skill: skillOf(state, w, agent),
    used: shares.reduce((sum, share) => sum + share, 0),
    idleSince: picture.idleSince,
  };
}

/** The sum of the levels of what is required at first, where the queue asks for the best. */
function skillOf(state: OracleState, w: WaitingEvent, agent: AgentId): number {
  const queue = queueOf(state, w);
  const skills = state.configuration.agents.find((a) => a.id === agent)?.skills ?? {};
  const wanted = new Set((w.skills ?? queue?.skills ?? []).map((s) => s.skill));
  return queue?.agents === 'bestSkill' ? [...wanted].reduce((sum, name) => sum + (skills[name] ?? 0), 0) : 0;
}

function orderOf(winner: Considered, next: Considered | undefined): Order {
  if (!next?.key || !winner.key) return 'onlyOne';
  if (next.key.preferred !== winner.key.preferred) return 'preferred';
  if (next.key.askedBefore !== winner.key.askedBefore) return 'notAskedBefore';
  if (next.key.skill !== winner.key.skill) return 'bestSkill';
  if (next.key.used !== winner.key.used) return 'leastUsed';
  return next.key.idleSince !== winner.key.idleSince ? 'longestIdle' : 'smallestId';
}

const loadOf = (a: AgentEvent, channel: string) => a.load.find((l) => l.channel === channel)?.count ?? 0;
const maxOf = (a: AgentEvent, channel: string) => a.capacity.find((c) => c.channel === channel)?.max ?? 0;
const bandOf = (state: OracleState, w: WaitingEvent) =>
  w.priority ?? state.configuration.queues.find((q) => q.id === w.queue)?.priority ?? 0;
function lineKey(state: OracleState, w: WaitingEvent): number {
  const queue = queueOf(state, w);
  const raised = w.not.some((n) => n.at !== null) ? (queue?.raiseMs ?? 0) : 0;
  return w.since + (queue?.dueMs ?? 0) - (queue?.headStartMs ?? 0) - raised;
}
const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (state: OracleState) =>
  state.waiting.toSorted(
    (a, b) =>
      bandOf(state, b) - bandOf(state, a) ||
      lineKey(state, a) - lineKey(state, b) ||
      a.since - b.since ||
      text(a.interaction, b.interaction),
  );

function byKey(a: Considered, b: Considered): number {
  if (!a.key || !b.key) return Number(!a.key) - Number(!b.key) || text(a.agent, b.agent);
  const asked = Number(b.key.preferred) - Number(a.key.preferred) || Number(a.key.askedBefore) - Number(b.key.askedBefore);
  return asked || b.key.skill - a.key.skill || a.key.used - b.key.used || a.key.idleSince - b.key.idleSince || text(a.agent, b.agent);
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
      const free = ready.filter((a) => !roomless(a, q.channel) && !isEarly(state, a, q.channel));
      const longestSince = line.length ? Math.min(...line.map((w) => w.since)) : null;
      const places = ready.reduce((sum, a) => sum + (a.capacity.find((c) => c.channel === q.channel)?.max ?? 0), 0);
      return { queue: q.id, waiting: line.length, longestSince, ready: ready.length, free: free.length, places };
    })
    .sort((a, b) => text(a.queue, b.queue));
}
