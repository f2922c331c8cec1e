import type { Agent, Board, Keep, Queue, Waiting } from './board.ts';
import { isFirstInLine } from './order.ts';
import type { QueueId, ShareTold } from './routing.ts';

/** Whether interactions are chosen with a look at whole queues: some have a share, or leave agents to others. */
export const looksAround = ({ shared, watched }: Board): boolean => shared.whole > 0 || watched.length > 0;

/** Whether the agent is among those with room for the first ring of a queue. [RT58] */
export const isCounted = ({ able, rules }: Queue, { seat, open }: Agent): boolean =>
  seat.profile !== null && able.has(seat.profile) && open.includes(rules.channel);

const nobody: readonly Queue[] = [];
/** The queues whose agents this one may not take just now, as no more have room than are to be left. [RT58] */
export function heldBy(queue: Queue | undefined): readonly Queue[] {
  return queue?.keeps.length ? queue.keeps.filter(isHeld).map(({ of }) => of) : nobody;
}
const isHeld = ({ of: { counts }, agents, percent }: Keep): boolean =>
  counts.free <= Math.max(agents, Math.ceil((counts.ready * percent) / 100));

/** Whether the agent is left to one of these queues. */
export const isLeftTo = (held: readonly Queue[], agent: Agent): boolean => held.some((of) => isCounted(of, agent));

/** Counts an agent who sits down, or gets up. */
export function count(watched: readonly Queue[], agent: Agent, by: 1 | -1): void {
  for (const queue of watched) {
    const { able, rules, counts } = queue;
    if (!agent.seat.profile || !able.has(agent.seat.profile)) continue;
    if (agent.picture.ready.some(({ channel }) => channel === rules.channel)) counts.ready += by;
    if (agent.open.includes(rules.channel)) counts.free += by;
  }
}

/** Counts one who comes to a queue, or leaves it. */
export function countWaiting({ queues }: Board, id: QueueId, by: 1 | -1): void {
  const queue = queues.get(id);
  if (queue) queue.counts.waiting += by;
}

/** Whether more wait in the queue of `a`, measured by its share, than in that of `b`. [RT57] */
function isLonger(board: Board, a: Waiting, b: Waiting): boolean {
  const [one, other] = [overOf(board, a), overOf(board, b)];
  return one !== other ? one > other : isFirstInLine(a, b);
}
/** By how much more wait than its share of all, times the sum of the shares: a whole number. */
function overOf({ queues, shared }: Board, { class: { queue } }: Waiting): number {
  const { rules, counts } = queues.get(queue) as Queue;
  return counts.waiting * shared.whole - (rules.share ?? 0) * allOf(shared);
}
const allOf = ({ queues }: Board['shared']): number => queues.reduce((sum, q) => sum + q.counts.waiting, 0);

/** Who is decided next; with what a share had to do with it, where it put somebody back who stood before. [RT59] */
export interface Chosen {
  readonly waiting: Waiting;
  readonly share?: ShareTold | undefined;
}

/**
 * Which of these is decided first: of the highest band; of queues with a share only the one whose line is longest for it; of what is left the
 * first in line. [RT57]
 */
export function chosen(board: Board, some: readonly Waiting[]): Chosen | undefined {
  const band = some.reduce((highest, w) => Math.max(highest, w.band), -Infinity);
  const heads = [...firstOfEach(some.filter((one) => one.band === band))];
  const shared = (w: Waiting) => board.queues.get(w.class.queue)?.rules.share !== undefined;
  const longest = firstBy(heads.filter(shared), (a, b) => isLonger(board, a, b));
  const rest = heads.filter((w) => w === longest || !shared(w));
  const waiting = firstBy(rest, isFirstInLine);
  if (!waiting || !longest || waiting === firstBy(heads, isFirstInLine)) return waiting && { waiting };
  return { waiting, share: toldOf(board, longest) };
}

const firstBy = (some: readonly Waiting[], isFirst: (a: Waiting, b: Waiting) => boolean): Waiting | undefined =>
  some.reduce<Waiting | undefined>((best, w) => (!best || isFirst(w, best) ? w : best), undefined);

function toldOf({ queues, shared }: Board, { class: { queue } }: Waiting): ShareTold {
  const { rules, counts } = queues.get(queue) as Queue;
  return { queue, waiting: counts.waiting, all: allOf(shared), share: rules.share ?? 0, whole: shared.whole };
}

/** The first in line of each queue. */
function firstOfEach(some: readonly Waiting[]): Iterable<Waiting> {
  const firsts = new Map<QueueId, Waiting>();
  for (const w of some) {
    const known = firsts.get(w.class.queue);
    if (!known || isFirstInLine(w, known)) firsts.set(w.class.queue, w);
  }
  return firsts.values();
}
