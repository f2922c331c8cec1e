import assert from 'node:assert/strict';
import { type Agent, type AgentCommand, newAgent, takesOffers } from '@patchbay/agents/agent.ts';
import { type AgentId, type InteractionId, isRefused } from '@patchbay/base/decision.ts';
import { type Dice, dice } from '@patchbay/base/test/random.ts';
import { same, stored } from '@patchbay/base/test/stored.ts';
import { type AgentStep, actOnAgent, followed, verified } from '@patchbay/interactions/test/house.ts';
import { type Chat, type ChatCommand, type ChatEvent, due, overdue } from '../chat.ts';
import { type Button, controls } from '../controls.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { every, types } from './every.ts';
import { agentHolds, chatHolds, stepHolds } from './holds.ts';
import { agrees, type Memory, nothing, remember } from './memory.ts';
import { fresh, agents as names, people } from './people.ts';
import { anyPolicy, anyProfile, chatBag, staffBag, staffCommand } from './weights.ts';

/** One accepted command, and what it changed. */
export interface Step {
  readonly before: Chat;
  readonly command: ChatCommand;
  readonly events: readonly ChatEvent[];
  readonly after: Chat;
  readonly agents: readonly AgentStep[];
  readonly now: number;
}
/** Whoever looks on. */
export interface Onlooker {
  step?(step: Step): void;
  agent?(step: AgentStep, now: number): void;
}
/** How often each command was accepted, and with which texts others were refused. */
export interface Walked {
  readonly accepted: Map<string, number>;
  readonly refused: Set<string>;
}

interface World {
  readonly seed: number;
  readonly dice: Dice;
  readonly see: Onlooker;
  readonly agents: Map<AgentId, Agent>;
  readonly chats: Map<InteractionId, Chat>;
  readonly memories: Map<InteractionId, Memory>;
  readonly walked: Walked;
  now: number;
  begun: number;
}

/** A seeded random day of several agents and chats; throws, with the seed and the step, at the first thing that does not hold. */
export function walk(seed: number, steps: number, see: Onlooker = {}): Walked {
  const world = begin(seed, see);
  let step = 0;
  try {
    for (; step < steps; step++) takeStep(world);
    drain(world);
  } catch (error) {
    throw new Error(`seed ${seed}, step ${step}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  return world.walked;
}

function begin(seed: number, see: Onlooker): World {
  const d = dice(seed);
  const agents = new Map(names.map(({ agent }) => [agent, stored(newAgent(agent, anyProfile(d)))]));
  const walked = { accepted: new Map<string, number>(), refused: new Set<string>() };
  const world: World = { seed, dice: d, see, agents, chats: new Map(), memories: new Map(), walked, now: 1000, begun: 0 };
  for (let n = 0; n < 3; n++) arrive(world);
  for (const { agent } of names) {
    actOf(world, agent, { by: 'system', type: 'configure', profile: anyProfile(d) });
    actOf(world, agent, staffCommand('logOn', agent, d));
    actOf(world, agent, staffCommand('setReady', agent, d));
  }
  return world;
}

function takeStep(world: World): void {
  const { dice: d } = world;
  world.now += d.of([0, 0, 1, 1, 2, 9]);
  const turn = d.next();
  if (turn < 0.2) tick(world);
  else if (turn < 0.35) staff(world);
  else {
    const i = d.of([...world.chats.values()]);
    if (i.at.stage === 'closed' && d.chance(0.7)) leave(world, i);
    else act(world, i, choose(world, i));
  }
}

function arrive(world: World): void {
  const { dice: d, now } = world;
  const id = `chat-${++world.begun}` as InteractionId;
  const kind = d.of(['inbound', 'inbound', 'inbound', 'inbound', 'outbound', 'callback', 'preview'] as const);
  world.chats.set(id, newChat(id, kind, now, d));
  world.memories.set(id, nothing);
}
const newChat = (id: InteractionId, kind: Chat['kind'], startedAt: number, d: Dice): Chat => {
  const initial = fresh({ id, kind, startedAt, policy: anyPolicy(d) });
  return stored(evolve(null as never, { type: 'interaction.started', initial }));
};
function leave(world: World, i: Chat): void {
  world.chats.delete(i.id);
  world.memories.delete(i.id);
  arrive(world);
}

/** Mostly a command that does something, one type after the other by weight; sometimes any at all. */
function choose({ dice: d, now }: World, i: Chat): ChatCommand {
  if (d.chance(0.12)) return d.of(every[d.of(types)](i, now));
  for (let tries = 0; tries < 12; tries++) {
    const list = every[d.of(chatBag)](i, now);
    for (let k = 0; k < 3; k++) {
      const pick = d.of(list);
      const answer = decide(i, pick, now);
      if (!isRefused(answer) && answer[0]?.type !== 'interaction.noted') return pick;
    }
  }
  return d.of(every[d.of(types)](i, now));
}

/** Carries out one command as the server does: the chat and its agents change together or not at all. */
function act(world: World, i: Chat, command: ChatCommand): boolean {
  const { now, walked } = world;
  if (i.kind === 'outbound' && command.type === 'start' && !free(world, command.agent)) return false; // asked before by whoever dials
  const done = verified(decide, evolve, i, command, now);
  buttonsAgree(world, i, command, isRefused(done));
  if (isRefused(done)) {
    assert.notEqual(command.by, 'outside', `[IN1] a fact was refused: ${command.type}`);
    walked.refused.add(done.refused);
    return false;
  }
  const steps = followed(world.agents, done.after, done.events, now);
  if (isRefused(steps)) {
    walked.refused.add(steps.refused);
    return false;
  }
  settle(world, { before: i, command, ...done, agents: steps, now });
  return true;
}
const free = (world: World, agent: AgentId) => {
  const a = world.agents.get(agent);
  return a !== undefined && takesOffers(a, 'chat');
};

/** What is put right after the end, or forgotten. [IN40] [IN41] */
const corrected = { work: 0, notes: '', contact: null, data: 0 };

function settle(world: World, step: Step): void {
  const { before, command, events, after, now } = step;
  const { chats, agents, memories, walked, see } = world;
  chats.set(after.id, after);
  for (const s of step.agents) agents.set(s.after.id, s.after);
  const memory = remember(memories.get(after.id) ?? nothing, before, command, now);
  memories.set(after.id, memory);
  if (events.some((e) => e.type !== 'interaction.noted')) walked.accepted.set(command.type, (walked.accepted.get(command.type) ?? 0) + 1);
  if (before.at.stage === 'closed') same({ ...after, ...corrected }, { ...before, ...corrected }, 'what is closed stays closed');
  stepHolds(before, command, after, now);
  chatHolds(after, now);
  agrees(memory, after);
  for (const a of agents.values()) agentHolds(a, [...chats.values()], now);
  see.step?.(step);
  for (const s of step.agents) see.agent?.(s, now);
}

/** What the rules accept is enabled; what is enabled the rules accept in some form. */
function buttonsAgree({ now, dice: d }: World, i: Chat, command: ChatCommand, refused: boolean): void {
  if (typeof command.by !== 'object') return;
  const { by } = command;
  const control = controls(i, by, now)[command.type as Button];
  if (!control) return;
  if (!refused) assert.ok(control.enabled && control.visible, `${command.type} was accepted but is not enabled`);
  if (!control.enabled) assert.ok(control.why, `${command.type} needs a reason`);
  if (!control.enabled || !refused || d.chance(0.5)) return;
  const alike = every[command.type](i, now).filter((c) => c.by === by);
  assert.ok(
    alike.some((c) => !isRefused(decide(i, c, now))),
    `${command.type} is enabled but never accepted`,
  );
}

function staff(world: World): void {
  const { dice: d } = world;
  const { agent } = d.of(names);
  const a = world.agents.get(agent);
  if (a?.work.length === 0 && d.chance(0.05)) actOf(world, agent, { by: 'system', type: 'configure', profile: anyProfile(d) });
  else actOf(world, agent, staffCommand(d.of(staffBag), agent, d));
}

function actOf(world: World, agent: AgentId, command: AgentCommand): void {
  const before = world.agents.get(agent);
  assert.ok(before);
  const step = actOnAgent(before, command, world.now);
  if (isRefused(step)) return void world.walked.refused.add(step.refused);
  world.agents.set(agent, step.after);
  agentHolds(step.after, [...world.chats.values()], world.now);
  world.see.agent?.(step, world.now);
}

/** Carries out what is due. The first order of a chat is accepted; what is left is due later. */
function tick(world: World): void {
  const { now } = world;
  for (const { id } of [...world.chats.values()])
    for (let round = 0; ; round++) {
      assert.ok(round < 4, 'timers come to an end');
      const i = world.chats.get(id) as Chat;
      const orders = overdue(i, now);
      if (!orders.length) break;
      orders.forEach((order, n) => {
        const accepted = act(world, world.chats.get(id) as Chat, order);
        if (n === 0) assert.ok(accepted, `${order.type} was due and refused`);
      });
    }
  for (const i of world.chats.values()) assert.ok((due(i) ?? now + 1) > now, 'nothing is due any more');
}

/** However the day went, it can be brought to its end: every customer leaves, everyone wraps up, every agent logs off. */
function drain(world: World): void {
  for (const { id } of [...world.chats.values()]) {
    const chat = () => world.chats.get(id) as Chat;
    act(world, chat(), { by: 'outside', type: 'customerLeft' });
    for (const p of chat().participations) {
      const by = people.find((one) => one.agent === p.agent);
      if (p.stage === 'wrapUp' && by)
        assert.ok(act(world, chat(), { by, type: 'submitWrapUp', reason: chat().policy.reasons[0] ?? '' }), 'wraps up');
    }
    assert.equal(chat().at.stage, 'closed', 'every chat can be closed');
  }
  for (const { agent } of names) {
    const a = world.agents.get(agent);
    assert.ok(a);
    const { channels } = a;
    if (Object.values(channels).some((c) => c.is !== 'loggedOff')) actOf(world, agent, staffCommand('logOff', agent));
    assert.ok(
      Object.values(world.agents.get(agent)?.channels ?? {}).every((c) => c.is === 'loggedOff'),
      'everyone can go home',
    );
  }
}
