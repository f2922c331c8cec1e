import assert from 'node:assert/strict';
import { type Agent, type AgentCommand, newAgent, openOn, takesOffers } from '@patchbay/agents/agent.ts';
import { type AgentId, isRefused } from '@patchbay/base/decision.ts';
import { type Dice, dice } from '@patchbay/base/test/random.ts';
import { stored } from '@patchbay/base/test/stored.ts';
import { isOpen } from '@patchbay/interactions/interaction.ts';
import { actOnAgent, followed, verified } from '@patchbay/interactions/test/house.ts';
import { type Button, controls } from '../controls.ts';
import { type Email, type EmailCommand, type EmailEvent, holderOf } from '../email.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { due, overdue } from '../timers.ts';
import { every, types } from './every.ts';
import { emailHolds, stepHolds } from './holds.ts';
import { people, profile, sue } from './people.ts';
import { anyEmail, bag } from './weights.ts';

/** One accepted command, and what it changed. */
export interface Step {
  readonly before: Email;
  readonly command: EmailCommand;
  readonly events: readonly EmailEvent[];
  readonly after: Email;
  readonly now: number;
}
interface World {
  readonly dice: Dice;
  readonly see: (step: Step) => void;
  readonly accepted: Map<string, number>;
  readonly agents: Map<AgentId, Agent>;
  readonly work: Email[];
  now: number;
  begun: number;
}
const atOnce = 3;
const tried = bag(types);

/** A seeded random day of several pieces of work and their agents; throws, with the seed and the step, at the first thing that does not hold. */
export function walk(seed: number, steps: number, see: (step: Step) => void = () => undefined): ReadonlyMap<string, number> {
  const d = dice(seed);
  const agents = new Map(people.map(({ agent }) => [agent, stored(newAgent(agent, profile))]));
  const world: World = { dice: d, see, accepted: new Map(), agents, work: [], now: 1000, begun: 0 };
  for (let n = 0; n < atOnce; n++) world.work.push(next(world));
  let step = 0;
  try {
    for (; step < steps; step++) takeStep(world);
    world.work.forEach((_, n) => {
      drain(world, n);
    });
  } catch (error) {
    throw new Error(`seed ${seed}, step ${step}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  return world.accepted;
}
const next = (world: World): Email => stored(anyEmail(world.dice, ++world.begun, world.now));

function takeStep(world: World): void {
  const { dice: d, work } = world;
  world.now += d.chance(0.02) ? 400 : d.of([0, 0, 1, 1, 2, 9]);
  for (const { agent } of people) if (d.chance(0.3)) ready(world, agent);
  const n = d.below(work.length);
  if (d.chance(0.12))
    work.forEach((_, one) => {
      tick(world, one);
    });
  else if ((work[n] as Email).at.stage === 'closed' && d.chance(0.6)) work[n] = next(world);
  else act(world, n, choose(world, work[n] as Email));
}
function ready(world: World, agent: AgentId): void {
  const by = people.find((p) => p.agent === agent);
  const commands = [
    { by: 'system', type: 'configure', profile },
    { by, type: 'logOn' },
    { by, type: 'setReady' },
  ] as AgentCommand[];
  for (const command of world.agents.get(agent)?.channels.email?.is === 'ready' ? [] : commands) {
    const step = actOnAgent(world.agents.get(agent) as Agent, command, world.now);
    if (!isRefused(step)) world.agents.set(agent, step.after);
  }
}

/** Mostly a command that does something, one type after the other by weight; sometimes any at all. */
function choose({ dice: d, now }: World, i: Email): EmailCommand {
  if (!d.chance(0.1))
    for (let tries = 0; tries < 25; tries++) {
      const list = every[d.of(tried)](i, now);
      for (let k = 0; k < 3 && list.length; k++) {
        const pick = d.of(list);
        const answer = decide(i, pick, now);
        if (!isRefused(answer) && answer[0]?.type !== 'interaction.noted') return pick;
      }
    }
  return d.of(every[d.of(types)](i, now));
}

/** Carries out one command as the server does: the work and its agents change together or not at all. */
function act(world: World, n: number, command: EmailCommand): boolean {
  const { now, work } = world;
  const before = work[n] as Email;
  if (command.type === 'start' && !free(world, command.agent)) return false; // asked before by whoever composes
  const done = verified(decide, evolve, before, command, now);
  buttonsAgree(world, before, command, isRefused(done));
  if (isRefused(done)) {
    assert.notEqual(command.by, 'outside', `[IN1] a fact was refused: ${command.type}`);
    return false;
  }
  const steps = followed(world.agents, done.after, done.events, now);
  if (isRefused(steps)) return false;
  for (const s of steps) world.agents.set(s.after.id, s.after);
  work[n] = done.after;
  if (done.events.some((e) => e.type !== 'interaction.noted'))
    world.accepted.set(command.type, (world.accepted.get(command.type) ?? 0) + 1);
  stepHolds(before, command, done.events, done.after, now);
  emailHolds(done.after, now);
  for (const agent of world.agents.values()) loadHolds(agent, work);
  world.see({ before, command, ...done, now });
  return true;
}
const free = ({ agents }: World, agent: AgentId) => takesOffers(agents.get(agent) as Agent, 'email');
/** An agent's load is the open parts of all there is. */
function loadHolds(agent: Agent, work: readonly Email[]): void {
  const parts = work.flatMap((i) => i.participations.filter((p) => isOpen(p) && p.agent === agent.id).map((p) => `${i.id} ${p.stage}`));
  assert.deepEqual(agent.work.map((w) => `${w.interaction} ${w.stage}`).sort(), parts.sort(), '[AG8] the work is the open parts');
  assert.ok(openOn(agent, 'email') <= (agent.profile.capacity.email ?? 0), '[AG8] never above capacity');
}

/** What the rules accept is enabled; what is enabled the rules accept in some form. [EM13] */
function buttonsAgree({ now, dice: d }: World, i: Email, command: EmailCommand, refused: boolean): void {
  if (typeof command.by !== 'object') return;
  const { by } = command;
  const control = controls(i, by, now)[command.type as Button];
  if (!control) return;
  if (!refused) assert.ok(control.enabled && control.visible, `[EM13] ${command.type} was accepted but is not enabled`);
  if (!control.enabled) assert.ok(control.why, `[EM13] ${command.type} needs a reason`);
  if (!control.enabled || !refused || d.chance(0.5)) return;
  const alike = every[command.type](i, now).filter((c) => c.by === by);
  assert.ok(
    alike.some((c) => !isRefused(decide(i, c, now))),
    `[EM13] ${command.type} is enabled but never accepted`,
  );
}

/** Carries out what is due. The first order is accepted; what is left is due later. */
function tick(world: World, n: number): void {
  const one = () => world.work[n] as Email;
  for (let round = 0; ; round++) {
    assert.ok(round < 8, 'timers come to an end');
    const orders = overdue(one(), world.now);
    if (!orders.length) break;
    orders.forEach((order, nth) => {
      const accepted = act(world, n, order);
      if (nth === 0) assert.ok(accepted, `[EM9] ${order.type} was due and refused`);
    });
  }
  assert.ok((due(one()) ?? world.now + 1) > world.now, 'nothing is due any more');
}

/** However it went, it can be brought to its end by a supervisor and time. */
function drain(world: World, n: number): void {
  const one = () => world.work[n] as Email;
  const asked = (type: string, more: object = {}) => ({ by: sue, type, ...more }) as EmailCommand;
  for (let round = 0; round < 12 && one().at.stage !== 'closed'; round++) {
    world.now += 2000;
    tick(world, n);
    for (const { mail } of one().work.outgoing) act(world, n, { by: 'outside', type: 'refused', mail, said: '550 no' });
    if (one().at.stage === 'arriving') act(world, n, { by: 'system', type: 'limitReached' });
    const { at } = one();
    if (at.stage === 'active' && at.owner) act(world, n, { by: 'system', type: 'ownerLost', agent: at.owner });
    act(world, n, asked('withdraw'));
    if (holderOf(one()) === sue.agent) act(world, n, asked('move', { to: people[0]?.agent }));
    act(world, n, asked('deleteDraft'));
    act(world, n, asked('sendBack', { comment: '' }));
    const { doing } = one().work;
    if (doing.doing === 'inReview') act(world, n, asked('undoSend', { mail: doing.mail }));
    act(world, n, asked('markDone', { reason: one().policy.reasons[0] }));
    for (const p of one().participations) if (p.stage === 'wrapUp') act(world, n, asked('forceWrapUp', { agent: p.agent }));
  }
  assert.equal(one().at.stage, 'closed', 'every piece of work comes to its end');
}
