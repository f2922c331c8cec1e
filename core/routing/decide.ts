import type { Agent, Board, Waiting } from './board.ts';
import { exclusionOf } from './exclusion.ts';
import { isAskedFirst, orderOf } from './order.ts';
import { type AgentId, type AgentKey, type Considered, consideredAtMost, type RoutingDecision } from './routing.ts';
import { firstAgent } from './search.ts';
import { leaveLine, seat } from './standing.ts';

/** Gives the interaction to the agent: says why, then reserves. [RT30] [RT33] */
export function decide(board: Board, waiting: Waiting, winner: Agent): RoutingDecision {
  const decision = decisionOf(board, waiting, winner);
  const { channel } = waiting.class;
  leaveLine(board, waiting.id);
  seat(board, winner.picture, new Map(winner.load).set(channel, (winner.load.get(channel) ?? 0) + 1));
  return decision;
}

function decisionOf(board: Board, waiting: Waiting, winner: Agent): RoutingDecision {
  const { id, band, since } = waiting;
  const { queue, channel } = waiting.class;
  const key = keyOf(waiting, winner);
  const next = firstAgent(board, waiting, winner.id);
  const order = orderOf(key, next ? keyOf(waiting, next) : null);
  return {
    interaction: id,
    queue,
    channel,
    agent: winner.id,
    place: { band, since },
    key,
    order,
    ...consideredFor(board, waiting, winner.id),
  };
}

/** Bounded on purpose: in a large queue a decision must not cost a look at everybody. [RT34] */
function consideredFor(board: Board, waiting: Waiting, winner: AgentId): Pick<RoutingDecision, 'considered' | 'rest'> {
  const members = board.queues.get(waiting.class.queue)?.members ?? [];
  const others = members.slice(0, consideredAtMost).filter((id) => id !== winner);
  const listed = [winner, ...others.slice(0, consideredAtMost - 1)].map((id) => consider(board, waiting, id));
  return { considered: listed.sort(byWhoFits), rest: members.length - listed.length };
}

function consider(board: Board, waiting: Waiting, id: AgentId): Considered {
  const agent = board.agents.get(id);
  return { agent: id, excluded: exclusionOf(board, waiting, id), key: agent ? keyOf(waiting, agent) : null };
}

const keyOf = ({ not }: Waiting, { id, used, idleSince }: Agent): AgentKey => ({ askedBefore: not.has(id), used, idleSince });

function byWhoFits(a: Considered, b: Considered): number {
  if (a.excluded || b.excluded || !a.key || !b.key) return Number(!!a.excluded) - Number(!!b.excluded) || (a.agent < b.agent ? -1 : 1);
  if (a.key.askedBefore !== b.key.askedBefore) return a.key.askedBefore ? 1 : -1;
  return isAskedFirst({ id: a.agent, ...a.key }, { id: b.agent, ...b.key }) ? -1 : 1;
}
