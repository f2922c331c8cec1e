import type { Agent, Board, Queue, Seat, Waiting } from './board.ts';
import { exclusionOf, type Looked } from './exclusion.ts';
import { skillIn } from './interning.ts';
import { isAskedFirst, orderOf, type Rank } from './order.ts';
import { type AgentKey, type Considered, consideredAtMost, type Order, type RoutingDecision, type ShareTold } from './routing.ts';
import { heldBy } from './sharing.ts';
import { leaveLine, seat, withOneMore } from './standing.ts';

/** Gives the interaction to the first of the agents: says why, then reserves. [RT30] [RT33] */
export function decide(board: Board, waiting: Waiting, found: Found): RoutingDecision {
  const decision = decisionOf(board, waiting, found);
  const { winner } = found;
  leaveLine(board, waiting.id);
  seat(board, withOneMore(winner, waiting.class.channel));
  return decision;
}

/** Who gets it, who would have been next, and what a share had to do with it. */
interface Found {
  readonly winner: Agent;
  readonly next: Agent | undefined;
  readonly share: ShareTold | undefined;
}

function decisionOf(board: Board, waiting: Waiting, found: Found): RoutingDecision {
  const queue = board.queues.get(waiting.class.queue);
  const { ring } = waiting.class;
  const then = queue?.listed[ring]?.slice() ?? [];
  return new Decided({ queue, members: queue?.members[ring] ?? [], then, held: heldBy(queue), waiting, ...found });
}

/** Whom a decision looked at, as they were at that moment; bounded, as in a large queue it must not cost a look at everybody. [RT34] */
interface Look extends Found {
  readonly queue: Queue | undefined;
  readonly members: readonly Seat[];
  /** The snapshots of the first members. */
  readonly then: readonly (Agent | null)[];
  /** The queues whose agents were left to them. [RT58] */
  readonly held: readonly Queue[];
  readonly waiting: Waiting;
}

/** The reasons are told from what was taken down when somebody asks: most decisions are never asked why. A class, as a getter of a literal costs ten times as much. */
class Decided implements RoutingDecision {
  readonly interaction: RoutingDecision['interaction'];
  readonly queue: RoutingDecision['queue'];
  readonly channel: RoutingDecision['channel'];
  readonly agent: RoutingDecision['agent'];
  readonly place: RoutingDecision['place'];
  readonly key: AgentKey;
  readonly order: RoutingDecision['order'];
  readonly share: ShareTold | undefined;
  readonly rest: number;
  readonly #look: Look;
  #told: readonly Considered[] | undefined;

  constructor(look: Look) {
    const { waiting, winner, next, share, members, then } = look;
    const key = keyOf(waiting, winner);
    this.interaction = waiting.id;
    this.queue = waiting.class.queue;
    this.channel = waiting.class.channel;
    this.agent = winner.id;
    this.place = { band: waiting.band, key: waiting.key, since: waiting.since };
    this.key = key;
    this.order = orderIn(waiting, orderOf(key, next ? keyOf(waiting, next) : null));
    this.share = share;
    this.rest = members.length - then.length;
    this.#look = look;
  }
  get considered(): readonly Considered[] {
    this.#told ??= consideredIn(this.#look);
    return this.#told;
  }
  toJSON(): RoutingDecision {
    const { rest, ...decision } = this;
    return { ...decision, considered: this.considered, rest };
  }
}

/** What was kept for somebody went to him for that, whoever else was there. [RT33] [RT53] */
function orderIn({ kept, entry: { prefer } }: Waiting, order: Order): Order {
  const preferred = kept !== null || order === 'preferred';
  return preferred ? (prefer?.named ? 'named' : 'preferred') : order;
}

function consideredIn({ queue, members, then, held, waiting, winner }: Look): readonly Considered[] {
  const first = { id: winner.id, profile: winner.seat.profile, agent: winner };
  const others = then.map((agent, n) => ({ id: members[n]?.id ?? '', profile: members[n]?.profile ?? null, agent }));
  const looked: readonly Looked[] = [first, ...others.filter(({ id }) => id !== winner.id)].slice(0, consideredAtMost);
  const fit: Fits[] = [];
  const out: Considered[] = [];
  for (const one of looked) {
    const excluded = exclusionOf(queue, waiting, one, held);
    if (excluded === null && one.agent) fit.push({ agent: one.id, excluded, key: keyOf(waiting, one.agent) });
    else out.push({ agent: one.id, excluded, key: null });
  }
  return [...fit.sort(byKey), ...out]; // members are in the order of their ids
}

type Fits = Considered & { readonly key: AgentKey };

const keyOf = ({ not, entry, class: { wanted } }: Waiting, { id, seat, used, idleSince }: Agent): AgentKey => ({
  preferred: entry.prefer?.agent === id,
  askedBefore: not.has(id),
  skill: seat.profile ? skillIn(seat.profile, wanted) : 0,
  used,
  idleSince,
});

const byKey = (a: Fits, b: Fits): number => (isKeyFirst({ id: a.agent, ...a.key }, { id: b.agent, ...b.key }) ? -1 : 1);

function isKeyFirst(a: AgentKey & Rank, b: AgentKey & Rank): boolean {
  if (a.preferred !== b.preferred) return a.preferred;
  if (a.askedBefore !== b.askedBefore) return b.askedBefore;
  return a.skill !== b.skill ? a.skill > b.skill : isAskedFirst(a, b);
}
