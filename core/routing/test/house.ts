import fc from 'fast-check';
import { expect } from 'vitest';
import { newRouting } from '../board.ts';
import type { AskedBefore, RoutingDecision, RoutingEvent } from '../routing.ts';
import { step } from '../step.ts';

interface Call {
  readonly id: string;
  readonly since: number;
  readonly not: readonly AskedBefore[];
}
interface Desk {
  readonly id: string;
  readonly max: number;
  readySince: number | null;
  idleSince: number;
  offered: Call[];
  open: Call[];
}

/** A caller of `step` that obeys [RT31] and [RT32]: true pictures, offers included, and the desk before the call that comes back. */
interface House {
  state: ReturnType<typeof newRouting>;
  now: number;
  readonly desks: readonly Desk[];
  readonly line: Map<string, Call>;
}

const queue = { id: 'q', channel: 'voice', skills: [], priority: 0 };
const rules = (id: string) => ({ id, skills: {}, queues: ['q'] });

function open(maxima: readonly number[]): House {
  const desks = maxima.map((max, n): Desk => ({ id: `a${n}`, max, readySince: null, idleSince: 0, offered: [], open: [] }));
  const house: House = { state: newRouting(), now: 1, desks, line: new Map() };
  tell(house, { type: 'configured', queues: [queue], agents: desks.map((d) => rules(d.id)) });
  for (const desk of desks) report(house, desk);
  return house;
}

function tell(house: House, event: RoutingEvent): void {
  const { state, decisions } = step(house.state, event);
  house.state = state;
  for (const decision of decisions) offer(house, decision);
}

function offer({ desks, line }: House, { interaction, agent }: RoutingDecision): void {
  const desk = desks.find((d) => d.id === agent);
  const call = line.get(interaction);
  if (!desk || !call) throw new Error('An offer of what does not wait, or to nobody.');
  const since = desk.readySince ?? -1;
  expect(desk.readySince).not.toBeNull();
  expect(desk.open.length + desk.offered.length).toBeLessThan(desk.max);
  expect(call.not.every((n) => n.agent !== agent || (n.at ?? Infinity) < since)).toBe(true);
  line.delete(interaction);
  desk.offered.push(call);
}

function report(house: House, { id, max, readySince, idleSince, open, offered }: Desk): void {
  const ready = readySince === null ? [] : [{ channel: 'voice', since: readySince }];
  const load = [{ channel: 'voice', count: open.length + offered.length }];
  tell(house, { type: 'agent', agent: id, ready, load, capacity: [{ channel: 'voice', max }], idleSince });
}

function queueUp(house: House, call: Call): void {
  house.line.set(call.id, call);
  tell(house, { type: 'waiting', interaction: call.id, queue: 'q', channel: 'voice', since: call.since, not: call.not });
}

type Act = (house: House, desk: Desk) => void;

const arrives: Act = (house) => queueUp(house, { id: `c${1000 + house.now}`, since: house.now, not: [] });
const becomesReady: Act = (house, desk) => {
  desk.readySince ??= house.now;
  report(house, desk);
};
const stepsAway: Act = (house, desk) => {
  desk.readySince = null;
  report(house, desk);
};
const accepts: Act = (house, desk) => {
  desk.open.push(...desk.offered.splice(0, 1));
  report(house, desk);
};
const ends: Act = (house, desk) => {
  if (desk.open.shift()) desk.idleSince = house.now;
  report(house, desk);
};
const declines: Act = (house, desk) => {
  const call = desk.offered.shift();
  if (!call) return;
  stepsAway(house, desk);
  queueUp(house, { ...call, not: [...call.not, { agent: desk.id, at: house.now }] });
};
const hangsUp: Act = (house) => {
  const [call] = house.line.values();
  if (!call) return;
  house.line.delete(call.id);
  tell(house, { type: 'gone', interaction: call.id });
};
const acts = [arrives, arrives, becomesReady, becomesReady, stepsAway, accepts, ends, declines, hangsUp];

const days = fc.record({
  maxima: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  moments: fc.array(fc.tuple(fc.nat(acts.length - 1), fc.nat(3)), { maxLength: 60, size: 'max' }),
});

/** Whatever happens in a house, offers are possible ones, nobody idle is kept from a call, and in the end every call is answered. */
export function everyCallIsAnswered({
  maxima,
  moments,
}: {
  maxima: readonly number[];
  moments: readonly (readonly [number, number])[];
}): void {
  const house = open(maxima);
  for (const [act, at] of moments) {
    const desk = house.desks[at % house.desks.length];
    house.now += 1;
    if (desk) acts[act]?.(house, desk);
    for (const call of house.line.values()) expect(house.desks.filter((d) => couldTake(d, call))).toEqual([]);
  }
  const inside = house.line.size + house.desks.reduce((sum, d) => sum + d.open.length + d.offered.length, 0);
  for (let round = 0; round <= inside; round++) for (const desk of house.desks) clearsTheDesk(house, desk);
  expect(house.line.size).toBe(0);
  expect(house.desks.flatMap((d) => [...d.open, ...d.offered])).toEqual([]);
}

const couldTake = ({ id, readySince, max, open, offered }: Desk, { not }: Call) =>
  readySince !== null && open.length + offered.length < max && not.every((n) => n.agent !== id || (n.at ?? Infinity) < readySince);

/** Takes and ends all there is, then becomes ready anew. */
function clearsTheDesk(house: House, desk: Desk): void {
  while (desk.offered.length > 0) accepts(house, desk);
  house.now += 1;
  stepsAway(house, desk);
  while (desk.open.length > 0) ends(house, desk);
  house.now += 1;
  becomesReady(house, desk);
}

/** Runs so many random days in random houses; with a seed they are always the same. */
export const overDays = (runs: number, seed?: number): void =>
  fc.assert(fc.property(days, everyCallIsAnswered), { numRuns: runs, ...(seed === undefined ? {} : { seed }) });
