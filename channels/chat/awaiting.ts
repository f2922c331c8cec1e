import type { Armed } from '@patchbay/agents/agent.ts';
import type { AgentId } from '@patchbay/base/decision.ts';
import { ownerOf, takesPart } from '@patchbay/interactions/interaction.ts';
import type { Chat } from './chat.ts';
import { monitorOf } from './monitoring.ts';

/** The part of an agent that is to be watched, and since when it lasts. */
export interface Awaited {
  readonly agent: AgentId;
  readonly since: number;
}
/** The team of an agent; undefined: none. */
type TeamOf = (agent: AgentId) => string | undefined;

/**
 * What of a chat a supervisor waits for: the part of the agent they named, or of its owner in that queue or team; null: nothing.
 * What began before the wish is not meant, but for all of an agent. [CH110]
 */
export function awaited(i: Chat, supervisor: AgentId, armed: Armed, teamOf: TeamOf): Awaited | null {
  const agent = armed.of === 'agent' ? (armed.key as AgentId) : ownerOf(i);
  const part = i.participations.find((p) => p.agent === agent);
  if (!agent || part?.stage !== 'active' || !isMeant(i, armed, agent, teamOf)) return null;
  if (takesPart(i, supervisor) || monitorOf(i, supervisor)) return null;
  return part.since >= armed.since || takesAll(armed) ? { agent, since: part.since } : null;
}

/** Whether watching this agent in this chat is what was wished for. */
export function isMeant({ queue }: Chat, { of, key }: Armed, agent: AgentId, teamOf: TeamOf): boolean {
  if (of === 'agent') return agent === key;
  return of === 'queue' ? queue === key : teamOf(agent) === key;
}

/** Whether several are watched at once: only of one agent. [CH80] */
export const takesAll = ({ of, all }: Armed): boolean => of === 'agent' && all;
