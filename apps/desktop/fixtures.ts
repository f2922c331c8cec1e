import { type Agent, newAgent } from '@patchbay/agents/agent.ts';
import { plainProfile } from '@patchbay/agents/test/profile.ts';
import type { AgentId, InteractionId, QueueId, VisitorId } from '@patchbay/base/decision.ts';
import type { EventsFrame, Frame, SubjectFrame } from '@patchbay/base/stream.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';
import { personOf } from './store.ts';

/** What tests of the desktop are told in: one agent, Anna, and her chats. */
export const anna = personOf('anna', ['end', 'extendWrapUp']);

/** Anna's own subject. */
export const annaIs = (some: Partial<Agent> = {}): Agent => ({
  ...newAgent(anna.agent, { ...plainProfile, capacity: { chat: 3 } }),
  channels: { chat: { is: 'ready', since: 1000, by: 'agent' } },
  ...some,
});

/** A chat in which Anna has this part. */
export function chat(id: string, part: Participation | null, work: Partial<Chat['work']> = {}): Chat {
  return {
    id: id as InteractionId,
    channel: 'chat',
    kind: 'inbound',
    startedAt: 1000,
    contact: null,
    queue: 'service' as QueueId,
    policy: {
      wrapUpMs: 60_000,
      wrapUpForAll: false,
      defaultReason: null,
      reasons: ['solved'],
      graceMs: 300_000,
      fallback: 'service' as QueueId,
      previewTimeout: 'skip',
      silence: null,
      wait: null,
    },
    at: { stage: 'active', owner: anna.agent, came: null },
    participations: part ? [part] : [],
    notes: '',
    work: {
      talk: { doing: 'chatting' },
      visitor: 'v' as VisitorId,
      form: { name: 'Jane' },
      page: null,
      away: null,
      yourTurn: null,
      silence: null,
      guests: [],
      handed: null,
      last: null,
      ...work,
    },
  };
}
export const offered = (until: number): Participation => ({ agent: anna.agent, stage: 'offered', until });
export const active = (since: number): Participation => ({ agent: anna.agent, stage: 'active', since, everOwner: true, reason: null });
export const wrapping = (since: number): Participation => ({
  agent: anna.agent,
  stage: 'wrapUp',
  since,
  until: since + 60_000,
  reason: null,
});

/** The frame that brings a thing. */
export const subject = (state: Chat | Agent, version: number): SubjectFrame => ({
  f: 'subject',
  kind: 'channels' in state ? 'agent' : 'interaction',
  id: state.id,
  version,
  state,
});
/** The frame that says what happened to a chat after version `from`. */
export const events = (id: string, from: number, ...happened: readonly ChatEvent[]): EventsFrame => ({
  f: 'events',
  kind: 'interaction',
  id,
  from,
  to: from + happened.length,
  at: 5000,
  by: 'customer',
  events: happened,
});
export const snapshot = (...subjects: readonly SubjectFrame[]): Frame => ({
  f: 'snapshot',
  position: { epoch: 'e', xid: '7' },
  now: 10_500,
  subjects,
});
/** A message, by the customer unless an agent is named. */
export const said = (id: string, text: string, agent?: string): ChatEvent => ({
  type: 'chat.said',
  id,
  text,
  from: agent ? { is: 'agent', agent: agent as AgentId } : { is: 'customer' },
  at: 5000,
});
