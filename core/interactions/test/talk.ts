import type { AgentId, Asks, Decision, InteractionId, Orders, Person, QueueId } from '@patchbay/base/decision.ts';
import { evolve } from '../evolve.ts';
import type { CoreCommand, CoreEvent, Interaction, Policy } from '../interaction.ts';
import { ends, parts } from '../parting.ts';
import { decide as decideAny } from '../rules.ts';

/** The smallest channel there can be: one talks, somebody may listen in, and it ends. */
export type Talk = Interaction<null>;
export type TalkCommand = CoreCommand | Asks<'end' | 'leave'> | Orders<'join', { readonly agent: AgentId }>;

const active = {
  end: (i: Talk, _: unknown, now: number) => ends(i, now),
  customerLeft: (i: Talk, _: unknown, now: number) => ends(i, now),
  leave: (i: Talk, { by }: { by: Person }, now: number) => parts(i, by.agent, now),
  join: (_: Talk, { agent }: { agent: AgentId }, now: number): readonly CoreEvent[] => [
    { type: 'participation.joined', agent, since: now },
  ],
};

/** Decides with core's tables, and the four verbs of this channel. */
export const decide = (i: Talk, command: TalkCommand, now: number): Decision<CoreEvent> =>
  decideAny<TalkCommand, CoreEvent>(i, command, now, i.at.stage === 'active' ? active : {});

export const person = (name: string, ...may: Person['may']): Person => ({ agent: name as AgentId, may });
export const queue = 'sales' as QueueId;
export const policy: Policy = {
  wrapUpMs: 30,
  wrapUpForAll: false,
  defaultReason: null,
  reasons: ['sold', 'spam'],
  graceMs: 20,
  fallback: queue,
  previewTimeout: 'skip',
  silence: null,
  wait: null,
};
const arrived: Talk = {
  id: 'i' as InteractionId,
  channel: 'chat',
  kind: 'inbound',
  startedAt: 0,
  contact: null,
  queue: null,
  policy,
  at: { stage: 'arriving' },
  participations: [],
  notes: '',
  work: null,
};
/** One that has just arrived. */
export const arriving = (more: Partial<Policy> = {}, kind: Talk['kind'] = 'inbound'): Talk =>
  evolve(null as never, { type: 'interaction.started', initial: { ...arrived, kind, policy: { ...policy, ...more } } } satisfies CoreEvent);
