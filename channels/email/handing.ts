import { type Decision, type Person, refuse } from '@patchbay/base/decision.ts';
import { mayNot, takesPart } from '@patchbay/interactions/interaction.ts';
import { handsOn, parts, queues } from '@patchbay/interactions/parting.ts';
import type { Email, EmailCommand, EmailEvent } from './email.ts';
import { chosen, notOwner, unfitFor } from './keeping.ts';

type Command<T extends EmailCommand['type']> = Extract<EmailCommand, { readonly type: T }>;

/** To a colleague, who is asked as for any offer; who hands it on is never asked again. [EM3] */
export const transfer = (i: Email, { by, to, until, comment, unfit }: Command<'transfer'>, now: number): Decision<EmailEvent> =>
  notOwner(i, by) ??
  mayNot(by, 'handOnMails') ??
  unfitFor(unfit) ??
  (takesPart(i, to) ? refuse('interactions.takesPart') : undefined) ?? [
    words(by, comment),
    ...parts(i, by.agent, now),
    queues({ queue: i.queue ?? i.policy.fallback, since: i.startedAt, not: [{ agent: by.agent, at: null }] }),
    { type: 'interaction.offered', agent: to, until },
    { type: 'participation.offered', agent: to, until },
  ];

/** Into a colleague's workbin, without asking; what is being written goes along. [EM3] */
export const transferToWorkbin = (i: Email, { by, to, comment, unfit }: Command<'transferToWorkbin'>, now: number): Decision<EmailEvent> =>
  notOwner(i, by) ??
  mayNot(by, 'handOnMails') ??
  unfitFor(unfit) ??
  (to === by.agent ? refuse('email.thereAlready') : undefined) ?? [
    words(by, comment),
    ...parts(i, by.agent, now),
    { type: 'interaction.ownerChanged', owner: null, since: now },
    { type: i.work.doing.doing === 'writing' ? 'email.drafted' : 'email.shelved', holder: to, by: by.agent, at: now },
  ];

/** To a queue, whose settings hold from then on. [EM3] */
export const transferToQueue = (i: Email, command: Command<'transferToQueue'>, now: number): Decision<EmailEvent> => {
  const { by, queue, policy, settings, comment } = command;
  return (
    notOwner(i, by) ??
    mayNot(by, 'handOnMails') ?? [
      words(by, comment),
      ...handsOn(i, by.agent, { queue, policy }, now),
      { type: 'email.queueChanged', queue, settings, by: by.agent },
    ]
  );
};

/** Another queue's matter, in the same hands: its time, dispositions and settings hold at once; what was chosen and is not there any more is chosen anew. [EM3] [EM290] */
export const changeQueue = (i: Email, { by, queue, policy, settings, due }: Command<'changeQueue'>): Decision<EmailEvent> => {
  const wrapsUp = i.participations.some(({ stage }) => stage === 'wrapUp');
  const reasons = [...new Set([...policy.reasons, ...(wrapsUp ? i.policy.reasons : [])])];
  const reason = chosen(i, by.agent);
  return (
    notOwner(i, by) ??
    (queue === i.queue ? refuse('email.thatQueue') : undefined) ?? [
      { type: 'interaction.policyChanged', policy: { ...policy, reasons } },
      ...(reason === null || reasons.includes(reason)
        ? []
        : [{ type: 'participation.reasonChosen', agent: by.agent, reason: null } as const]),
      { type: 'email.queueChanged', queue, settings, by: by.agent, ...(due && { due }) },
    ]
  );
};

const words = (by: Person, comment: string): EmailEvent => ({ type: 'email.handedOn', by: by.agent, comment });
