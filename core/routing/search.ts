import type { Agent, Board, Waiting } from './board.ts';
import { exclusionOf, hasRoom, isDeclined } from './exclusion.ts';
import { first, sizeOf } from './heap.ts';
import { isAskedFirst, isFirstInLine } from './order.ts';
import type { AgentId } from './routing.ts';

/** The first agent who fits the interaction, those asked before last; one may be left out to find the next. [RT15] [RT21] */
export const firstAgent = (board: Board, waiting: Waiting, without?: AgentId): Agent | undefined =>
  firstUnasked(waiting, without) ?? firstAskedBefore(board, waiting, without);

/** The first interaction that fits the agent: the heads of the classes open to his profile are compared. [RT14] */
export function firstWaiting(agent: Agent): Waiting | undefined {
  let best: Waiting | undefined;
  for (const { line, channel } of agent.profile?.classes ?? []) {
    if (sizeOf(line) === 0 || !agent.ready.has(channel) || !hasRoom(agent, channel)) continue;
    const head = first(line, (w) => !isDeclined(w, agent));
    if (head && (!best || isFirstInLine(head, best))) best = head;
  }
  return best;
}

function firstUnasked({ class: { profiles, channel }, not }: Waiting, without?: AgentId): Agent | undefined {
  let best: Agent | undefined;
  for (const { free } of profiles) {
    const heap = free.get(channel);
    const head = heap && first(heap, (a) => a.id !== without && !not.has(a.id));
    if (head && (!best || isAskedFirst(head, best))) best = head;
  }
  return best;
}

function firstAskedBefore(board: Board, waiting: Waiting, without?: AgentId): Agent | undefined {
  let best: Agent | undefined;
  for (const id of waiting.not.keys()) {
    const agent = board.agents.get(id);
    if (!agent || id === without || exclusionOf(board, waiting, id)) continue;
    if (!best || isAskedFirst(agent, best)) best = agent;
  }
  return best;
}
