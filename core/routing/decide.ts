import type { Agent, Board, Waiting } from './board.ts';
import { exclusionOf, type Looked } from './exclusion.ts';
import { skillIn } from './interning.ts';
import { isAskedFirst, orderOf, type Rank } from './order.ts';
import { type AgentKey, type Considered, consideredAtMost, type RoutingDecision } from './routing.ts';
import { leaveLine, seat, withOneMore } from './standing.ts';

/** Gives the interaction to the first of the agents: says why, then reserves. [RT30] [RT33] */
export function decide(board: Board, waiting: Waiting, winner: Agent, next: Agent | undefined): RoutingDecision {
  const decision = decisionOf(board, waiting, winner, next);
  leaveLine(board, waiting.id);
  seat(board, withOneMore(winner, waiting.class.channel));
  return decision;
}

function decisionOf(board: Board, waiting: Waiting, winner: Agent, next: Agent | undefined): RoutingDecision {
  const { id, band, key: lineKey, since } = waiting;
  const { queue, channel } = waiting.class;
  const key = keyOf(waiting, winner);
  const { considered, rest } = lookedAt(board, waiting, winner);
  return {
    interaction: id,
    queue,
    channel,
    agent: winner.id,
    place: { band, key: lineKey, since },
    key,
    order: orderOf(key, next ? keyOf(waiting, next) : null),
    get considered() {
      return considered();
    },
    rest,
  };
}

/**
 * Whom the decision looked at, as they were at that moment; bounded, as in a large queue it must not cost a look at everybody. The
 * snapshots are taken down now and told of when somebody asks: most decisions are never asked why. [RT34]
 */
function lookedAt(board: Board, waiting: Waiting, winner: Agent) {
  const queue = board.queues.get(waiting.class.queue);
  const members = queue?.members[waiting.class.ring] ?? [];
  const listed = Math.min(members.length, consideredAtMost);
  const then: (Agent | null)[] = [];
  for (let n = 0; n < listed; n++) then.push(members[n]?.agent ?? null);
  const looked = (): readonly Looked[] => {
    const first = { id: winner.id, profile: winner.seat.profile, agent: winner };
    const others = members.slice(0, listed).map(({ id, profile }, n) => ({ id, profile, agent: then[n] ?? null }));
    return [first, ...others.filter(({ id }) => id !== winner.id)].slice(0, consideredAtMost);
  };
  const consider = (l: Looked): Considered => ({
    agent: l.id,
    excluded: exclusionOf(queue, waiting, l),
    key: l.agent && keyOf(waiting, l.agent),
  });
  let told: readonly Considered[] | undefined;
  const considered = () => {
    told ??= looked().map(consider).sort(byWhoFits);
    return told;
  };
  return { considered, rest: members.length - listed };
}

const keyOf = ({ not, entry, class: { wanted } }: Waiting, { id, seat, used, idleSince }: Agent): AgentKey => ({
  preferred: entry.prefer?.agent === id,
  askedBefore: not.has(id),
  skill: seat.profile ? skillIn(seat.profile, wanted) : 0,
  used,
  idleSince,
});

function byWhoFits(a: Considered, b: Considered): number {
  if (a.excluded || b.excluded) return Number(!!a.excluded) - Number(!!b.excluded) || (a.agent < b.agent ? -1 : 1);
  return a.key && b.key && isKeyFirst({ id: a.agent, ...a.key }, { id: b.agent, ...b.key }) ? -1 : 1;
}

function isKeyFirst(a: AgentKey & Rank, b: AgentKey & Rank): boolean {
  if (a.preferred !== b.preferred) return a.preferred;
  if (a.askedBefore !== b.askedBefore) return b.askedBefore;
  return a.skill !== b.skill ? a.skill > b.skill : isAskedFirst(a, b);
}
