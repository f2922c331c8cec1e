import assert from 'node:assert/strict';
import type { Agent, AgentCommand, AgentEvent } from '@patchbay/agents/agent.ts';
import { evolve as evolveAgent } from '@patchbay/agents/evolve.ts';
import { decide as decideAgent } from '@patchbay/agents/rules.ts';
import { type AgentId, type Decision, isRefused, type Refusal } from '@patchbay/base/decision.ts';
import type { AnyEvent } from '@patchbay/base/subject.ts';
import { same, storable, stored } from '@patchbay/base/test/stored.ts';
import { following } from '../follow.ts';
import type { Interaction } from '../interaction.ts';

/** Some agents by name. */
export type Agents = ReadonlyMap<AgentId, Agent>;
/** What happened to one agent. */
export interface AgentStep {
  readonly before: Agent;
  readonly command: AgentCommand;
  readonly events: readonly AgentEvent[];
  readonly after: Agent;
}

/** What events of an interaction change of its agents, as the server does it in one transaction; refused if one cannot take an offer. */
export function followed(agents: Agents, after: Interaction, events: readonly AnyEvent[], now: number): readonly AgentStep[] | Refusal {
  const steps: AgentStep[] = [];
  for (const { agent: id, command } of events.flatMap((event) => following(after, event))) {
    const before = steps.findLast((s) => s.after.id === id)?.after ?? agents.get(id);
    if (!before) return { refused: 'agents.loggedOff' };
    const step = verified(decideAgent, evolveAgent, before, command, now);
    if (isRefused(step)) {
      assert.notEqual(command.by, 'outside', `a fact was refused by an agent: ${command.type}`);
      return step;
    }
    steps.push({ before, command, ...step });
  }
  return steps;
}

/** One agent's command. */
export function actOnAgent(before: Agent, command: AgentCommand, now: number): AgentStep | Refusal {
  const step = verified(decideAgent, evolveAgent, before, command, now);
  return isRefused(step) ? step : { before, command, ...step };
}

/**
 * Carries out a command and proves the live update: the events, as they travel, folded over the state as it was stored give the fresh
 * state; both can be stored. What comes in and goes out is frozen: whoever changes it fails. Answers as the database would.
 */
export function verified<S, C, E extends AnyEvent>(
  decide: (state: S, command: C, now: number) => Decision<E>,
  evolve: (state: S, event: E) => S,
  before: S,
  command: C,
  now: number,
): { readonly events: readonly E[]; readonly after: S } | Refusal {
  const events = decide(before, command, now);
  if (isRefused(events)) return events;
  const fresh = events.reduce(evolve, before);
  storable(fresh, 'the state');
  storable(events, 'an event');
  const travelled = stored(events);
  const after = stored(fresh);
  same(travelled.reduce(evolve, before), after, 'the events lead to the same state');
  return { events: travelled, after };
}
