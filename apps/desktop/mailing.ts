import type { Clock } from '@patchbay/email/clock.ts';
import type { DraftBody } from '@patchbay/email/commands.ts';
import type { MailFigures } from '@patchbay/email/figures.ts';
import type { CaseFacts } from './casing.ts';

/** A name and an address. */
export interface MailPerson {
  readonly name: string;
  readonly address: string;
}
/** A file of a mail, as the server tells of it. */
export interface MailFileShown {
  readonly id: string;
  readonly name: string;
  readonly format: string | null;
  readonly size: number;
  readonly scan: 'unscanned' | 'pending' | 'clean' | 'infected' | 'failed';
  readonly inline: boolean;
}
/** A mail of a case. */
export interface MailShown {
  readonly id: string;
  readonly case: string;
  readonly interaction: string;
  readonly direction: 'in' | 'out';
  readonly speaker: 'contact' | 'thirdParty' | 'agent';
  readonly agent: string | null;
  readonly from: MailPerson | null;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly subject: string;
  readonly said_text: string;
  readonly quoted: string;
  readonly html: boolean;
  readonly remote: number;
  readonly files: readonly MailFileShown[];
  readonly sentAt: number | null;
  readonly createdAt: number;
  readonly state: 'received' | 'review' | 'held' | 'sending' | 'deferred' | 'delivered' | 'failed' | 'bounced' | 'takenBack';
  readonly said: string | null;
  /** When something in it was masked; null: never. */
  readonly maskedAt: number | null;
  /** Remote pictures of whoever wrote it are shown at once. */
  readonly pictures: boolean;
  /** It came from an address of ours: by a form of a site of ours, or from whoever pretends. */
  readonly fromUs: boolean;
  readonly replyTo: readonly MailPerson[];
}
/** What the head of a mail says, as it came. */
export interface MailHead {
  readonly fields: readonly { readonly name: string; readonly value: string }[];
}
/** A case with its mails, newest first. */
export interface MailCase extends CaseFacts {
  readonly mails: readonly MailShown[];
}
/** What is being written, as it is kept. */
export interface MailDraft {
  readonly body: DraftBody;
  readonly rev: string;
  readonly at: number;
  readonly files?: readonly MailFileShown[];
  /** Whom the mail that is answered names; null: none is. */
  readonly answers?: { readonly to: readonly MailPerson[]; readonly cc: readonly MailPerson[] } | null;
}

/** Asks something of the work on a mail. */
export type Does = (command: { readonly type: string; readonly [field: string]: string | number | boolean }) => void;

/** The mails of a thread, which the server tells newest first, as this person reads them. [DT289] */
export const inOrder = (mails: readonly MailShown[], order: 'newest' | 'oldest'): readonly MailShown[] =>
  order === 'newest' ? mails : mails.toReversed();

/** Addresses as people type them, apart by commas or semicolons; `Name <address>` too. */
export const addressesIn = (typed: string): MailPerson[] =>
  typed
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, name = '', address = one] = /^"?([^"<]*)"?\s*<([^>]*)>$/.exec(one) ?? [];
      return { name: name.trim(), address: address.trim() };
    });
/** The same as a line to edit. */
export const typedFrom = (people: readonly MailPerson[]): string =>
  people.map(({ name, address }) => (name ? `${name.replace(/[,;<>"]/g, ' ').trim()} <${address}>` : address)).join(', ');

/** A size as people read it. */
export const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** A line of the lists: what lies in a workbin, waits in my queues, or is to be read before it is sent. */
export interface MailRow {
  readonly interaction: string;
  readonly case: string;
  readonly number: number;
  readonly subject: string;
  readonly from: string;
  /** Of whoever wrote; null: nobody knows. */
  readonly language: string | null;
  readonly queue: string | null;
  readonly since: number;
  readonly changedAt: number;
  readonly holder: string | null;
  readonly reasons: readonly string[];
  readonly files: boolean;
  readonly priority: number | null;
  readonly is: 'waiting' | 'shelved' | 'drafted' | 'inReview' | 'sending' | 'failed';
  /** What somebody has found it to be while it waits; null: nobody has. */
  readonly noted: string | null;
  readonly leaving: { readonly mail: string; readonly until: number | null } | null;
  readonly clock: Clock | null;
}
/** The lists of e-mail; `bins` and `review` only for whoever sees all work. */
export type MailLists = { readonly [L in 'team' | 'mine' | 'outbox' | 'review' | 'bins']: readonly MailRow[] };

/** What came of e-mails in a span of time. */
export interface MailFiguresShown {
  readonly agents: readonly (MailFigures & { readonly agent: string })[];
  readonly queues: readonly (MailFigures & { readonly queue: string })[];
}

/** Whether I can begin a mail in one of these queues. */
export const writesMail = (queues: {
  readonly [key: string]: { readonly email?: { readonly serves: boolean } | null | undefined };
}): boolean => Object.values(queues).some(({ email }) => email?.serves);

const plain = ({ to, cc, bcc, subject, html, files }: DraftBody): string =>
  JSON.stringify([[to, cc, bcc].map((people) => people.map(({ name, address }) => [name, address])), subject, html, files]);
/** Whether two drafts say the same to the same people. */
export const isSame = (one: DraftBody, other: DraftBody): boolean => plain(one) === plain(other);
