import { roomOn } from '@patchbay/agents/capacity.ts';
import type { Agent, Board, Class, Heads, Side, Waiting } from './board.ts';
import { exclusionOf, isDeclined } from './exclusion.ts';
import { first, type Heap, sizeOf } from './heap.ts';
import { skillIn } from './interning.ts';
import { isAskedFirst, isFirstInLine } from './order.ts';
import type { AgentId, ChannelName, QueueId } from './routing.ts';
import { heldBy, isLeftTo } from './sharing.ts';

/** The first two agents who fit the interaction: the preferred one, those not asked before, those asked before. [RT15] [RT21] */
export function firstAgents(board: Board, waiting: Waiting): readonly Agent[] {
  const wished = preferred(board, waiting);
  if (waiting.kept !== null) return wished ? [wished] : [];
  const unasked = firstUnasked(board, waiting, wished);
  if (!wished && (waiting.not.size === 0 || unasked.length > 1)) return unasked;
  return [...(wished ? [wished] : []), ...unasked, ...askedBefore(board, waiting, wished)];
}

/** The first interaction that fits the agent: the heads of the classes open to his profile are compared, and what is kept for him. [RT14] */
export function firstWaiting(board: Board, agent: Agent, isFirst: Before = isFirstInLine): Waiting | undefined {
  let best = board.wishes.size ? firstKept(board, agent, isFirst) : undefined;
  for (const channel of agent.open) {
    const side = agent.seat.profile?.on.get(channel);
    const head = side && firstIn(board.heads, side, agent);
    if (head && (!best || isFirst(head, best))) best = head;
  }
  return best;
}

/** The first of one channel: band and key of the heads are compared, and who stands there is looked at only if they do not tell. */
function firstIn({ classes, bands, keys }: Heads, side: Side, agent: Agent): Waiting | undefined {
  const accepts = (w: Waiting) => w.not.size === 0 || !isDeclined(w, agent);
  let best: Waiting | undefined;
  for (const n of side.classes) {
    if (isBehind(bands[n] ?? -Infinity, keys[n] ?? Infinity, best)) continue;
    const line = classes[n]?.line;
    const head = line && first(line, accepts);
    if (head && (!best || isFirstInLine(head, best))) best = head;
  }
  return best;
}

/** Whether nobody stands there, or whoever does is behind by band or key. */
function isBehind(band: number, key: number, best: Waiting | undefined): boolean {
  if (!best) return band === -Infinity;
  return band !== best.band ? band < best.band : key > best.key;
}
type Before = (a: Waiting, b: Waiting) => boolean;

/** The first of each class that fits the agent, and what is kept for him: where whole queues are looked at there is no order of two alone. [RT57] */
export function headsFor(board: Board, agent: Agent): readonly Waiting[] {
  const kept = [...(board.wishes.get(agent.id) ?? [])].flatMap((id) => board.waiting.get(id) ?? []).filter((w) => w.kept === agent.id);
  return [...kept.filter((w) => fits(board, w, agent)), ...agent.open.flatMap((channel) => headsOn(board, agent, channel))];
}

function headsOn(board: Board, agent: Agent, channel: ChannelName): readonly Waiting[] {
  const accepts = (w: Waiting) => w.not.size === 0 || !isDeclined(w, agent);
  return (agent.seat.profile?.on.get(channel)?.classes ?? []).flatMap((n) => {
    const one = board.heads.classes[n];
    if (!one || isLeftTo(heldBy(board.queues.get(one.queue)), agent)) return [];
    return first(one.line, accepts) ?? [];
  });
}

/** The first of each class that may have somebody again, as its queue left agents to another one, and what is kept for them. [RT58] */
export function loosened(board: Board): readonly Waiting[] {
  const keeps = (queue: QueueId) => (board.queues.get(queue)?.keeps.length ?? 0) > 0;
  const wishes = [...board.wishes.values()].flatMap((ids) => [...ids]).flatMap((id) => board.waiting.get(id) ?? []);
  const kept = wishes.filter((w) => w.kept !== null && keeps(w.class.queue) && firstAgents(board, w).length > 0);
  const fit = (w: Waiting) => firstAgents(board, w).length > 0;
  const heads = board.heads.classes.filter((one) => keeps(one.queue) && sizeOf(one.line) > 0 && isOpen(board, one));
  return [...kept, ...heads.flatMap(({ line }) => first(line, fit) ?? [])];
}

/** Whether anybody has room for interactions of a class, whoever was asked before. */
function isOpen(board: Board, { open, queue }: Class): boolean {
  const held = heldBy(board.queues.get(queue));
  return open.some(({ free }) => first(free, (a) => !isLeftTo(held, a)) !== undefined);
}

function firstKept(board: Board, agent: Agent, isFirst: Before): Waiting | undefined {
  let best: Waiting | undefined;
  for (const id of board.wishes.get(agent.id) ?? []) {
    const wish = board.waiting.get(id);
    if (wish?.kept === agent.id && fits(board, wish, agent) && (!best || isFirst(wish, best))) best = wish;
  }
  return best;
}

const precedenceOf =
  ({ picture: { capacity } }: Agent) =>
  (w: Waiting): number =>
    roomOn(capacity, w.class.channel)?.precedence ?? 0;

/** Those on the channel that goes first with the agent. [RT17] */
export function ofFirstChannel(agent: Agent, some: readonly Waiting[]): readonly Waiting[] {
  const rank = precedenceOf(agent);
  const least = some.reduce((first, w) => Math.min(first, rank(w)), Infinity);
  return some.filter((w) => rank(w) === least);
}

/** The order of an agent who has room again: channels in their precedence, then as they stand in line. [RT17] */
export function inPrecedence(agent: Agent): Before {
  const rank = precedenceOf(agent);
  return (a, b) => (rank(a) !== rank(b) ? rank(a) < rank(b) : isFirstInLine(a, b));
}

const fits = (board: Board, waiting: Waiting, agent: Agent) =>
  exclusionOf(board.queues.get(waiting.class.queue), waiting, { id: agent.id, profile: agent.seat.profile, agent }) === null;

function preferred(board: Board, waiting: Waiting): Agent | undefined {
  const { prefer } = waiting.entry;
  const agent = prefer && board.seats.get(prefer.agent)?.agent;
  return agent && fits(board, waiting, agent) ? agent : undefined;
}

/** The first two of those not asked before, best tier first: the heads of all profiles, and the second of the first one's profile. */
function firstUnasked(board: Board, waiting: Waiting, without: Agent | undefined): readonly Agent[] {
  const accepts = unasked(board, waiting, without);
  let best: Found | undefined;
  let next: Found | undefined;
  for (const { free, skill } of waiting.class.open) {
    if (next && skill < next.skill) break;
    const agent = free.items.length ? first(free, accepts) : undefined;
    if (!agent) continue;
    const found = { agent, skill, free };
    const isBest = !best || isBefore(found, best);
    next = isBest ? best : firstOf(next, found);
    if (isBest) best = found;
  }
  if (!best) return [];
  next = firstOf(next, secondOf(best, accepts));
  return next ? [best.agent, next.agent] : [best.agent];
}

/** Whether somebody was not asked before, and is not left to another queue. */
function unasked(board: Board, { class: { queue }, not }: Waiting, without: Agent | undefined): (a: Agent) => boolean {
  const held = board.watched.length ? heldBy(board.queues.get(queue)) : [];
  const asks = (a: Agent) => a !== without && (not.size === 0 || !not.has(a.id));
  return held.length ? (a) => asks(a) && !isLeftTo(held, a) : asks;
}

function secondOf({ agent, skill, free }: Found, accepts: (a: Agent) => boolean): Found | undefined {
  const second = sizeOf(free) > 1 ? first(free, (a) => a !== agent && accepts(a)) : undefined;
  return second && { agent: second, skill, free };
}

const firstOf = (a: Found | undefined, b: Found | undefined) => (a && b ? (isBefore(b, a) ? b : a) : (a ?? b));
interface Ranked {
  readonly agent: Agent;
  readonly skill: number;
}
interface Found extends Ranked {
  readonly free: Heap<Agent>;
}

const isBefore = (a: Ranked, b: Ranked) => (a.skill !== b.skill ? a.skill > b.skill : isAskedFirst(a.agent, b.agent));

function askedBefore(board: Board, waiting: Waiting, without: Agent | undefined): readonly Agent[] {
  const skill = ({ seat: { profile } }: Agent) => (profile ? skillIn(profile, waiting.class.wanted) : 0);
  const agent = (id: AgentId) => board.seats.get(id)?.agent;
  return [...waiting.not.keys()]
    .map(agent)
    .filter((a) => a && a !== without)
    .filter((a): a is Agent => !!a && fits(board, waiting, a))
    .sort((a, b) => (isBefore({ agent: a, skill: skill(a) }, { agent: b, skill: skill(b) }) ? -1 : 1));
}
