import type { Kind } from '@patchbay/base/subject.ts';
import type { Agent, AgentEvent } from './agent.ts';
import { evolve } from './evolve.ts';
import { due } from './timers.ts';

/** How agents are stored and folded, and when the next of their timers is due. */
export const agentKind: Kind<Agent, AgentEvent> = { name: 'agent', table: 'agents', evolve, due };
