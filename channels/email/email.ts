import type { AgentId, Asks, Facts, Happened, Orders, QueueId } from '@patchbay/base/decision.ts';
import { type CoreCommand, type CoreEvent, type Interaction, ownerOf, type Policy } from '@patchbay/interactions/interaction.ts';

/** A customer has waited since then; within `ms` of the time in which the queue is open, which is at `at`, they shall have an answer. */
export interface Due {
  readonly since: number;
  readonly ms: number;
  readonly at: number;
  /** When nine tenths of that time are used. */
  readonly near?: number;
}

/** A piece of work on a case: from a mail that came, or one that an agent begins, until it is answered or closed. Mails themselves are rows elsewhere. */
export type Email = Interaction<EmailWork>;

type Id<Name extends string> = string & { readonly id: Name };
export type CaseId = Id<'case'>;
export type MailId = Id<'mail'>;

/** What an e-mail adds to an interaction. Facts only: no text of any mail. */
export interface EmailWork {
  readonly case: CaseId;
  readonly settings: EmailSettings;
  readonly doing: Doing;
  /** How many mails have come to it; whoever sends says how many they had read. */
  readonly came: number;
  /** There is a draft, kept elsewhere; it goes along wherever the work goes. */
  readonly draft: boolean;
  /** What was sent and is not yet with the mail server. */
  readonly outgoing: readonly Outgoing[];
  /** What the agent who handed it on, or the reviewer who sent it back, said to whoever is next. */
  readonly handed: { readonly by: AgentId; readonly comment: string } | null;
  /** How often something was masked in its mails; left out: never. [EM203] */
  readonly masked?: number;
  /** Who asks whoever works on it to let them have it, and whether they were told no; absent: nobody asks. [EM294] */
  readonly asked?: { readonly by: AgentId; readonly kept: boolean };
  /** Who took it over from whom last; absent: nobody did. [EM293] */
  readonly takenOver?: { readonly by: AgentId; readonly from: AgentId };
  /** Closed without wrap-up: by whom, and with which disposition; absent: it was not. */
  readonly settled?: { readonly by: AgentId; readonly reason: string };
  /** Closed without an answer: handled, not replied; absent: it was not. [EM272] */
  readonly unanswered?: { readonly by: AgentId; readonly reason: string };
  /** What somebody has found it to be while it waits, which does not settle it; absent: nobody has. [EM270] */
  readonly disposed?: { readonly by: AgentId; readonly reason: string };
}

/** Settings of the queue, copied in when it starts and when another queue takes it. Times in ms. */
export interface EmailSettings {
  /** How long a mail can be taken back after sending. */
  readonly undoMs: number;
  /** A supervisor reads every last answer before it is sent. */
  readonly review: boolean;
  /** An answer can be sent while the work goes on. */
  readonly interim: boolean;
  /** How long to wait before each further try, when the mail server is not there or says "later". */
  readonly waits: readonly number[];
  /** How long it may lie in a workbin before it goes back to its queue; null: as long as it takes. */
  readonly shelfMs: number | null;
  /** How long after its holder has logged off it goes back to its queue; null or left out: as long as it takes. */
  readonly awayMs?: number | null;
  /** Dispositions with which the matter is settled: the case is resolved. [EM101] */
  readonly final?: readonly string[];
}

/** What is being written. */
export type Writing = 'reply' | 'replyAll' | 'forward' | 'new';
/** What is going on while it is active; in `shelved`, `drafted` and `inReview` nobody works on it, and it takes nobody's place. */
export type Doing =
  | { readonly doing: 'reading' }
  | { readonly doing: 'writing'; readonly what: Writing }
  | { readonly doing: 'closing'; readonly reason: string; readonly until: number }
  | { readonly doing: 'shelved'; readonly holder: AgentId; readonly until: number | null }
  | { readonly doing: 'drafted'; readonly what: Writing; readonly holder: AgentId; readonly until: number | null }
  | { readonly doing: 'inReview'; readonly what: Writing; readonly holder: AgentId; readonly mail: MailId }
  | { readonly doing: 'sending'; readonly what: Writing; readonly holder: AgentId; readonly mail: MailId };

/** A mail on its way. `until`: it can be taken back until then; `again`: the next try; `failed`: we gave up, or do not know whether it was delivered. */
export interface Outgoing {
  readonly mail: MailId;
  readonly by: AgentId;
  readonly interim: boolean;
  readonly until: number | null;
  readonly again: number | null;
  readonly tries: number;
  readonly failed: Failed | null;
}
/** In the words of the mail server. */
export interface Failed {
  readonly why: 'refused' | 'unreachable' | 'unknown';
  readonly said: string;
}

interface Send {
  readonly mail: MailId;
  /** How many mails had come when it was written; left out: it is not asked. */
  readonly seen?: number;
  /** They have been asked, and want to send it all the same. */
  readonly sure?: boolean;
}
interface Of {
  readonly mail: MailId;
}
interface Told extends Of {
  readonly said: string;
}

/** Something was masked, and this is what is left of what people wrote in the work. [EM203] */
export interface Masked {
  readonly by: AgentId;
  readonly notes: Interaction['notes'];
  readonly data?: Interaction['data'];
  readonly handed: EmailWork['handed'];
  readonly outgoing: EmailWork['outgoing'];
}

export type EmailCommand =
  | CoreCommand
  | Asks<'reply', { readonly what: Exclude<Writing, 'new'> }>
  | Asks<'discard' | 'saveDraft' | 'toWorkbin' | 'open' | 'deleteDraft' | 'edit'>
  | Asks<'send', Send & { readonly reason?: string }>
  | Asks<'interimSend', Send>
  | Asks<'undoSend' | 'retry', Of>
  | Asks<'approve' | 'sendBack', { readonly comment: string }>
  | Asks<'closeWithoutReply', { readonly reason?: string }>
  | Asks<'undoClose'>
  | Asks<'markDone' | 'dispose', { readonly reason: string }>
  | Asks<'transfer', { readonly to: AgentId; readonly until: number; readonly comment: string } & Whom>
  | Asks<'transferToWorkbin', { readonly to: AgentId; readonly comment: string } & Whom>
  | Asks<'transferToQueue', Service & { readonly comment: string }>
  | Asks<'changeQueue', Service & { readonly due?: Due }>
  | Asks<'move', { readonly to: AgentId | null } & Whom>
  | Asks<'postpone' | 'relieve' | 'letHave' | 'keepIt'>
  | Asks<'askFor', { readonly unfit?: boolean }>
  | Orders<'keepFor', { readonly agent: AgentId; readonly queue: QueueId }>
  | Orders<'ownerLost', { readonly agent: AgentId }>
  | Orders<'holderAway', { readonly agent: AgentId; readonly since: number }>
  | Orders<'dispatch' | 'tryAgain', Of>
  | Orders<'shelfTimeout' | 'closeDue'>
  | Facts<'arrived', Of>
  | Facts<'bounced' | 'deferred' | 'refused' | 'deliveryUnknown', Told>
  | Facts<'delivered', Of>;

/** What the configuration knows of whom it is for. */
interface Whom {
  /** They handle no e-mail; left out: they do. */
  readonly unfit?: boolean;
}

/** A queue with the settings that hold there. */
export interface Service {
  readonly queue: QueueId;
  readonly policy: Policy;
  readonly settings: EmailSettings;
}

export type EmailEvent =
  | CoreEvent
  | Happened<'email.arrived', Of & { readonly at: number }>
  | Happened<'email.writing', { readonly what: Writing; readonly by: AgentId }>
  | Happened<'email.reading'>
  | Happened<'email.discarded', { readonly by: AgentId }>
  | Happened<'email.shelved' | 'email.drafted', { readonly holder: AgentId; readonly by: AgentId | null; readonly at: number }>
  | Happened<'email.handedOn', { readonly by: AgentId; readonly comment: string }>
  | Happened<'email.queueChanged', { readonly queue: QueueId; readonly settings: EmailSettings; readonly by: AgentId; readonly due?: Due }>
  | Happened<'email.toReview', Of & { readonly by: AgentId; readonly at: number }>
  | Happened<'email.reviewed', Of & { readonly by: AgentId; readonly approved: boolean; readonly comment: string }>
  | Happened<'email.held', Of & { readonly by: AgentId; readonly interim: boolean; readonly until: number }>
  | Happened<'email.takenBack', Of & { readonly by: AgentId }>
  | Happened<'email.dispatched', Of & { readonly by: AgentId; readonly interim: boolean; readonly attempt: number }>
  | Happened<'email.deferred', Told & { readonly again: number }>
  | Happened<'email.delivered', Of & { readonly at: number }>
  | Happened<'email.failed', Of & { readonly failed: Failed }>
  | Happened<'email.bounced', Told>
  | Happened<'email.settled' | 'email.disposed', { readonly by: AgentId; readonly reason: string }>
  | Happened<'email.closing', { readonly by: AgentId; readonly reason: string; readonly until: number }>
  | Happened<'email.closeUndone', { readonly by: AgentId }>
  | Happened<'email.unanswered', { readonly by: AgentId; readonly reason: string }>
  | Happened<'email.takenOver', { readonly by: AgentId; readonly from: AgentId }>
  | Happened<'email.askedFor' | 'email.keptOn', { readonly by: AgentId }>
  | Happened<'email.masked', Masked>;

/** Whether a mail that comes now belongs to this piece of work; else another one begins on the same case. [EM2] */
export function takesMail({ at, kind, work }: Email): boolean {
  if (at.stage === 'wrapUp' || at.stage === 'closed' || (at.stage === 'arriving' && kind === 'outbound')) return false;
  return work.doing.doing !== 'sending' && work.doing.doing !== 'inReview';
}

/** What was sent last and ends the work when it is delivered. */
export const lastOf = ({ outgoing, doing }: EmailWork): Outgoing | undefined =>
  doing.doing === 'sending' ? outgoing.find((one) => one.mail === doing.mail) : undefined;
/** In whose workbin it is, or who wrote what is being sent; null: somebody works on it, or it waits. */
export const holderOf = ({ at, work: { doing } }: Email): AgentId | null =>
  at.stage === 'active' && 'holder' in doing ? doing.holder : null;

/** Its place in the machine of an e-mail. [SM-4] */
export function stageOf(i: Email): string {
  const names = { arriving: 'NEW', queued: 'QUEUED', offered: 'OFFERED', wrapUp: 'WRAP_UP', closed: 'DONE' } as const;
  if (i.at.stage !== 'active') return names[i.at.stage];
  const doing = {
    reading: 'IN_PROGRESS',
    writing: 'REPLYING',
    closing: 'CLOSING',
    shelved: 'IN_WORKBIN',
    drafted: 'DRAFT_SAVED',
    inReview: 'IN_REVIEW',
    sending: lastOf(i.work)?.failed ? 'SEND_FAILED' : 'SENDING',
  } as const;
  return doing[i.work.doing.doing];
}
/** Whether it is this agent's now: they work on it, or it is in their workbin. */
export const isTheirs = (i: Email, agent: AgentId): boolean => (ownerOf(i) ?? holderOf(i)) === agent;
