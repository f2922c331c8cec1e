import assert from 'node:assert/strict';
import { type ChannelName, type InteractionId, isRefused } from '@patchbay/base/decision.ts';
import { type Dice, dice } from '@patchbay/base/test/random.ts';
import { same, storable, stored } from '@patchbay/base/test/stored.ts';
import { type Agent, type AgentCommand, type AgentEvent, isLoggedOn, newAgent, type Work } from '../agent.ts';
import { daysTotals, type Happening } from '../day.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { overdue } from '../timers.ts';
import { anyCommand, anyProfile } from './any.ts';
import { Clocking } from './clocking.ts';
import { agentHolds, stepHolds } from './holds.ts';
import { ada, profile } from './people.ts';

/** One accepted command, and what it changed. */
export interface Step {
  readonly before: Agent;
  readonly command: AgentCommand;
  readonly events: readonly AgentEvent[];
  readonly after: Agent;
  readonly now: number;
}
/** How often each command was accepted, and with which texts others were refused. */
export interface Walked {
  readonly accepted: Map<string, number>;
  readonly refused: Set<string>;
}
interface World {
  readonly dice: Dice;
  readonly see: (step: Step) => void;
  readonly walked: Walked;
  /** What is open, as whoever makes the facts knows it. */
  readonly open: Map<InteractionId, Pick<Work, 'channel' | 'stage'>>;
  readonly day: Happening[];
  readonly clocking: Clocking;
  agent: Agent;
  now: number;
  begun: number;
}

const start = 1000;

/** A seeded random day of one agent on several channels; throws, with the seed and the step, at the first thing that does not hold. */
export function walk(seed: number, steps: number, see: (step: Step) => void = () => {}): Walked {
  const agent = stored(newAgent(ada.agent, profile));
  const walked = { accepted: new Map<string, number>(), refused: new Set<string>() };
  const clocking = new Clocking(start);
  const world: World = { dice: dice(seed), see, walked, open: new Map(), day: [], clocking, agent, now: start, begun: 0 };
  let step = 0;
  try {
    act(world, { by: 'system', type: 'configure', profile: anyProfile(world.dice) });
    for (; step < steps; step++) takeStep(world);
    accountFor(world, agent);
  } catch (error) {
    throw new Error(`seed ${seed}, step ${step}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  return walked;
}

function takeStep(world: World): void {
  const { dice: d } = world;
  world.now += d.of([0, 0, 1, 3, 9, 40]);
  const turn = d.next();
  if (turn < 0.3) onTime(world);
  if (turn < 0.25) return offer(world);
  if (turn < 0.6) return goOn(world);
  if (!world.open.size && d.chance(0.04)) act(world, { by: 'system', type: 'configure', profile: anyProfile(d) });
  else act(world, anyCommand(d, world.agent));
}

/** Routing offers something, rightly or not. */
function offer(world: World): void {
  const interaction = `i${++world.begun}` as InteractionId;
  if (world.begun % 37 === 0) offerOffHook(world, interaction);
  const channel = world.dice.of(['chat', 'chat', 'voice', 'email'] as const);
  act(world, { by: 'system', type: world.begun % 19 === 0 ? 'takeOver' : 'offerWork', interaction, channel });
}

/** And a call while the phone is off the hook, in vain: the day goes on, and is seen, as it would. [AG80] */
function offerOffHook(before: World, interaction: InteractionId): void {
  const world = { ...before, see: () => undefined };
  act(world, { by: 'outside', type: 'phoneLifted' });
  assert.equal(act(world, { by: 'system', type: 'offerWork', interaction, channel: 'voice' }), false);
  act(world, { by: 'outside', type: 'phoneDown' });
}

type Fact = 'workTaken' | 'workMissed' | 'workDeclined' | 'workWithdrawn' | 'wrapUpStarted' | 'workDone';
const ways: { readonly [S in Work['stage']]: readonly Fact[] } = {
  offered: ['workTaken', 'workTaken', 'workTaken', 'workTaken', 'workMissed', 'workDeclined', 'workWithdrawn'],
  active: ['wrapUpStarted', 'wrapUpStarted', 'workDone'],
  wrapUp: ['workDone'],
};
const stageAfter: { readonly [F in Fact]?: Work['stage'] } = { workTaken: 'active', wrapUpStarted: 'wrapUp' };

/** Something that is open goes on, as interactions do. */
function goOn(world: World): void {
  const [interaction, { channel, stage }] = world.dice.of([...world.open, [null, { channel: 'chat', stage: 'offered' }]] as const);
  if (interaction) happened(world, interaction, world.dice.of(ways[stage]), channel);
}
function happened(world: World, interaction: InteractionId, type: Fact, channel: ChannelName): void {
  const stage = stageAfter[type];
  if (stage) world.open.set(interaction, { channel, stage });
  else world.open.delete(interaction);
  act(world, { by: 'outside', type, interaction, channel } as AgentCommand);
}

/** Carries out what is due, and gives back the work of whoever is logged off by it, as the server does. */
function onTime(world: World): void {
  for (let round = 0; ; round++) {
    assert.ok(round < 20, 'timers come to an end');
    const [order] = overdue(world.agent, world.now);
    if (!order) return;
    assert.ok(act(world, order), `${order.type} was due and refused`);
  }
}

function act(world: World, command: AgentCommand): boolean {
  const { agent: before, now, walked } = world;
  const events = decide(before, command, now);
  if (isRefused(events)) {
    assert.notEqual(command.by, 'outside', `a fact was refused: ${command.type}`);
    walked.refused.add(events.refused);
    return false;
  }
  storable(events, 'an event');
  const travelled = stored(events);
  const after = stored(travelled.reduce(evolve, before));
  same(after, events.reduce(evolve, before), 'the events lead to the same state');
  const step = { before, command, events: travelled, after, now };
  world.agent = after;
  world.day.push(...travelled.map((event) => ({ at: now, event })));
  world.clocking.goesOn(now, before);
  if (events.length) walked.accepted.set(command.type, (walked.accepted.get(command.type) ?? 0) + 1);
  if (command.type === 'takeOver') world.open.set(command.interaction, { channel: command.channel, stage: 'active' });
  if (command.type === 'offerWork') world.open.set(command.interaction, { channel: command.channel, stage: 'offered' });
  stepHolds(step);
  world.see(step);
  if (command.type === 'sessionExpired' || command.type === 'shutOut') giveBack(world);
  else if (isLoggedOn(after) || !after.work.length) agentHolds(after, world.open, now);
  return true;
}

/** Whoever is logged off by the system gives back what they have. */
function giveBack(world: World): void {
  for (const [interaction, { channel, stage }] of [...world.open])
    happened(world, interaction, stage === 'offered' ? 'workWithdrawn' : 'workDone', channel);
  agentHolds(world.agent, world.open, world.now);
}

/** Every second of the day is accounted for: on each channel, and of the agent as a whole. */
function accountFor({ day, now, clocking, agent, dice: d }: World, before: Agent): void {
  clocking.goesOn(now, agent);
  const span = { from: start, to: now };
  const sum = (channel?: ChannelName, at = span) => daysTotals(before, day, at, channel).reduce((ms, spent) => ms + spent.ms, 0);
  for (const channel of ['chat', 'voice', 'email'] as const)
    assert.equal(sum(channel), clocking.on(channel), `[AG25] the time on ${channel} is accounted for`);
  assert.equal(sum(), clocking.signedIn, '[AG25] the signed-in time is accounted for');
  const noon = start + d.below(now - start);
  assert.equal(
    sum(undefined, { from: start, to: noon }) + sum(undefined, { from: noon, to: now }),
    sum(),
    '[AG25] a day can be cut anywhere',
  );
}
