import type { AgentId, InteractionId, QueueId } from '@patchbay/base/decision.ts';
import { dice } from '@patchbay/base/test/random.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { newRouting } from '../board.ts';
import type { ConfiguredEvent, RoutingDecision, RoutingEvent } from '../routing.ts';
import { step } from '../step.ts';
import { waits } from '../waits.ts';
import type { Guess } from './hotline.ts';

/** Lines that share agents: how often somebody comes to each, with which priority; and which lines each agent serves. */
export interface Lines {
  readonly lines: readonly { readonly everyMs: number; readonly priority: number }[];
  readonly agents: readonly (readonly number[])[];
  readonly talkMs: number;
  readonly seed: number;
}

const known = 8;
const lengthMs = 10 * 3_600_000;
const idOf = (line: number) => `line-${line}` as QueueId;

/** Simulates a day of step and of what is told of waits, with patient customers; answers by line what those who waited had been told. */
export function dayOfLines({ lines, agents, talkMs, seed }: Lines): readonly (readonly Guess[])[] {
  const { next } = dice(seed);
  const after = (meanMs: number) => -meanMs * Math.log(1 - next());
  const guesses: Guess[][] = lines.map(() => []);
  const configured: ConfiguredEvent = {
    type: 'configured',
    queues: lines.map(({ priority }, n) => ({ id: idOf(n), channel: 'chat', skills: [], priority })),
    agents: agents.map((serves, n) => ({ id: `agent-${n}`, skills: {}, queues: serves.map(idOf) })),
  };
  let state = step(newRouting(), configured).state;
  const talks = Array.from({ length: known }, () => ({ queue: idOf(0), agent: 'agent-0', ended: 0, ms: after(talkMs) }));
  const told = waits({ state: () => state, counted: [], talks });
  const comes = lines.map(({ everyMs }) => after(everyMs));
  const ends = new Map<number, { readonly is: Interaction; readonly at: number }>();
  const promised = new Map<string, { readonly line: number; readonly since: number; readonly told: Guess['told'] | null }>();
  let now = 0;
  const take = (event: RoutingEvent) => {
    const { decisions, state: then } = step(state, event);
    state = then;
    for (const decision of decisions) accept(decision);
  };
  function accept({ interaction, queue, agent }: RoutingDecision) {
    const promise = promised.get(interaction);
    promised.delete(interaction);
    const waiting = queuedAs(interaction, queue, promise?.since ?? now);
    const active = activeAs(waiting, agent, now);
    const offered = {
      ...waiting,
      at: { stage: 'offered', agent: agent as AgentId, until: now, back: waiting.at },
    } as unknown as Interaction;
    told.told(waiting, offered, now);
    told.told(offered, active, now);
    ends.set(Number(agent.split('-')[1]), { is: active, at: now + after(talkMs) });
    if (promise?.told && promise.since < now) guesses[promise.line]?.push({ told: promise.told, tookMs: now - promise.since });
  }
  const ready = (agent: number) =>
    take({
      ...{ type: 'agent', agent: `agent-${agent}`, ready: [{ channel: 'chat', since: 0 }], load: [] },
      ...{ capacity: [{ channel: 'chat', max: 1 }], idleSince: now },
    });
  for (const n of agents.keys()) ready(n);
  for (let n = 0; now < lengthMs; n++) {
    const [free, end] = [...ends].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
    const line = comes.indexOf(Math.min(...comes));
    now = Math.min(comes[line] ?? lengthMs, end?.at ?? Infinity);
    if (end && free !== undefined && now === end.at) {
      ends.delete(free);
      told.told(end.is, { ...end.is, at: { stage: 'closed' } } as never, now);
      ready(free);
      continue;
    }
    comes[line] = now + after(lines[line]?.everyMs ?? lengthMs);
    const id = `customer-${n}`;
    told.told(null, queuedAs(id, idOf(line), now), now);
    promised.set(id, { line, since: now, told: null });
    take({ type: 'waiting', interaction: id, queue: idOf(line), channel: 'chat', since: now, not: [] });
    told.came(id, now);
    const place = told.place(id, now);
    if (place) promised.set(id, { line, since: now, told: place.expected });
  }
  return guesses;
}

const queuedAs = (id: string, queue: string, since: number) =>
  ({
    id: id as InteractionId,
    channel: 'chat',
    queue,
    at: { stage: 'queued', queue, since, not: [] },
    participations: [],
  }) as unknown as Interaction;
const activeAs = (i: Interaction, agent: string, since: number) =>
  ({ ...i, at: { stage: 'active', owner: agent }, participations: [{ agent, stage: 'active', since }] }) as unknown as Interaction;
