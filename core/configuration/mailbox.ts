import { z } from 'zod';
import { key, label } from './fields.ts';

const address = z.email('Write an address such as service@shop.example.').max(254).toLowerCase();
/** A mail for which all that is named here holds goes to this queue. */
const rule = z
  .strictObject({
    /** Who wrote: addresses, or domains such as "@shop.example". */
    from: z.array(z.string().trim().toLowerCase().min(2).max(254)).max(100).default([]),
    /** To which of our addresses it was written. */
    to: z.array(address).max(20).default([]),
    /** Any of these stands in the subject or the text. */
    words: z.array(z.string().trim().min(2).max(80)).max(100).default([]),
    queue: key,
    /** Instead of that of the queue; a higher one goes first. */
    priority: z.number().int().min(0).max(100).optional(),
  })
  .refine(({ from, to, words }) => from.length + to.length + words.length > 0, 'Say when: from, to or words.');

/** A mail server: TLS from the first byte, after STARTTLS, or none, which only a server on this machine may have. */
const server = z
  .strictObject({
    host: z.string().regex(/^[a-zA-Z0-9]([a-zA-Z0-9.:-]{0,251}[a-zA-Z0-9])?$/, 'Write a host such as imap.shop.example.'),
    port: z.number().int().min(1).max(65_535),
    tls: z.enum(['tls', 'starttls', 'none']).default('tls'),
    /** Left out: the address of the mailbox. */
    user: z.string().min(1).max(320).optional(),
  })
  .refine(
    ({ host, tls }) => tls !== 'none' || /^(localhost|127\.[\d.]+|::1)$/.test(host),
    'Without TLS only a server on this machine is spoken to.',
  );
/** A secret of the file: sealed and kept apart; left out: it stays as it is. */
const secret = z.string().min(1).max(10_000).optional();
const folder = z.string().trim().min(1).max(250);

/** A mailbox: customers write to it, and answers come from it. */
export const mailbox = z.strictObject({
  address,
  /** What customers see as the sender. */
  name: label,
  /** Other addresses of ours whose mail lies in it. */
  aliases: z.array(address).max(20).default([]),
  /** Where a mail goes for which no rule holds. */
  queue: key,
  /** The first one that holds counts. */
  rules: z.array(rule).max(200).default([]),
  /** Where its mail is fetched and sent; left out, both: the mail server that `npm start` brings for trying. */
  imap: server.nullable().default(null),
  smtp: server.nullable().default(null),
  password: secret,
  /** Tokens instead of a password (OAuth2): by the refresh token, or without one as the client itself. */
  oauth: z
    .strictObject({
      tokenUrl: z.url({ protocol: /^https?$/ }).max(2000),
      clientId: z.string().min(1).max(300),
      scope: z.string().min(1).max(1000).nullable().default(null),
    })
    .nullable()
    .default(null),
  clientSecret: secret,
  refreshToken: secret,
  folders: z.array(folder).min(1).max(10).default(['INBOX']),
  /** What happens there to a mail that we have: nothing, it is marked as read, or moved. */
  handled: z.union([z.enum(['keep', 'seen']), z.strictObject({ move: folder })]).default('seen'),
  /** Which of the mails that lie there at the first contact are ours. */
  first: z.enum(['unseen', 'all', 'new']).default('unseen'),
  /** The folder where a copy of what was sent is laid; null: none is, also because the mail server does it by itself. */
  sent: folder.nullable().default(null),
  /** What is written to service+anything@ lies in it too: then the case stands behind the plus of the address that is answered to. Null: only at our own. */
  plus: z.boolean().nullable().default(null),
  /** It is neither fetched from nor sent through. */
  disabled: z.boolean().default(false),
});
export type MailboxSettings = z.output<typeof mailbox>;

const long = z.string().trim().min(1).max(4000);
const texts = z.union([
  long,
  z.partialRecord(z.enum(['en', 'de']), long).refine((all) => Object.keys(all).length > 0, 'Write the text in at least one language.'),
]);
/** What holds for the e-mails of a queue. */
export const queueEmail = z.strictObject({
  /** An answer can be taken back for so long. */
  undoSeconds: z.number().int().min(0).max(30).default(10),
  /** A supervisor reads every answer before it is sent. */
  review: z.boolean().default(false),
  /** An answer can be sent while the work goes on. */
  interim: z.boolean().default(true),
  /** How long to wait before each further try, when the mail server says "later". */
  retryMinutes: z.array(z.number().int().min(1).max(1440)).max(20).default([1, 5, 15, 60, 240]),
  /** After so long in a workbin it goes back to the queue; null: never. */
  workbinHours: z.number().int().min(1).max(2400).nullable().default(null),
  /** So long after its holder has logged off, what lies in a workbin goes back to the queue; null: it waits for them. */
  awayHours: z.number().int().min(1).max(2400).nullable().default(null),
  /** A further mail on a case goes to the workbin of the agent who had it last. */
  toLastAgent: z.boolean().default(false),
  /** A customer shall have an answer within so much time in which the queue is open. */
  answerMinutes: z.number().int().min(1).max(100_000).default(1440),
  /** Stands above and below every mail that is sent; agents cannot change it. */
  header: texts.nullable().default(null),
  footer: texts.nullable().default(null),
  /** Stands below what an agent writes, who may change it; "{agent.name}" and "{queue.label}" are filled in. Without it each agent has their own. */
  signature: texts.nullable().default(null),
  /** How every answer looks; without it as each agent has chosen. */
  font: z
    .strictObject({
      family: z.enum(['arial', 'verdana', 'tahoma', 'trebuchet', 'georgia', 'times', 'courier']),
      size: z.number().int().min(8).max(24),
      colour: z.string().regex(/^#[0-9a-f]{6}$/, 'Write a colour such as "#1a1a1a".'),
    })
    .nullable()
    .default(null),
  /** Mails go out as text alone. */
  plainText: z.boolean().default(false),
  /** What whoever begins a thread is told at once, with {case.number}; null: nothing. */
  acknowledgement: texts.nullable().default(null),
  /** Where mails may be forwarded to: domains such as "shop.example"; left out: everywhere. */
  forwardTo: z.array(z.string().trim().toLowerCase().min(3).max(253)).max(200).optional(),
});

/** What holds for the cases of a centre. */
export const cases = z.strictObject({
  /** Why a case may wait. */
  pendingReasons: z.record(key, z.strictObject({ label: z.union([label, z.partialRecord(z.enum(['en', 'de']), label)]) })).default({
    customer: { label: { en: 'Waiting for the customer', de: 'Wartet auf den Kunden' } },
    others: { label: { en: 'Waiting for somebody else', de: 'Wartet auf jemand anderen' } },
  }),
  /** What is resolved is closed after so many days; null: never. */
  closeDays: z.number().int().min(1).max(365).nullable().default(14),
  /** An answer to a closed case opens it again; else it begins another one that follows it. */
  reopens: z.boolean().default(true),
});
