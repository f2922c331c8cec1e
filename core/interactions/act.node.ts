import type { Agent } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { decide as decideAgent } from '@patchbay/agents/rules.ts';
import {
  type AgentId,
  type ChannelName,
  type Decision,
  type InteractionId,
  isRefused,
  type Refusal,
  refuse,
  type TenantId,
} from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Kernel, load, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type AnyEvent, type Change, changed, type Kind, type Subject } from '@patchbay/base/subject.ts';
import { acquainted } from '@patchbay/contacts/store.node.ts';
import { following, inTheirTime } from './follow.ts';
import type { CoreCommand, Interaction } from './interaction.ts';

/** What a channel adds to interactions on the server; registered by name. */
export interface ChannelRules<Command = never, Event extends AnyEvent = never> {
  readonly name: ChannelName;
  readonly kind: Kind<Interaction<never>, Event>;
  decide(i: Interaction<never>, command: Command, now: number): Decision<Event>;
  /** What its timers order at this moment. */
  overdue(i: Interaction<never>, now: number): readonly Command[];
  /** What else follows from what happened in one, to be written with it; left out: nothing. [IN61] */
  follows?(scene: Pick<Scene, 'load' | 'now'>, change: Change<Interaction<never>>): Promise<Follows>;
}
/** What a channel writes along. */
export type Follows = Pick<Plan, 'changes' | 'also' | 'effects'>;
export type Channels = { readonly [C in ChannelName]?: ChannelRules };

/** One command about one interaction, by whoever asks. */
export interface Acting {
  readonly interaction: InteractionId;
  readonly command: { readonly type: string; readonly by: unknown };
  /** Refused if it has another version by now. */
  readonly version?: number | undefined;
  /** Whether whoever asks may know of it; to others it does not exist. */
  readonly sees?: (i: Interaction) => boolean;
  readonly also?: Plan['also'];
  /** What is to be done outside because of it. */
  readonly effects?: Plan['effects'];
}

/** Carries out one command about an interaction, with what follows for its agents, in one transaction. */
export function act(k: Kernel, channels: Channels, asking: Asking, acting: Acting): Promise<Answer> {
  return k.inTurn(acting.interaction, () => execute(k, asking, (scene) => introducing(scene, channels, acting)));
}

/** Some interactions of which the first is wanted that nobody else has got meanwhile. */
export interface Choosing {
  /** In their order, as it is stored at this moment. */
  find(): Promise<readonly Acting[]>;
  /** Whether this refusal leaves the next one to be tried. */
  passes(refusal: Refusal): boolean;
  readonly none: Refusal;
}
/** Carries out a command about the first interaction that can be had; whoever meets somebody faster chooses anew. */
export function actOnFirst(k: Kernel, channels: Channels, asking: Asking, { find, passes, none }: Choosing): Promise<Answer> {
  return execute(k, asking, async (scene) => {
    for (const acting of await find()) {
      const plan = await introducing(scene, channels, acting);
      if (!isRefused(plan)) return { ...plan, answer: { interaction: acting.interaction } };
      if (!passes(plan)) return plan;
    }
    return none;
  });
}

const anyKind = { name: 'interaction', table: 'interactions' } as Kind<Interaction, never>;

/** What one command about an interaction would change, with what follows for its agents; writes nothing. */
export async function planOf(
  scene: Pick<Scene, 'load' | 'now'>,
  channels: Channels,
  { interaction, command, version, sees, also, effects }: Acting,
): Promise<Plan | Refusal> {
  const subject = await scene.load(anyKind, interaction);
  if (!subject || (sees && !sees(subject.state))) return refuse('interactions.notFound');
  if (version !== undefined && version !== subject.version) return refuse('interactions.changed');
  const rules = rulesOf(channels, subject.state);
  const decided = rules.decide(subject.state as never, command as never, scene.now);
  if (isRefused(decided)) return decided;
  const events = await timed(scene, decided);
  const change = changed(rules.kind as Kind<Interaction, AnyEvent>, subject as Subject<Interaction>, events);
  const agents = await follow(scene, change);
  if (isRefused(agents)) return agents;
  const plan = { changes: [change as Change, ...agents], also, effects };
  return rules.follows ? withMore(plan, await rules.follows(scene, change as Change<Interaction<never>>)) : plan;
}

const withMore = ({ changes, also = [], effects = [] }: Follows, more: Follows): Follows => ({
  changes: [...changes, ...more.changes],
  also: [...also, ...(more.also ?? [])],
  effects: [...effects, ...(more.effects ?? [])],
});

/** Wrap-ups take as long as their agents have for them. [IN23] */
async function timed({ load }: Pick<Scene, 'load'>, events: readonly AnyEvent[]): Promise<readonly AnyEvent[]> {
  if (!events.some(({ type }) => type === 'participation.wrapUpStarted')) return events;
  const agentOf = (event: AnyEvent) => ('agent' in event ? load<Agent>(agentKind, String(event.agent)) : undefined);
  return Promise.all(events.map(async (event) => inTheirTime(event, (await agentOf(event))?.state)));
}

const meeting: readonly string[] = [
  'interaction.accepted',
  'interaction.ownerChanged',
  'participation.joined',
  'interaction.contactAssigned',
];
/** The plan of a command; who has a conversation with a contact by it can find them again. */
async function introducing(scene: Scene, channels: Channels, acting: Acting): Promise<Plan | Refusal> {
  const plan = await planOf(scene, channels, acting);
  const [change] = isRefused(plan) ? [] : plan.changes;
  if (isRefused(plan) || !change) return plan;
  return { ...plan, also: [...(plan.also ?? []), ...acquaintances(scene.tenant, change as Change<Interaction>)] };
}
function acquaintances(tenant: TenantId, { events, state }: Change<Interaction>): NonNullable<Plan['also']> {
  if (state.contact === null || !events.some(({ type }) => meeting.includes(type))) return [];
  const agents = state.participations.filter(({ stage }) => ['active', 'wrapUp', 'done'].includes(stage));
  return acquainted(
    tenant,
    state.contact,
    agents.map(({ agent }) => agent),
  );
}

/** The rules of the channel an interaction came by. */
export function rulesOf(channels: Channels, i: Interaction): ChannelRules {
  const rules = channels[i.channel];
  if (!rules) throw new Error(`No channel is registered for ${i.channel}.`);
  return rules;
}

/** What the events of an interaction change of its agents; refused if an agent cannot take an offer. */
export async function follow(
  { load, now }: Pick<Scene, 'load' | 'now'>,
  change: Change<Interaction>,
): Promise<readonly Change[] | Refusal> {
  const todo = change.events.flatMap((event) => following(change.state, event));
  const changes: Change[] = [];
  for (const id of new Set(todo.map((f) => f.agent))) {
    const agent = await load<Agent>(agentKind, id);
    if (!agent) return refuse('agents.loggedOff');
    const events = fold(agent, todo, id, now);
    if (isRefused(events)) return events;
    if (events.length) changes.push(changed(agentKind, agent, events) as Change);
  }
  return changes;
}

function fold(agent: Subject<Agent>, todo: ReturnType<typeof following>, id: AgentId, now: number) {
  let state = agent.state;
  const events = [];
  for (const { command } of todo.filter((f) => f.agent === id)) {
    const next = decideAgent(state, command, now);
    if (isRefused(next)) return next;
    state = next.reduce(agentKind.evolve, state);
    events.push(...next);
  }
  return events;
}

/** Does what the timers of an interaction order now. */
export async function actOnTime(k: Kernel, channels: Channels, tenant: TenantId, id: string): Promise<void> {
  const subject = await load(k.db.as(tenant), tenant, anyKind, id);
  if (!subject) return;
  const orders = rulesOf(channels, subject.state).overdue(subject.state as never, k.clock.now()) as readonly CoreCommand[];
  for (const command of orders) await act(k, channels, { tenant, by: 'system' }, { interaction: id as InteractionId, command });
}
