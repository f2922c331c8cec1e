import assert from 'node:assert/strict';
import { type Agent, type AgentCommand, newAgent } from '@patchbay/agents/agent.ts';
import { type AgentId, isRefused } from '@patchbay/base/decision.ts';
import { type Dice, dice } from '@patchbay/base/test/random.ts';
import { stored } from '@patchbay/base/test/stored.ts';
import { actOnAgent, followed, verified } from '@patchbay/interactions/test/house.ts';
import type { CallCommand, CallEvent } from '../asked.ts';
import { type Call, isInternal, type Leg } from '../call.ts';
import { type Button, controls } from '../controls.ts';
import { effects } from '../effects.ts';
import { evolve } from '../evolve.ts';
import { desired, type Picture } from '../picture.ts';
import { decide } from '../rules.ts';
import { due, overdue } from '../timers.ts';
import { carryOut, empty } from './engine.ts';
import { every, types } from './every.ts';
import { callHolds, stepHolds } from './holds.ts';
import { fresh, agents as names, people, profile } from './people.ts';
import { anyLine, anyPolicy, anySettings, bag } from './weights.ts';

/** One accepted command, and what it changed. */
export interface Step {
  readonly before: Call;
  readonly command: CallCommand;
  readonly events: readonly CallEvent[];
  readonly after: Call;
  readonly now: number;
}
interface World {
  readonly dice: Dice;
  readonly see: (step: Step) => void;
  readonly accepted: Map<string, number>;
  readonly agents: Map<AgentId, Agent>;
  call: Call;
  actual: Picture;
  /** What the engine will tell. */
  facts: CallCommand[];
  now: number;
  begun: number;
}

/** The seeded random life of one call after the other; throws, with the seed and the step, at the first thing that does not hold. */
export function walk(seed: number, steps: number, see: (step: Step) => void = () => undefined): ReadonlyMap<string, number> {
  const d = dice(seed);
  const agents = new Map(names.map(({ agent }) => [agent, stored(newAgent(agent, profile))]));
  const world: World = { dice: d, see, accepted: new Map(), agents, call: begin(d, 0, 0), actual: empty, facts: [], now: 1000, begun: 0 };
  let step = 0;
  try {
    for (; step < steps; step++) takeStep(world);
    drain(world);
  } catch (error) {
    throw new Error(`seed ${seed}, step ${step}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  return world.accepted;
}

const begin = (d: Dice, n: number, startedAt: number): Call => {
  const kind = d.of(['inbound', 'inbound', 'inbound', 'outbound', 'callback', 'preview'] as const);
  const more = { policy: anyPolicy(d), settings: anySettings(d), line: anyLine(d, kind), id: `call-${n}` };
  return stored({ ...fresh(kind, more), startedAt });
};

function takeStep(world: World): void {
  const { dice: d } = world;
  world.now += d.chance(0.01) ? 60_000 : d.of([0, 0, 1, 1, 2, 9]);
  for (const { agent } of names) if (d.chance(0.4)) ready(world, agent);
  const turn = d.next();
  if (world.call.at.stage === 'closed' && d.chance(0.7)) next(world);
  else if (turn < 0.15) tick(world);
  else if (world.facts.length && turn < 0.6) act(world, world.facts.shift() as CallCommand);
  else act(world, choose(world));
}
function next(world: World): void {
  world.begun++;
  world.call = begin(world.dice, world.begun, world.now);
  world.actual = empty;
  world.facts = [];
}
function ready(world: World, agent: AgentId): void {
  const by = people.find((p) => p.agent === agent);
  const commands = [
    { by: 'system', type: 'configure', profile },
    { by, type: 'logOn' },
    { by, type: 'setReady' },
  ] as AgentCommand[];
  for (const command of world.agents.get(agent)?.channels.voice?.is === 'ready' ? [] : commands) {
    const step = actOnAgent(world.agents.get(agent) as Agent, command, world.now);
    if (!isRefused(step)) world.agents.set(agent, step.after);
  }
}

/** Mostly a command that does something, one type after the other by weight; sometimes any at all. */
function choose({ dice: d, now, call }: World): CallCommand {
  if (d.chance(0.1)) return any(d, call, now);
  for (let tries = 0; tries < 25; tries++) {
    const list = every[d.of(bag)](call, now);
    for (let k = 0; k < 3 && list.length; k++) {
      const pick = d.of(list);
      const answer = decide(call, pick, now);
      if (!isRefused(answer) && answer[0]?.type !== 'interaction.noted') return pick;
    }
  }
  return any(d, call, now);
}
const any = (d: Dice, i: Call, now: number): CallCommand => d.of(every[d.of(types)](i, now));

/** Carries out one command as the server does: the call, its agents and what the engines play change together or not at all. */
function act(world: World, command: CallCommand): boolean {
  const { now, call: before } = world;
  const done = verified(decide, evolve, before, command, now);
  buttonsAgree(world, command, isRefused(done));
  if (isRefused(done)) {
    assert.notEqual(command.by, 'outside', `[IN1] a fact was refused: ${command.type}`);
    return false;
  }
  const steps = followed(world.agents, done.after, done.events, now);
  if (isRefused(steps)) return false;
  for (const s of steps) world.agents.set(s.after.id, s.after);
  world.call = done.after;
  if (done.events.some((e) => e.type !== 'interaction.noted'))
    world.accepted.set(command.type, (world.accepted.get(command.type) ?? 0) + 1);
  stepHolds(before, command, now);
  callHolds(done.after, now);
  play(world);
  world.see({ before, command, ...done, now });
  return true;
}

/** The engine does what is wanted; now and then the process dies half-way, or a leg does not move. */
function play(world: World): void {
  const { dice: d } = world;
  const wanted = desired(world.call);
  const todo = effects(wanted, world.actual);
  const stop = d.chance(0.05) ? d.below(todo.length + 1) : todo.length;
  const stuck = new Set<Leg>(wanted.later);
  for (const part of [todo.slice(0, stop), null]) {
    for (const effect of part ?? effects(wanted, world.actual)) {
      if (effect.do === 'move' && (stuck.has(effect.leg) || d.chance(0.03))) stuck.add(effect.leg);
      else world.actual = carryOut(world.actual, effect);
      if (effect.do === 'move' && world.call.work.troubles.some((t) => t.leg === effect.leg) && !stuck.has(effect.leg))
        world.facts.push({ by: 'outside', type: 'moved', leg: effect.leg });
    }
  }
  const left = effects(wanted, world.actual);
  for (const effect of left) assert.ok(effect.do === 'move' && stuck.has(effect.leg), '[VO71] what is done once is done');
  for (const leg of stuck) if (!wanted.later.has(leg)) world.facts.push({ by: 'outside', type: 'moveFailed', leg });
}

/** What the rules accept is enabled; what is enabled the rules accept in some form. [VO80] */
function buttonsAgree({ call, now, dice: d }: World, command: CallCommand, refused: boolean): void {
  if (typeof command.by !== 'object') return;
  const { by } = command;
  const control = controls(call, by, now)[command.type as Button];
  if (!control) return;
  if (!refused) assert.ok(control.enabled && control.visible, `[VO80] ${command.type} was accepted but is not enabled`);
  if (!control.enabled) assert.ok(control.why, `[VO80] ${command.type} needs a reason`);
  if (!control.enabled || !refused || d.chance(0.5)) return;
  const alike = every[command.type](call, now).filter((c) => c.by === by);
  assert.ok(
    alike.some((c) => !isRefused(decide(call, c, now))),
    `[VO80] ${command.type} is enabled but never accepted`,
  );
}

/** Carries out what is due. The first order is accepted; what is left is due later. */
function tick(world: World): void {
  for (let round = 0; ; round++) {
    assert.ok(round < 8, 'timers come to an end');
    const orders = overdue(world.call, world.now);
    if (!orders.length) break;
    orders.forEach((order, n) => {
      const accepted = act(world, order);
      if (n === 0) assert.ok(accepted, `[VO4] ${order.type} was due and refused`);
    });
  }
  assert.ok((due(world.call) ?? world.now + 1) > world.now, 'nothing is due any more');
}

/** However it went, it can be brought to its end: everybody hangs up, everybody wraps up. */
function drain(world: World): void {
  const facts = [{ by: 'outside', type: 'customerLeft' }, ...names.map(({ agent }) => ({ by: 'outside', type: 'partyLeft', leg: agent }))];
  if (world.call.at.stage === 'active' || world.call.work.parties.length) for (const one of facts) act(world, one as CallCommand);
  const { call } = world;
  if (call.at.stage === 'active' && !isInternal(call.work))
    for (const { leg } of call.work.parties) act(world, { by: 'outside', type: 'partyLeft', leg });
  world.now += 1000;
  if (world.call.at.stage === 'wrapUp')
    for (const p of world.call.participations)
      if (p.stage === 'wrapUp')
        act(world, { by: people.find((one) => one.agent === p.agent) as never, type: 'submitWrapUp', reason: 'reason-sold' });
}
