import { type Agent, type Board, boardOf, type RoutingState, type Waiting } from './board.ts';
import { configure } from './configure.ts';
import { decide } from './decide.ts';
import { isFirstInLine } from './order.ts';
import type { RoutingDecision, RoutingEvent } from './routing.ts';
import { firstAgent, firstWaiting } from './search.ts';
import { leaveLine, leaveSeat, loadOf, seat, standInLine } from './standing.ts';

type Decisions = readonly RoutingDecision[];
type Takes = { readonly [T in RoutingEvent['type']]: (board: Board, event: Extract<RoutingEvent, { readonly type: T }>) => Decisions };

/** What each event changes, and the one side it makes worth searching. [RT2] */
const takes: Takes = {
  configured: (board, event) => {
    configure(board, event);
    return decideAll(board);
  },
  waiting: (board, event) => decideFor(board, standInLine(board, event)),
  gone: (board, { interaction }) => {
    leaveLine(board, interaction);
    return [];
  },
  agent: (board, event) => employ(board, seat(board, event, loadOf(event))),
  agentGone: (board, { agent }) => {
    leaveSeat(board, agent);
    return [];
  },
};

/** Takes one event in and decides all that can be decided now. Uses the given state up: go on with the one returned. [RT1] [RT4] */
export function step(state: RoutingState, event: RoutingEvent): { readonly state: RoutingState; readonly decisions: Decisions } {
  const board = boardOf(state);
  board.steps += 1;
  const take = takes[event.type] as (board: Board, event: RoutingEvent) => Decisions;
  return { decisions: take(board, event), state: { board, steps: board.steps } };
}

function decideFor(board: Board, waiting: Waiting): Decisions {
  const agent = firstAgent(board, waiting);
  return agent ? [decide(board, waiting, agent)] : [];
}

/** Gives the agent interactions until none fits; each decision makes a new snapshot of him. */
function employ(board: Board, { id }: Agent): Decisions {
  const decisions: RoutingDecision[] = [];
  for (;;) {
    const agent = board.agents.get(id);
    const waiting = agent && firstWaiting(agent);
    if (!agent || !waiting) return decisions;
    decisions.push(decide(board, waiting, agent));
  }
}

const decideAll = (board: Board): Decisions =>
  [...board.waiting.values()].sort((a, b) => (isFirstInLine(a, b) ? -1 : 1)).flatMap((waiting) => decideFor(board, waiting));
