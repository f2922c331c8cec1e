import { type AgentId, type Decision, type Person, refuse } from '@patchbay/base/decision.ts';
import { type CoreEvent, mayNot, ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { parts, queues } from '@patchbay/interactions/parting.ts';
import { type Email, type EmailCommand, type EmailEvent, isTheirs } from './email.ts';

type Command<T extends EmailCommand['type']> = Extract<EmailCommand, { readonly type: T }>;
type Events = readonly EmailEvent[];

/** Only whoever works on it. [EM1] */
export const notOwner = (i: Email, by: Person) => (ownerOf(i) === by.agent ? undefined : refuse('email.notOwner'));
/** Only in whose workbin it is, or who sees all work. [EM5] */
export const notTheirs = (i: Email, by: Person) => (isTheirs(i, by.agent) ? undefined : mayNot(by, 'seeAllWork'));
export const unknownReason = ({ policy }: Email, reason: string | undefined) =>
  reason === undefined || policy.reasons.includes(reason) ? undefined : refuse('interactions.unknownReason');
/** Whoever it is for handles e-mail. [EM3] */
export const unfitFor = (unfit: boolean | undefined) => (unfit ? refuse('email.unknownAgent') : undefined);
/** The disposition an agent has chosen so far. */
export const chosen = (i: Email, agent: AgentId): string | null => {
  const part = participationOf(i, agent);
  return part && 'reason' in part ? part.reason : null;
};

/** Whoever works on it is free, without wrap-up; nobody works on it from now. */
export const lets = (agent: AgentId, reason: string | null, now: number): readonly CoreEvent[] => [
  { type: 'participation.done', agent, reason },
  { type: 'interaction.ownerChanged', owner: null, since: now },
];
/** Whoever has answered is free: with a disposition at once, else they wrap up. [EM10] */
export function frees(i: Email, now: number): readonly CoreEvent[] {
  const owner = ownerOf(i);
  if (owner === null) return [];
  const reason = chosen(i, owner);
  const nobody = { type: 'interaction.ownerChanged', owner: null, since: now } as const;
  return reason === null ? [...parts(i, owner, now), nobody] : lets(owner, reason, now);
}

/** Into the owner's own workbin: a draft, where one was being written. [EM5] */
export function keeps(i: Email, agent: AgentId, now: number): Events {
  const type = i.work.doing.doing === 'writing' ? 'email.drafted' : 'email.shelved';
  return [...lets(agent, chosen(i, agent), now), { type, holder: agent, by: agent, at: now }];
}
/** Instead of an answer to an offer: into the workbin, and no place is taken. [EM4] */
export const postpone = (i: Email, { by }: Command<'postpone'>, now: number): Decision<EmailEvent> =>
  i.at.stage === 'offered' && i.at.agent === by.agent
    ? [
        { type: 'participation.unanswered', agent: by.agent, as: 'revoked' },
        { type: 'interaction.ownerChanged', owner: null, since: now },
        { type: 'email.shelved', holder: by.agent, by: by.agent, at: now },
      ]
    : refuse('interactions.offeredElsewhere');
/** What comes to a case is for the agent who had it last, where the queue says so. [EM4] */
export const keepFor = (_: Email, { agent, queue }: Command<'keepFor'>, now: number): Events => [
  queues({ queue, since: now, not: [] }),
  { type: 'interaction.ownerChanged', owner: null, since: now },
  { type: 'email.shelved', holder: agent, by: null, at: now },
];

/** Out of a workbin, to work on it; the place it takes must be free. [EM5] */
export const open = (i: Email, { by }: Command<'open'>, now: number): Decision<EmailEvent> => {
  const { doing, came } = i.work;
  const what = doing.doing === 'drafted' ? doing.what : came ? null : 'new';
  return (
    notTheirs(i, by) ?? [
      { type: 'interaction.ownerChanged', owner: by.agent, since: now, takenOver: true },
      what ? { type: 'email.writing', what, by: by.agent } : { type: 'email.reading' },
    ]
  );
};
/** Into another workbin, or back to its queue; for supervisors. [EM5] */
export const move = (i: Email, { by, to, unfit }: Command<'move'>, now: number): Decision<EmailEvent> =>
  mayNot(by, 'seeAllWork') ??
  unfitFor(unfit) ??
  (to === null ? returns(i) : isTheirs(i, to) ? refuse('email.thereAlready') : [moved(i, to, by.agent, now)]);
const moved = ({ work: { doing } }: Email, holder: AgentId, by: AgentId, at: number): EmailEvent => ({
  type: doing.doing === 'drafted' ? 'email.drafted' : 'email.shelved',
  ...{ holder, by, at },
});
/** It has lain in a workbin for too long. [EM5] */
export const shelfTimeout = (i: Email, _: unknown, now: number): Decision<EmailEvent> => {
  const { doing } = i.work;
  return 'until' in doing && doing.until !== null && now >= doing.until ? returns(i) : refuse('interactions.notYet');
};
/** In whose workbin it is has logged off too long ago. [EM232] */
export const holderAway = (i: Email, { agent, since }: Command<'holderAway'>, now: number): Decision<EmailEvent> => {
  const { awayMs } = i.work.settings;
  if (!isTheirs(i, agent)) return refuse('email.notOwner');
  return typeof awayMs === 'number' && now >= since + awayMs ? returns(i) : refuse('interactions.notYet');
};
/** Back to its queue, as old as it is; what nobody has written to us has none. [EM5] */
export const returns = (i: Email): Decision<EmailEvent> =>
  i.work.came ? [queues({ queue: i.queue ?? i.policy.fallback, since: i.startedAt, not: [] })] : refuse('email.noQueue');
