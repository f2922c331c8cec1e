import fc from 'fast-check';
import { expect } from 'vitest';
import { newRouting, type RoutingState } from '../board.ts';
import { whyNot } from '../exclusion.ts';
import type { Heap, Snapshot } from '../heap.ts';
import type { AgentEvent, RoutingDecision, RoutingEvent, WaitingEvent } from '../routing.ts';
import { position, queueStatistics } from '../statistics.ts';
import { nextMoment, step } from '../step.ts';
import { frozen, histories, reversed } from './events.ts';
import { type OracleState, oracleExclusion, oracleMoment, oraclePosition, oracleStart, oracleStatistics, oracleStep } from './oracle.ts';

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
    const [asked] = known.waiting; // from the first question on lines are counted [RT43]
    if (asked) expectSame(position(state, asked.interaction), oraclePosition(known, asked.interaction));
  }
  answersAsOracle(state, known);
}

function answersAsOracle(state: RoutingState, known: OracleState): void {
  expectSame(queueStatistics(state), oracleStatistics(known));
  expectSame(nextMoment(state), oracleMoment(known));
  for (const w of known.waiting) {
    expectSame(position(state, w.interaction), oraclePosition(known, w.interaction));
    for (const { id } of known.configuration.agents) expectSame(whyNot(state, w.interaction, id), oracleExclusion(known, w, id));
  }
}

/** The rules read off the decisions alone, without the oracle's way of choosing. */
export function keepsTheRules(history: readonly RoutingEvent[]): void {
  let state = newRouting();
  let facts = oracleStart;
  for (const told of history) {
    for (const event of moments(() => state, told)) {
      const { state: next, decisions } = step(state, event);
      state = next;
      facts = noted(facts, event);
      for (const decision of decisions) facts = checked(facts, decision);
      for (const w of facts.waiting) expect(facts.agents.filter((a) => mayTake(facts, w, a))).toEqual([]);
    }
  }
}

/** A `time` that passes several moments, one moment after the other: what is right at one may be wrong at the next. [RT55] */
function* moments(state: () => RoutingState, event: RoutingEvent): Generator<RoutingEvent> {
  if (event.type === 'time')
    for (let next = nextMoment(state()); next !== null && next < event.at; next = nextMoment(state())) yield { type: 'time', at: next };
  yield event;
}

function noted(facts: OracleState, event: RoutingEvent): OracleState {
  if (event.type === 'configured') return { ...facts, configuration: event, pressed: [] };
  if (event.type === 'pressed') return { ...facts, pressed: [...facts.pressed.filter((p) => p.queue !== event.queue), event] };
  if (event.type === 'time') return { ...facts, now: Math.max(facts.now, event.at) };
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
  expect(hasWhatItTakes(facts, waiting, picture)).toBe(true);
  expect(hasSpace(facts, picture, channel)).toBe(true);
  expect(isLeftFree(facts, waiting, picture)).toBe(false);
  const load = [...picture.load, { channel, count: 1 }];
  const spaced = picture.spaced?.map((s) => (s.channel === channel ? { channel, from: Infinity } : s)) ?? [];
  const others = facts.agents.filter((a) => a !== picture);
  return { ...facts, waiting: facts.waiting.filter((w) => w !== waiting), agents: [...others, { ...picture, load, spaced }] };
}

/** Whether the agent has to get it by now: he fits, and it is not kept for another. */
function mayTake(facts: OracleState, w: WaitingEvent, a: AgentEvent): boolean {
  if (!hasWhatItTakes(facts, w, a) || !hasSpace(facts, a, w.channel) || isLeftFree(facts, w, a)) return false;
  const other = w.prefer && w.prefer.until > facts.now && w.prefer.agent !== a.agent ? w.prefer.agent : null;
  return !facts.agents.some((b) => b.agent === other && hasWhatItTakes(facts, w, b));
}

/** Serves it in this ring, with the skills, is ready and was not asked since. */
function hasWhatItTakes({ configuration: { queues, agents }, now, pressed }: OracleState, w: WaitingEvent, a: AgentEvent): boolean {
  const rules = agents.find((r) => r.id === a.agent);
  const queue = queues.find((q) => q.id === w.queue);
  const since = a.ready.find((r) => r.channel === w.channel)?.since;
  const sooner = pressed.find((p) => p.queue === w.queue)?.rings ?? [];
  const times = (queue?.rings ?? []).map((r, n) => Math.min(r.afterMs, sooner.includes(n + 1) ? (r.soonerMs ?? Infinity) : Infinity));
  const reached = (queue?.rings ?? []).filter((_, n) => times.slice(n).some((ms) => w.since + ms <= now));
  const serves = rules?.queues.includes(w.queue) || rules?.joins?.some((j) => j.queue === w.queue && j.ring <= reached.length);
  if (!rules || !queue || !serves || since === undefined) return false;
  const able = (w.skills ?? reached.at(-1)?.skills ?? queue.skills).every(({ skill, level }) => (rules.skills[skill] ?? -1) >= level);
  return able && !w.not.some((n) => n.agent === a.agent && (n.at === null || n.at >= since));
}

/** Whether he has room for a queue of which this one leaves so many free. [RT58] */
function isLeftFree(facts: OracleState, w: WaitingEvent, a: AgentEvent): boolean {
  const { queues, agents } = facts.configuration;
  return (queues.find((q) => q.id === w.queue)?.keepFree ?? []).some((keep) => {
    const other = queues.find((q) => q.id === keep.queue);
    if (!other) return false;
    const able = agents.filter((r) => r.queues.includes(other.id) && other.skills.every((s) => (r.skills[s.skill] ?? -1) >= s.level));
    const ready = facts.agents.filter((one) => able.some((r) => r.id === one.agent) && one.ready.some((r) => r.channel === other.channel));
    const room = ready.filter((one) => hasSpace(facts, one, other.channel));
    return (
      room.some((one) => one.agent === a.agent) && room.length <= Math.max(keep.agents, Math.ceil((ready.length * keep.percent) / 100))
    );
  });
}

/** Below the maximum, not beside what forbids it, enough unused, and not before its time. */
function hasSpace({ now }: OracleState, { load, capacity, spaced }: AgentEvent, channel: string): boolean {
  const room = capacity.find((c) => c.channel === channel);
  const open = load.flatMap((l) => Array.from({ length: l.count }, () => l.channel));
  if (!room || open.filter((c) => c === channel).length >= room.max) return false;
  if (open.some((c) => room.never?.includes(c)) || spaced?.some((s) => s.channel === channel && s.from > now)) return false;
  const shares = open.map((c) => (room.over?.includes(c) ? 0 : (capacity.find((r) => r.channel === c)?.share ?? 0)));
  return shares.reduce((unused, share) => unused - share, 100) >= (room.spare ?? 0);
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
    const { classes, profiles, dueAgents, dueWaiting } = state.board;
    for (const { line } of classes.values()) expectTidy(line);
    for (const { on } of profiles) for (const { free } of on.values()) expectTidy(free);
    expectTidy(dueAgents);
    expectTidy(dueWaiting);
  }
}

// Counting first: three `expect` for each heap and event would take nine tenths of the time.
function expectTidy<T extends Snapshot>({ items, stale }: Heap<T>): void {
  const counted = items.reduce((sum, item) => sum + (item.live ? 0 : 1), 0);
  if (stale === counted && stale * 2 <= items.length && new Set(items).size === items.length) return;
  expect({ stale, distinct: new Set(items).size }).toEqual({ stale: counted, distinct: items.length });
  expect(stale * 2).toBeLessThanOrEqual(items.length);
}

/** Runs one property over so many random histories; a failure prints its seed and the smallest history. With a seed they are always the same. */
export const overHistories = (runs: number, holds: (history: readonly RoutingEvent[]) => void, seed?: number): void =>
  fc.assert(fc.property(histories, holds), { numRuns: runs, ...(seed === undefined ? {} : { seed }) });

// Comparing text first: `toEqual` on everything would take most of the time.
function expectSame(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}
