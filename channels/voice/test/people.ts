import { plainProfile } from '@patchbay/agents/test/profile.ts';
import type { AgentId, ContactId, InteractionId, Permission, Person, QueueId } from '@patchbay/base/decision.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import type { Call, CallSettings, Line } from '../call.ts';
import { incoming, outgoing } from '../evolve.ts';

const all: readonly Permission[] = ['end', 'decline', 'extendWrapUp'];
const person = (name: string, may: readonly Permission[] = all): Person => ({ agent: `agent-${name}` as AgentId, may });

/** Eve may no more than decline of what a profile has to allow; Sue is a supervisor and takes no calls. */
export const ada = person('ada', [...all, 'takeWork']);
export const ben = person('ben');
export const cyd = person('cyd');
export const dan = person('dan');
export const eve = person('eve', ['decline']);
export const sue = person('sue', [...all, 'forceWrapUp', 'seeAllWork']);
export const agents: readonly Person[] = [ada, ben, cyd, dan, eve];
export const people: readonly Person[] = [...agents, sue];

export const queue = 'queue-sales' as QueueId;
export const otherQueue = 'queue-service' as QueueId;
export const policy: Policy = {
  wrapUpMs: 30,
  wrapUpForAll: false,
  defaultReason: 'reason-none',
  reasons: ['reason-sold', 'reason-none'],
  graceMs: 20,
  fallback: 'queue-fallback' as QueueId,
  previewTimeout: 'skip',
  silence: null,
  wait: null,
};
export const settings: CallSettings = {
  autoRetrieve: true,
  autoAnswer: false,
  greeting: null,
  music: 'calm',
  whisper: null,
  ringMs: 40,
  pauseMs: 60,
  secureDigits: false,
};
export const line: Line = { number: '+4930123456', shown: '+4989987654', colleague: null };
export const profile = { ...plainProfile, capacity: { voice: 1 }, afterReject: 'stayReady' as const, signIn: 'ready' as const };

/** A call that has just begun. */
export const fresh = (
  kind: Call['kind'] = 'inbound',
  more: { readonly policy?: Partial<Policy>; readonly settings?: Partial<CallSettings>; readonly line?: Line; readonly id?: string } = {},
): Call => {
  const set = { ...settings, ...more.settings };
  return {
    id: (more.id ?? 'call-1') as InteractionId,
    channel: 'voice',
    kind,
    startedAt: 0,
    contact: 'contact-eva' as ContactId,
    queue: null,
    policy: { ...policy, ...more.policy },
    at: { stage: 'arriving' },
    participations: [],
    notes: '',
    work: kind === 'inbound' ? incoming(set, more.line ?? line, 0) : outgoing(set, more.line ?? line),
  };
};
