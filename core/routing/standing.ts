import { lackOf } from '@patchbay/agents/capacity.ts';
import type { Agent, Board, Class, Heads, Seat, Waiting } from './board.ts';
import { isDeclined, notOf, readySince } from './exclusion.ts';
import { type Heap, push, top, wither } from './heap.ts';
import { classFor, sideOf } from './interning.ts';
import { usedOf } from './order.ts';
import { enter, quit } from './ranking.ts';
import type { AgentEvent, AgentId, ChannelName, InteractionId, QueueRules, WaitingEvent } from './routing.ts';
import { count, countWaiting } from './sharing.ts';

/** What a picture says of the agent, and what was given to him since. */
type Standing = Pick<Agent, 'picture' | 'load' | 'spaced'>;

/** The standing of a picture by itself. */
export const asPictured = (picture: AgentEvent): Standing => ({ picture, load: picture.load, spaced: picture.spaced ?? none });
const none: NonNullable<AgentEvent['spaced']> = [];

/** The standing after one more interaction of the channel was given: the next not before another picture, if they come one by one. [RT30] [RT54] */
export function withOneMore({ picture, load, spaced }: Agent, channel: ChannelName): Standing {
  const known = load.some((l) => l.channel === channel);
  const more = load.map((l) => (l.channel === channel ? { channel, count: l.count + 1 } : l));
  return {
    picture,
    load: known ? more : [...load, { channel, count: 1 }],
    spaced: spaced.length ? spaced.map((s) => (s.channel === channel ? { channel, from: Infinity } : s)) : spaced,
  };
}

/** Puts a new snapshot of the agent into the heap of each channel he has room on; the one before leaves. */
export function seat(board: Board, standing: Standing): Agent {
  leaveSeat(board, standing.picture.agent);
  const agent = snapshot(board, seatOf(board, standing.picture.agent), standing);
  sit(agent.seat, agent);
  if (board.watched.length) count(board.watched, agent, 1);
  for (const channel of agent.open) if (agent.seat.profile) push(sideOf(agent.seat.profile, channel).free, agent);
  if (agent.due < Infinity) push(board.dueAgents, agent);
  return agent;
}

/** Forgets the agent's picture; nothing happens if none is known. */
export function leaveSeat(board: Board, id: AgentId): void {
  const agent = board.seats.get(id)?.agent;
  if (!agent) return;
  agent.live = false;
  sit(agent.seat, null);
  if (board.watched.length) count(board.watched, agent, -1);
  for (const channel of agent.open) if (agent.seat.profile) wither(sideOf(agent.seat.profile, channel).free);
  if (agent.due < Infinity) wither(board.dueAgents);
}

/** Another snapshot counts from now on. */
function sit(seat: Seat, agent: Agent | null): void {
  seat.agent = agent;
  for (const { listed, at } of seat.listedIn) listed[at] = agent;
}

/** Puts the interaction into the line of its class, or keeps it for one agent; its entry before leaves. */
export function standInLine(board: Board, entry: WaitingEvent): Waiting {
  leaveLine(board, entry.interaction);
  const waiting = placed(board, entry);
  board.waiting.set(waiting.id, waiting);
  if (board.shared.whole) countWaiting(board, entry.queue, 1);
  const line = board.lines.get(entry.queue);
  if (line) enter(line, waiting);
  if (waiting.kept === null) {
    push(waiting.class.line, waiting);
    noteHead(board.heads, waiting.class);
  }
  if (waiting.due < Infinity) push(board.dueWaiting, waiting);
  if (isWished(board, entry)) wishesFor(board, entry.prefer.agent).add(waiting.id);
  return waiting;
}

/** Somebody has come to the line, or left it. */
function noteHead({ bands, keys }: Heads, { n, line }: Class): void {
  const head = top(line);
  bands[n] = head ? head.band : -Infinity;
  keys[n] = head ? head.key : Infinity;
}

/** Takes the interaction out of its line; nothing happens if it does not wait. */
export function leaveLine(board: Board, id: InteractionId): void {
  const waiting = board.waiting.get(id);
  if (!waiting) return;
  board.waiting.delete(id);
  if (board.shared.whole) countWaiting(board, waiting.class.queue, -1);
  const line = board.lines.get(waiting.class.queue);
  if (line) quit(line, waiting);
  waiting.live = false;
  if (waiting.kept === null) {
    wither(waiting.class.line);
    noteHead(board.heads, waiting.class);
  }
  if (waiting.due < Infinity) wither(board.dueWaiting);
  const { prefer } = waiting.entry;
  const wishes = prefer && board.wishes.get(prefer.agent);
  if (!wishes) return;
  wishes.delete(id);
  if (wishes.size === 0) board.wishes.delete(prefer.agent);
}

/** Places anew what may be kept for the agent, as he has changed; answers what is no longer kept. [RT53] */
export function reconsider(board: Board, id: AgentId): readonly Waiting[] {
  const released: Waiting[] = [];
  for (const wish of [...(board.wishes.get(id) ?? [])]) {
    const before = board.waiting.get(wish);
    if (!before || keptFor(board, before.entry, before) === before.kept) continue;
    const after = standInLine(board, before.entry);
    if (after.kept === null) released.push(after);
  }
  return released;
}

function snapshot(board: Board, seat: Seat, { picture, load, spaced }: Standing): Agent {
  const { capacity } = picture;
  const later = spaced.length ? spaced.filter((s) => s.from > board.now) : spaced;
  const open: ChannelName[] = [];
  for (const { channel } of picture.ready) {
    if (lackOf(capacity, load, channel) === null && !later.some((s) => s.channel === channel)) open.push(channel);
  }
  const due = later.length ? Math.min(...later.map((s) => s.from)) : Infinity;
  const { agent: id, idleSince } = picture;
  return { live: true, id, seat, picture, load, spaced, open, used: usedOf(load, capacity), idleSince, due };
}

function placed(board: Board, entry: WaitingEvent): Waiting {
  const rules = board.queues.get(entry.queue)?.rules;
  const not = notOf(entry.not);
  const at = classFor(board, entry);
  return {
    live: true,
    id: entry.interaction,
    entry,
    class: at,
    band: entry.priority ?? rules?.priority ?? 0,
    key: keyOf(entry, rules),
    since: entry.since,
    not,
    kept: keptFor(board, entry, { not, class: at }),
    due: dueOf(board, entry, rules),
  };
}

/** When it came, later by the time it may take, earlier by its head start and by what an unanswered offer raises it. [RT50] [RT51] */
function keyOf({ since, not, due }: WaitingEvent, rules: QueueRules | undefined): number {
  if (!rules) return due ?? since;
  const raised = rules.raiseMs && not.some((n) => n.at !== null) ? rules.raiseMs : 0;
  return (due ?? since + (rules.dueMs ?? 0)) - (rules.headStartMs ?? 0) - raised;
}

/** The next moment at which a ring is reached or a wish is over. */
function dueOf({ now, pressed }: Board, { queue, since, prefer }: WaitingEvent, rules: QueueRules | undefined): number {
  let due = soonerOf(now, prefer?.until ?? Infinity, Infinity);
  const sooner = pressed.get(queue);
  for (const [n, { afterMs, soonerMs }] of rules?.rings?.entries() ?? []) {
    due = soonerOf(now, since + afterMs, due);
    if (sooner?.has(n + 1)) due = soonerOf(now, since + (soonerMs ?? Infinity), due);
  }
  return due;
}
/** The moment, if it is still to come and before what is due. */
const soonerOf = (now: number, moment: number, due: number): number => (moment > now && moment < due ? moment : due);

/** Kept for whom it prefers until then, as long as he serves it, is ready and has not let it go by. */
function keptFor(board: Board, entry: WaitingEvent, at: { readonly not: Waiting['not']; readonly class: Class }): AgentId | null {
  if (!isWished(board, entry)) return null;
  const seat = board.seats.get(entry.prefer.agent);
  if (!seat?.agent || !seat.profile || !at.class.eligible.has(seat.profile)) return null;
  return readySince(seat.agent, entry.channel) !== undefined && !isDeclined(at, seat.agent) ? seat.id : null;
}

const isWished = ({ now }: Board, entry: WaitingEvent): entry is WaitingEvent & { readonly prefer: NonNullable<WaitingEvent['prefer']> } =>
  entry.prefer !== undefined && entry.prefer.until > now;

function wishesFor({ wishes }: Board, agent: AgentId): Set<InteractionId> {
  const known = wishes.get(agent) ?? new Set();
  wishes.set(agent, known);
  return known;
}

function seatOf({ seats }: Board, id: AgentId): Seat {
  const known = seats.get(id) ?? { id, profile: null, agent: null, listedIn: [] };
  seats.set(id, known);
  return known;
}

/** Takes off a heap all that are due by now. */
export function takeDue<T extends { live: boolean; readonly due: number }>(heap: Heap<T>, now: number): readonly T[] {
  return heap.items.filter((item) => item.live && item.due <= now);
}
