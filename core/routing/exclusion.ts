import type { Agent, Board, Profile, Queue, RoutingState, Skills, Waiting } from './board.ts';
import { boardOf } from './board.ts';
import type { AgentId, ChannelName, Exclusion, InteractionId } from './routing.ts';

/** The first rule that excludes the agent from the waiting interaction, `null` if he fits. [RT10] */
export function exclusionOf(board: Board, waiting: Waiting, id: AgentId): Exclusion | null {
  const profile = board.profileOf.get(id);
  const agent = board.agents.get(id);
  const { queue, channel, skills } = waiting.class;
  if (!profile || !serves(profile, board.queues.get(queue))) return 'notMember';
  if (!hasSkills(profile, skills)) return 'missingSkill';
  if (!agent?.ready.has(channel)) return 'notReady';
  if (!hasRoom(agent, channel)) return 'full';
  return isDeclined(waiting, agent) ? 'declined' : null;
}

/** Whether the profile serves this queue; nobody serves a queue that is not configured. */
export const serves = (profile: Profile, queue: Queue | undefined): boolean => queue !== undefined && profile.queues.has(queue.rules.id);

/** Whether the profile has every required skill at its minimum level. */
export function hasSkills(profile: Profile, required: Skills): boolean {
  for (const [skill, level] of required) {
    const has = profile.skills.get(skill);
    if (has === undefined || has < level) return false;
  }
  return true;
}

/** Whether one more interaction of this channel fits: the pure predicate of capacity. */
export const hasRoom = (agent: Agent, channel: ChannelName): boolean => (agent.load.get(channel) ?? 0) < (agent.capacity.get(channel) ?? 0);

/** Whether the agent was asked already and has not become ready since. [RT20] [RT21] */
export function isDeclined({ not, class: { channel } }: Waiting, agent: Agent): boolean {
  const at = not.get(agent.id);
  const since = agent.ready.get(channel);
  return at === null || (at !== undefined && (since === undefined || since <= at));
}

/** Why this agent does not have this interaction by now; `null` cannot be while [RT2] holds. [RT34] */
export function whyNot(state: RoutingState, interaction: InteractionId, agent: AgentId): Exclusion | 'notWaiting' | null {
  const board = boardOf(state);
  const waiting = board.waiting.get(interaction);
  return waiting ? exclusionOf(board, waiting, agent) : 'notWaiting';
}
