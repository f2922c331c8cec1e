import { type AgentId, type Decision, type Person, refuse } from '@patchbay/base/decision.ts';
import { mayNot, ownerOf } from '@patchbay/interactions/interaction.ts';
import { ends } from '@patchbay/interactions/parting.ts';
import { noted } from '@patchbay/interactions/rules.ts';
import type { Email, EmailCommand, EmailEvent, Failed, MailId, Outgoing } from './email.ts';
import { chosen, frees, lets, notOwner, notTheirs, unknownReason } from './keeping.ts';

type Command<T extends EmailCommand['type']> = Extract<EmailCommand, { readonly type: T }>;
type Events = readonly EmailEvent[];

/** The last answer: held until it can be taken back no more, or read by a supervisor first. [EM6] [EM7] */
export const send = (i: Email, { by, mail, reason, ...knowing }: Command<'send'>, now: number): Decision<EmailEvent> =>
  notOwner(i, by) ??
  crossed(i, knowing) ??
  sentAlready(i, mail) ??
  unknownReason(i, reason) ??
  (i.work.settings.review
    ? toReview(by.agent, { mail, reason: reason ?? chosen(i, by.agent) }, now)
    : [...chooses(by.agent, reason), holds(i, by.agent, { mail, interim: false }, now)]);

/** An answer while the work goes on. [EM6] */
export const interimSend = (i: Email, { by, mail, ...knowing }: Command<'interimSend'>, now: number): Decision<EmailEvent> =>
  notOwner(i, by) ??
  (i.work.settings.interim && !i.work.settings.review && i.work.came ? undefined : refuse('email.noInterim')) ??
  crossed(i, knowing) ??
  sentAlready(i, mail) ?? [holds(i, by.agent, { mail, interim: true }, now)];

/** Nothing has left us yet. [EM6] */
export function undoSend(i: Email, { by, mail }: Command<'undoSend'>, now: number): Decision<EmailEvent> {
  const held = outgoingOf(i, mail);
  const back = [
    { type: 'email.takenBack', mail, by: by.agent },
    { type: 'email.writing', what: 'what' in i.work.doing ? i.work.doing.what : 'reply', by: by.agent },
  ] as const;
  return notOwner(i, by) ?? (held?.until && now < held.until ? undefined : refuse('email.goneAlready')) ?? otherwise(i, held) ?? back;
}
const otherwise = ({ work }: Email, held: Outgoing | undefined) =>
  held?.interim && (work.draft || work.doing.doing !== 'reading') ? refuse('email.writingAnother') : undefined;

/** The time to take it back is over: it goes to the mail server, and whoever sent the last answer is free. [EM6] [EM10] */
export function dispatch(i: Email, { mail }: Command<'dispatch'>, now: number): Decision<EmailEvent> {
  const held = outgoingOf(i, mail);
  if (!held?.until || now < held.until) return refuse('interactions.notYet');
  return [dispatched(held, 1), ...(held.interim ? [] : frees(i, now))];
}
/** A mail that waits for its next try. */
export function tryAgain(i: Email, { mail }: Command<'tryAgain'>, now: number): Decision<EmailEvent> {
  const one = outgoingOf(i, mail);
  return one?.again && now >= one.again ? [dispatched(one, one.tries + 1)] : refuse('interactions.notYet');
}
/** Whoever sent it, or sees all work, has it sent once more: also where nobody knows whether it was delivered. [EM8] */
export function retry(i: Email, { by, mail }: Command<'retry'>): Decision<EmailEvent> {
  const one = outgoingOf(i, mail);
  if (!one?.failed) return refuse('email.notFailed');
  return one.by === by.agent ? [dispatched(one, 1)] : (mayNot(by, 'seeAllWork') ?? [dispatched(one, 1)]);
}

/** What the mail server says of a mail of ours. [EM8] */
export const answers = {
  delivered: (i: Email, { mail }: Command<'delivered'>, now: number): Events => {
    const one = outgoingOf(i, mail);
    if (!one || one.until) return noted('delivered');
    return [{ type: 'email.delivered', mail, at: now }, ...(one.interim ? [] : ends(i, now))];
  },
  deferred: (i: Email, { mail, said }: Command<'deferred'>, now: number): Events => {
    const one = underWay(i, mail);
    if (!one) return noted('deferred');
    const wait = i.work.settings.waits[one.tries - 1];
    return wait === undefined ? [fails(mail, 'unreachable', said)] : [{ type: 'email.deferred', mail, said, again: now + wait }];
  },
  refused: (i: Email, { mail, said }: Command<'refused'>): Events =>
    underWay(i, mail) ? [fails(mail, 'refused', said)] : noted('refused'),
  deliveryUnknown: (i: Email, { mail, said }: Command<'deliveryUnknown'>): Events =>
    underWay(i, mail) ? [fails(mail, 'unknown', said)] : noted('deliveryUnknown'),
  bounced: (_: Email, { mail, said }: Command<'bounced'>): Events => [{ type: 'email.bounced', mail, said }],
};

/** A supervisor, not the author, reads it before it is sent. [EM7] */
export const approve = (i: Reviewed, { by, comment }: Command<'approve'>): Decision<EmailEvent> =>
  notReviewer(i, by) ?? [
    { type: 'email.reviewed', mail: i.work.doing.mail, by: by.agent, approved: true, comment },
    { type: 'email.dispatched', mail: i.work.doing.mail, by: i.work.doing.holder, interim: false, attempt: 1 },
  ];
/** Back to the author's drafts, with what is to be changed. [EM7] */
export const sendBack = (i: Reviewed, { by, comment }: Command<'sendBack'>, now: number): Decision<EmailEvent> =>
  notReviewer(i, by) ?? [
    { type: 'email.reviewed', mail: i.work.doing.mail, by: by.agent, approved: false, comment },
    { type: 'email.drafted', holder: i.work.doing.holder, by: by.agent, at: now },
  ];

/** The author takes back what nobody has reviewed yet. [EM7] */
export const withdraw = (i: Reviewed, { by, mail }: Command<'undoSend'>, now: number): Decision<EmailEvent> =>
  i.work.doing.holder === by.agent && i.work.doing.mail === mail
    ? [
        { type: 'email.takenBack', mail, by: by.agent },
        { type: 'email.drafted', holder: by.agent, by: by.agent, at: now },
      ]
    : refuse('email.notOwner');

/** A mail that failed is written anew by its author, or whoever sees all work. [EM8] */
export const edit = (i: Email, { by }: Command<'edit'>, now: number): Decision<EmailEvent> => {
  const failed = i.work.doing.doing === 'sending' ? outgoingOf(i, i.work.doing.mail) : undefined;
  if (!failed?.failed) return refuse('email.notFailed');
  const what = 'what' in i.work.doing ? i.work.doing.what : 'reply';
  return (
    notTheirs(i, by) ?? [
      { type: 'email.takenBack', mail: failed.mail, by: by.agent },
      { type: 'interaction.ownerChanged', owner: by.agent, since: now, takenOver: true },
      { type: 'email.writing', what, by: by.agent },
    ]
  );
};

type Reviewed = Email & {
  readonly work: { readonly doing: { readonly doing: 'inReview'; readonly holder: AgentId; readonly mail: MailId } };
};
const notReviewer = (i: Reviewed, by: Person) =>
  mayNot(by, 'seeAllWork') ?? (i.work.doing.holder === by.agent ? refuse('email.notYourOwn') : undefined);

interface ToReview {
  readonly mail: MailId;
  readonly reason: string | null;
}
/** Nobody wraps it up later, so its disposition is chosen now. */
function toReview(agent: AgentId, { mail, reason }: ToReview, now: number): Decision<EmailEvent> {
  return reason === null
    ? refuse('interactions.chooseReason')
    : [{ type: 'email.toReview', mail, by: agent, at: now }, ...lets(agent, reason, now)];
}
/** Others have written meanwhile: whoever answers reads it first. [EM11] */
const crossed = ({ work: { came } }: Email, { seen = came, sure }: { readonly seen?: number; readonly sure?: boolean }) =>
  seen < came && !sure ? refuse('email.crossed') : undefined;
const sentAlready = (i: Email, mail: MailId) => (outgoingOf(i, mail) ? refuse('email.sentAlready') : undefined);
const chooses = (agent: AgentId, reason: string | undefined): Events =>
  reason === undefined ? [] : [{ type: 'participation.reasonChosen', agent, reason }];
const holds = (i: Email, by: AgentId, { mail, interim }: Pick<Outgoing, 'mail' | 'interim'>, now: number): EmailEvent => ({
  ...{ type: 'email.held', mail, by, interim, until: now + i.work.settings.undoMs },
});
const dispatched = ({ mail, by, interim }: Outgoing, attempt: number): EmailEvent => ({
  ...{ type: 'email.dispatched', mail, by, interim, attempt },
});
const fails = (mail: MailId, why: Failed['why'], said: string): EmailEvent => ({ type: 'email.failed', mail, failed: { why, said } });
const outgoingOf = ({ work }: Email, mail: MailId): Outgoing | undefined => work.outgoing.find((one) => one.mail === mail);
/** It is with the mail server now: neither held, nor waiting, nor given up. */
function underWay(i: Email, mail: MailId): Outgoing | undefined {
  const one = outgoingOf(i, mail);
  return one && one.until === null && one.again === null && !one.failed ? one : undefined;
}
/** Who is not there any more cannot take it back: what is held goes at once. */
export const goesNow = (i: Email, now: number): Decision<EmailEvent> => {
  const held = i.work.outgoing.find((one) => !one.interim && one.until !== null);
  return held && ownerOf(i) ? [dispatched(held, 1), ...frees(i, now)] : refuse('interactions.notNow');
};
