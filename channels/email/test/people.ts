import { plainProfile } from '@patchbay/agents/test/profile.ts';
import type { AgentId, ContactId, InteractionId, Permission, Person, QueueId } from '@patchbay/base/decision.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import type { CaseId, Email, EmailSettings, MailId } from '../email.ts';

const all: readonly Permission[] = ['end', 'decline', 'extendWrapUp', 'handOnMails'];
const person = (name: string, may: readonly Permission[] = all): Person => ({ agent: `agent-${name}` as AgentId, may });

/** Sue is a supervisor who takes e-mails too; Eve may nothing that a profile has to allow. */
export const ada = person('ada', [...all, 'takeWork']);
export const ben = person('ben', [...all, 'takeWork']);
export const eve = person('eve', ['decline']);
export const sue = person('sue', [...all, 'forceWrapUp', 'seeAllWork']);
export const people: readonly Person[] = [ada, ben, eve, sue];

export const queue = 'queue-claims' as QueueId;
export const otherQueue = 'queue-service' as QueueId;
export const mail = (n: number | string) => `mail-${n}` as MailId;

export const policy: Policy = {
  wrapUpMs: 30,
  wrapUpForAll: false,
  defaultReason: null,
  reasons: ['reason-solved', 'reason-spam'],
  graceMs: 20,
  fallback: queue,
  previewTimeout: 'skip',
  variables: [{ key: 'colour', type: 'text', choices: [], editable: true, secure: false }],
  silence: null,
  wait: null,
};
export const settings: EmailSettings = {
  undoMs: 10,
  review: false,
  interim: true,
  waits: [60, 300],
  shelfMs: 1000,
  final: ['reason-solved'],
};
export const profile = { ...plainProfile, capacity: { email: 2 }, afterReject: 'stayReady' as const, signIn: 'ready' as const };

/** One that has just come: an inbound one with its first mail, an outbound one with none. */
export const fresh = (
  kind: 'inbound' | 'outbound' = 'inbound',
  more: {
    readonly policy?: Partial<Policy>;
    readonly settings?: Partial<EmailSettings>;
    readonly id?: string;
    readonly startedAt?: number;
  } = {},
): Email => ({
  id: (more.id ?? 'email-1') as InteractionId,
  channel: 'email',
  kind,
  startedAt: more.startedAt ?? 0,
  contact: 'contact-eva' as ContactId,
  queue: null,
  policy: { ...policy, ...more.policy },
  at: { stage: 'arriving' },
  participations: [],
  notes: '',
  work: {
    case: 'case-1' as CaseId,
    settings: { ...settings, ...more.settings },
    doing: { doing: 'reading' },
    came: kind === 'inbound' ? 1 : 0,
    draft: false,
    outgoing: [],
    handed: null,
  },
});
