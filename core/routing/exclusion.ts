import { lackOf } from '@patchbay/agents/capacity.ts';
import type { Agent, Profile, Queue, RoutingState, Skills, Waiting } from './board.ts';
import { boardOf } from './board.ts';
import type { AgentId, AskedBefore, ChannelName, Exclusion, InteractionId } from './routing.ts';
import { heldBy, isLeftTo } from './sharing.ts';

/** Whoever is looked at: the profile of the configuration and the snapshot of that moment. */
export interface Looked {
  readonly id: AgentId;
  readonly profile: Profile | null;
  readonly agent: Agent | null;
}

/** The first rule that excludes the agent from the waiting interaction, `null` if he fits. [RT10] `held`: of whom nobody more is taken. */
export function exclusionOf(
  queue: Queue | undefined,
  waiting: Waiting,
  { id, profile, agent }: Looked,
  held: readonly Queue[] = heldBy(queue),
): Exclusion | null {
  const { channel, ring, skills } = waiting.class;
  if (!profile || !serves(profile, queue, ring)) return 'notMember';
  if (!hasSkills(profile, skills)) return 'missingSkill';
  if (!agent || readySince(agent, channel) === undefined) return 'notReady';
  if (!agent.open.includes(channel)) return lackOf(agent.picture.capacity, agent.load, channel) ?? 'rampUp';
  if (isDeclined(waiting, agent)) return 'declined';
  if (isKeptForAnother(waiting, id)) return 'kept';
  return isLeftTo(held, agent) ? 'reserved' : null;
}

const isKeptForAnother = ({ kept }: Waiting, id: AgentId): boolean => kept !== null && kept !== id;

/** Whether the profile serves this queue in this ring; nobody serves a queue that is not configured. */
export const serves = (profile: Profile, queue: Queue | undefined, ring: number): boolean =>
  queue !== undefined && (profile.queues.get(queue.rules.id) ?? Infinity) <= ring;

/** Whether the profile has every required skill at its minimum level. */
export function hasSkills(profile: Profile, required: Skills): boolean {
  for (const [skill, level] of required) {
    const has = profile.skills.get(skill);
    if (has === undefined || has < level) return false;
  }
  return true;
}

/** Since when the agent is ready on the channel; `undefined` if not. */
export function readySince({ picture }: Agent, channel: ChannelName): number | undefined {
  for (const ready of picture.ready) if (ready.channel === channel) return ready.since;
  return undefined;
}

/** Whether the agent was asked already and has not become ready since. [RT20] [RT21] */
export function isDeclined({ not, class: { channel } }: Pick<Waiting, 'not' | 'class'>, agent: Agent): boolean {
  const at = not.get(agent.id);
  if (at === undefined) return false;
  const since = readySince(agent, channel);
  return at === null || since === undefined || since <= at;
}

/** The strictest word counts if an agent is named twice. */
export function notOf(asked: readonly AskedBefore[]): ReadonlyMap<AgentId, number | null> {
  if (asked.length === 0) return nobody;
  const not = new Map<AgentId, number | null>();
  for (const { agent, at } of asked) {
    const other = not.get(agent);
    not.set(agent, at === null || other === null ? null : Math.max(at, other ?? at));
  }
  return not;
}
const nobody: ReadonlyMap<AgentId, number | null> = new Map();

/** Why this agent does not have this interaction by now; `null` cannot be while [RT2] holds. [RT34] */
export function whyNot(state: RoutingState, interaction: InteractionId, agent: AgentId): Exclusion | 'notWaiting' | null {
  const board = boardOf(state);
  const waiting = board.waiting.get(interaction);
  if (!waiting) return 'notWaiting';
  const looked = board.seats.get(agent) ?? { id: agent, profile: null, agent: null };
  return exclusionOf(board.queues.get(waiting.class.queue), waiting, looked);
}
