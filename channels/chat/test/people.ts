import type { Profile } from '@patchbay/agents/agent.ts';
import { plainProfile } from '@patchbay/agents/test/profile.ts';
import type { AgentId, ContactId, InteractionId, Permission, Person, QueueId, VisitorId } from '@patchbay/base/decision.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import type { Chat } from '../chat.ts';

const all: readonly Permission[] = ['end', 'decline', 'extendWrapUp', 'ban'];
const person = (name: string, may: readonly Permission[] = all): Person => ({ agent: `agent-${name}` as AgentId, may });

/** Eve may no more than decline of what a profile has to allow; Sue is a supervisor and takes no chats. */
export const ada = person('ada', [...all, 'takeWork']);
export const ben = person('ben');
export const cyd = person('cyd');
export const eve = person('eve', ['decline']);
export const sue = person('sue', [...all, 'forceWrapUp', 'seeAllWork']);
/** Dan is a supervisor who takes chats. */
export const dan = person('dan', [...all, 'seeAllWork']);
export const agents: readonly Person[] = [ada, ben, cyd, eve, dan];
/** Somebody who has never logged on. */
export const stranger = person('zoe');
export const people: readonly Person[] = [...agents, sue];

export const queue = 'queue-sales' as QueueId;
export const otherQueue = 'queue-service' as QueueId;

export const policy: Policy = {
  wrapUpMs: 30,
  wrapUpForAll: false,
  defaultReason: null,
  reasons: ['reason-sold', 'reason-spam'],
  graceMs: 20,
  fallback: queue,
  previewTimeout: 'skip',
  variables: [
    { key: 'colour', type: 'text', choices: [], editable: true, secure: false },
    { key: 'code', type: 'text', choices: [], editable: true, secure: true },
  ],
  silence: { ms: 40, warning: 'still there?', closing: 'goodbye' },
  wait: null,
};

export const profile: Profile = { ...plainProfile, signIn: 'ready' };

/** A chat that has just arrived. */
export const fresh = (more: Partial<Pick<Chat, 'id' | 'kind' | 'policy' | 'startedAt'>> = {}): Chat => ({
  id: 'chat-1' as InteractionId,
  channel: 'chat',
  kind: 'inbound',
  startedAt: 0,
  contact: 'contact-eva' as ContactId,
  queue: null,
  policy,
  at: { stage: 'arriving' },
  participations: [],
  notes: '',
  work: {
    talk: { doing: 'chatting' },
    visitor: 'visitor-eva' as VisitorId,
    form: { name: 'Eva' },
    page: null,
    away: null,
    yourTurn: null,
    silence: null,
    guests: [],
    handed: null,
    last: null,
  },
  ...more,
});
