import { type Agent, type Board, boardOf, type RoutingState, type Waiting } from './board.ts';
import { configure } from './configure.ts';
import { decide } from './decide.ts';
import { top } from './heap.ts';
import { isFirstInLine } from './order.ts';
import type { AgentId, RoutingDecision, RoutingEvent } from './routing.ts';
import { firstAgents, firstWaiting, headsFor, inPrecedence, loosened, ofFirstChannel } from './search.ts';
import { type Chosen, chosen, looksAround } from './sharing.ts';
import { asPictured, leaveLine, leaveSeat, reconsider, seat, standInLine, takeDue } from './standing.ts';

type Decisions = readonly RoutingDecision[];
type Takes = { readonly [T in RoutingEvent['type']]: (board: Board, event: Extract<RoutingEvent, { readonly type: T }>) => Decisions };

/** What each event changes, and the one side it makes worth searching. [RT2] */
const takes: Takes = {
  configured: (board, event) => {
    configure(board, event);
    return inTheirOrder(board, [...board.waiting.values()], []);
  },
  waiting: (board, event) => {
    const decisions = decideFor(board, standInLine(board, event));
    return decisions.length && board.watched.length ? [...decisions, ...lookingAround(board, [], [])] : decisions;
  },
  gone: (board, { interaction }) => {
    leaveLine(board, interaction);
    return none;
  },
  agent: (board, event) => {
    const { id } = seat(board, asPictured(event));
    const released = reconsider(board, id);
    const decisions = employ(board, id);
    return released.length || board.watched.length ? [...decisions, ...inTheirOrder(board, released, [])] : decisions;
  },
  agentGone: (board, { agent }) => {
    leaveSeat(board, agent);
    return inTheirOrder(board, reconsider(board, agent), []);
  },
  pressed: (board, { queue, rings }) => {
    board.pressed.set(queue, new Set(rings));
    const line = [...board.waiting.values()].filter((w) => w.class.queue === queue);
    return inTheirOrder(
      board,
      line.map(({ entry }) => standInLine(board, entry)),
      [],
    );
  },
  time: (board, { at }) => {
    const decisions: RoutingDecision[] = [];
    for (let next = momentOf(board); next <= at; next = momentOf(board)) decisions.push(...reach(board, next));
    board.now = Math.max(board.now, at);
    return decisions;
  },
};
const none: Decisions = [];

/** Takes one event in and decides all that can be decided now. Uses the given state up: go on with the one returned. [RT1] [RT4] */
export function step(state: RoutingState, event: RoutingEvent): { readonly state: RoutingState; readonly decisions: Decisions } {
  const board = boardOf(state);
  board.steps += 1;
  const take = takes[event.type] as (board: Board, event: RoutingEvent) => Decisions;
  return { decisions: take(board, event), state: { board, steps: board.steps } };
}

/** When a `time` event will change something; `null`: never. The caller's timer. [RT55] */
export function nextMoment(state: RoutingState): number | null {
  const moment = momentOf(boardOf(state));
  return moment < Infinity ? moment : null;
}

const momentOf = ({ dueWaiting, dueAgents }: Board): number => Math.min(top(dueWaiting)?.due ?? Infinity, top(dueAgents)?.due ?? Infinity);

/** Everything that one moment changes is changed, then decided. */
function reach(board: Board, now: number): Decisions {
  board.now = now;
  const agents = takeDue(board.dueAgents, now).map((agent) => seat(board, agent).id);
  const waiting = takeDue(board.dueWaiting, now).map(({ entry }) => standInLine(board, entry));
  return inTheirOrder(board, waiting, agents);
}

function decideFor(board: Board, waiting: Waiting, share?: Chosen['share']): Decisions {
  const [agent, next] = firstAgents(board, waiting);
  return agent ? [decide(board, waiting, { winner: agent, next, share })] : none;
}

/** Gives the agent interactions until none fits; each decision makes a new snapshot of him. */
function employ(board: Board, id: AgentId): Decisions {
  const decisions: RoutingDecision[] = [];
  for (;;) {
    const agent = board.seats.get(id)?.agent;
    const next = agent && agent.open.length ? firstOf(board, agent) : undefined;
    if (!agent || !next) return decisions;
    decisions.push(...decideFor(board, next.waiting, next.share));
  }
}

/** What an agent who has room gets first. */
function firstOf(board: Board, agent: Agent): Chosen | undefined {
  if (looksAround(board)) return chosen(board, ofFirstChannel(agent, headsFor(board, agent)));
  const waiting = firstWaiting(board, agent, inPrecedence(agent));
  return waiting && { waiting };
}

/** The same with a look at whole queues: after each decision the next is chosen anew, as it changes how long they are and who is left free. [RT57] [RT58] */
function lookingAround(board: Board, some: readonly Waiting[], agents: readonly AgentId[]): Decisions {
  const decisions: RoutingDecision[] = [];
  const lines = [...Map.groupBy(some, (w) => w.class.queue).values()].map((line) => line.sort((a, b) => (isFirstInLine(a, b) ? 1 : -1)));
  for (;;) {
    const seated = agents.flatMap((id) => board.seats.get(id)?.agent ?? []);
    const heads = [...lines.flatMap((line) => lastThatFits(board, line)), ...seated.flatMap((agent) => headsFor(board, agent))];
    const next = chosen(board, board.watched.length ? [...heads, ...loosened(board)] : heads);
    if (!next) return decisions;
    decisions.push(...decideFor(board, next.waiting, next.share));
  }
}

/** Who does not fit anybody now does not while decisions are made: they only take; who is let to somebody by them is among `loosened`. */
function lastThatFits(board: Board, line: Waiting[]): readonly Waiting[] {
  for (let last = line.at(-1); last; last = line.at(-1)) {
    if (last.live && firstAgents(board, last).length > 0) return [last];
    line.pop();
  }
  return [];
}

/** Decides what these interactions and these agents make possible, in the order of the interactions, each taking its first agent. [RT17] */
function inTheirOrder(board: Board, some: readonly Waiting[], agents: readonly AgentId[]): Decisions {
  if (looksAround(board)) return lookingAround(board, some, agents);
  const decisions: RoutingDecision[] = [];
  const line = some.toSorted((a, b) => (isFirstInLine(a, b) ? -1 : 1));
  for (const waiting of line) {
    decisions.push(...before(board, agents, waiting));
    if (waiting.live) decisions.push(...decideFor(board, waiting));
  }
  return agents.length ? [...decisions, ...before(board, agents, null)] : decisions;
}

/** What the agents can get that stands before this one. */
function before(board: Board, agents: readonly AgentId[], limit: Waiting | null): Decisions {
  const decisions: RoutingDecision[] = [];
  for (let best = firstFor(board, agents); best; best = firstFor(board, agents)) {
    if (limit && !isFirstInLine(best, limit)) break;
    decisions.push(...decideFor(board, best));
  }
  return decisions;
}

/** The first interaction that fits any of these agents. */
function firstFor(board: Board, agents: readonly AgentId[]): Waiting | undefined {
  let best: Waiting | undefined;
  for (const id of agents) {
    const agent = board.seats.get(id)?.agent;
    const head = agent && firstWaiting(board, agent);
    if (head && (!best || isFirstInLine(head, best))) best = head;
  }
  return best;
}
