import type { Agent } from './agent.ts';
import type { Happening, Span } from './day.ts';
import { evolve } from './evolve.ts';

/** What an agent was offered in a span of time, and what came of it. */
export interface Counts {
  /** Conversations that the agent took part in from then on. */
  readonly handled: number;
  readonly missed: number;
  readonly declined: number;
  readonly withdrawn: number;
}

const nothing: Counts = { handled: 0, missed: 0, declined: 0, withdrawn: 0 };

/** Counts what happened to an agent in the span; `before` is the agent as they were before the first event. [AG26] */
export function daysCounts(before: Agent, events: readonly Happening[], { from, to }: Span): Counts {
  let agent = before;
  let counts = nothing;
  for (const { at, event } of events) {
    if (at >= from && at < to) counts = counted(counts, agent, event);
    agent = evolve(agent, event);
  }
  return counts;
}

function counted(counts: Counts, { work }: Agent, event: Happening['event']): Counts {
  if (event.type === 'agent.workLeft') return event.as ? { ...counts, [event.as]: counts[event.as] + 1 } : counts;
  if (event.type !== 'agent.workChanged' || event.stage !== 'active') return counts;
  const had = work.find((one) => one.interaction === event.interaction);
  return had?.stage === 'active' ? counts : { ...counts, handled: counts.handled + 1 };
}
