import type { Agent } from './agent.ts';

/** Who may see an agent's states: the agent, and whoever sees all work. */
export const audience = (a: Agent): readonly string[] => [`agent:${a.id}`, 'allWork'];
