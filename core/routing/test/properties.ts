import fc from 'fast-check';
import { expect } from 'vitest';
import { newRouting, type RoutingState } from '../board.ts';
import { whyNot } from '../exclusion.ts';
import type { Heap } from '../heap.ts';
import type { AgentEvent, ConfiguredEvent, RoutingDecision, RoutingEvent, WaitingEvent } from '../routing.ts';
import { position, queueStatistics } from '../statistics.ts';
import { step } from '../step.ts';
import { frozen, histories, reversed } from './events.ts';
import { type OracleState, oracleExclusion, oraclePosition, oracleStart, oracleStatistics, oracleStep } from './oracle.ts';

/** The decisions of a whole history. */
export function decisionsOf(history: readonly RoutingEvent[]): readonly RoutingDecision[] {
  let state = newRouting();
  return history.flatMap((event) => {
    const after = step(state, event);
    state = after.state;
    return after.decisions;
  });
}

/** Step and oracle decide the same after every event, and answer the same questions the same way. */
export function agreesWithOracle(history: readonly RoutingEvent[]): void {
  let state = newRouting();
  let known = oracleStart;
  for (const event of history) {
    const actual = step(state, frozen(event));
    const expected = oracleStep(known, event);
    state = actual.state;
    known = expected.state;
    expectSame(actual.decisions, expected.decisions);
  }
  answersAsOracle(state, known);
}

function answersAsOracle(state: RoutingState, known: OracleState): void {
  expectSame(queueStatistics(state), oracleStatistics(known));
  for (const w of known.waiting) {
    expectSame(position(state, w.interaction), oraclePosition(known, w.interaction));
    for (const { id } of known.configuration.agents) expectSame(whyNot(state, w.interaction, id), oracleExclusion(known, w, id));
  }
}

/** The rules read off the decisions alone, without the oracle's way of choosing. */
export function keepsTheRules(history: readonly RoutingEvent[]): void {
  let state = newRouting();
  let facts = oracleStart;
  for (const event of history) {
    const { state: next, decisions } = step(state, event);
    state = next;
    facts = noted(facts, event);
    for (const decision of decisions) facts = checked(facts, decision);
    for (const w of facts.waiting) expect(facts.agents.filter((a) => mayTake(facts.configuration, w, a))).toEqual([]);
  }
}

function noted(facts: OracleState, event: RoutingEvent): OracleState {
  if (event.type === 'configured') return { ...facts, configuration: event };
  if (event.type === 'waiting' || event.type === 'gone') {
    const others = facts.waiting.filter((w) => w.interaction !== event.interaction);
    return { ...facts, waiting: event.type === 'waiting' ? [...others, event] : others };
  }
  const others = facts.agents.filter((a) => a.agent !== event.agent);
  return { ...facts, agents: event.type === 'agent' ? [...others, event] : others };
}

function checked(facts: OracleState, { interaction, agent, channel }: RoutingDecision): OracleState {
  const waiting = facts.waiting.find((w) => w.interaction === interaction);
  const picture = facts.agents.find((a) => a.agent === agent);
  if (!waiting || !picture) throw new Error('A decision about somebody who is not there.');
  expect(mayTake(facts.configuration, waiting, picture)).toBe(true);
  const load = [...picture.load, { channel, count: 1 }];
  const others = facts.agents.filter((a) => a !== picture);
  return { ...facts, waiting: facts.waiting.filter((w) => w !== waiting), agents: [...others, { ...picture, load }] };
}

function mayTake({ queues, agents }: ConfiguredEvent, w: WaitingEvent, a: AgentEvent): boolean {
  const rules = agents.find((r) => r.id === a.agent);
  const queue = queues.find((q) => q.id === w.queue && rules?.queues.includes(q.id));
  const since = a.ready.find((r) => r.channel === w.channel)?.since;
  if (!rules || !queue || since === undefined) return false;
  const able = (w.skills ?? queue.skills).every(({ skill, level }) => (rules.skills[skill] ?? -1) >= level);
  const load = a.load.reduce((sum, l) => sum + (l.channel === w.channel ? l.count : 0), 0);
  const room = a.capacity.some((c) => c.channel === w.channel && load < c.max);
  return able && room && !w.not.some((n) => n.agent === a.agent && (n.at === null || n.at >= since));
}

/** The order of lists changes nothing, and neither does doing it again. */
export function isDetermined(history: readonly RoutingEvent[]): void {
  const once = decisionsOf(history);
  const kept = JSON.stringify(once);
  expectSame(decisionsOf(history), once);
  expectSame(decisionsOf(history.map(reversed)), once);
  expect(JSON.stringify(once)).toBe(kept);
}

/** Sending the last event again changes nothing, if nothing was decided in between. */
export function isIdempotent(history: readonly RoutingEvent[]): void {
  const twice = history.flatMap((event) => [event, event]);
  let state = newRouting();
  let quiet = true;
  for (const [at, event] of twice.entries()) {
    const { state: next, decisions } = step(state, event);
    state = next;
    if (at % 2 === 1 && quiet) expect(decisions).toEqual([]);
    quiet = decisions.length === 0;
  }
}

/** After every event each heap knows how many of its snapshots are stale, and no more than half are: memory does not grow with history. */
export function staysTidy(history: readonly RoutingEvent[]): void {
  let state = newRouting();
  for (const event of history) {
    state = step(state, event).state;
    for (const { line } of state.board.classes.values()) expectTidy(line);
    for (const { free } of state.board.profiles) for (const heap of free.values()) expectTidy(heap);
  }
}

function expectTidy<T>({ items, isLive, stale }: Heap<T>): void {
  expect(stale).toBe(items.filter((item) => !isLive(item)).length);
  expect(new Set(items).size).toBe(items.length);
  expect(stale * 2).toBeLessThanOrEqual(items.length);
}

/** Runs one property over so many random histories; a failure prints its seed and the smallest history. */
export const overHistories = (runs: number, holds: (history: readonly RoutingEvent[]) => void): void =>
  fc.assert(fc.property(histories, holds), { numRuns: runs });

// Comparing text first: `toEqual` on everything would take most of the time.
function expectSame(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}
