import type { Kind } from '@patchbay/base/subject.ts';
import type { Agent, AgentEvent } from './agent.ts';
import { evolve } from './evolve.ts';

/** How agents are stored and folded. No timer of an agent runs yet. */
export const agentKind: Kind<Agent, AgentEvent> = { name: 'agent', table: 'agents', evolve, due: () => null };
