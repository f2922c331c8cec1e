import { randomUUID } from 'node:crypto';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { CarryOut } from '@patchbay/base/effects.node.ts';
import type { Email } from '@patchbay/email/email.ts';
import { limits } from '@patchbay/email/mime/mail.ts';
import { parse } from '@patchbay/email/mime/parse.node.ts';
import type { Sent } from '@patchbay/email/out/sent.ts';
import type { Received, ReceivedMail } from '@patchbay/email/receive.node.ts';
import { carryOutMail, type Deliver } from '@patchbay/server/delivering.node.ts';
import { receiveMail } from '@patchbay/server/email.node.ts';
import type { ApiAgent } from './agent.node.ts';
import { type Difference, startWorld, type World } from './world.node.ts';

/** The demo centre with a mailbox, two queues of e-mail, and agents who have room for mails. */
export const withMail = (text: string): string =>
  text
    .replace('    teams: [service]\n', '    teams: [service]\n    transcript: { mailbox: shop }\n')
    .replace('capacity: { chat: 3 } }', 'capacity: { chat: 3, email: 3 } }')
    .replaceAll('capacity: { chat: 3 }, password', 'capacity: { chat: 3, email: 3 }, password')
    .replace(/^teams:\n/m, 'teams:\n  night: { label: Night watch }\n')
    .replace(
      /^queues:\n/m,
      `queues:
  mails:
    label: { en: Orders, de: Bestellungen }
    channel: email
    teams: [service]
    offerSeconds: 60
    email: { undoSeconds: 10, answerMinutes: 60, toLastAgent: true, awayHours: 4, footer: 'Harbour Outdoor, Quay 1' }
    dispositions: [solved, answered, follow-up, spam]
  press:
    label: Press
    channel: email
    teams: [service]
    priority: 60
    email: { review: true, plainText: true, signature: '{agent.name}, {queue.label}' }
    dispositions: [answered]
  thanks:
    label: Thanks
    channel: email
    teams: [service]
    email: { acknowledgement: 'Thank you. Your number is {case.number}.' }
    dispositions: [answered]
  night:
    label: Night
    teams: [night]
    channel: email
    dispositions: [answered]
`,
    )
    .concat(`mailboxes:
  shop:
    address: service@harbour.example
    name: Harbour Outdoor
    queue: mails
    rules:
      - { from: ['@press.example'], queue: press }
      - { from: ['@thanks.example'], queue: thanks }
      - { words: [urgent, 緊急], queue: mails, priority: 90 }
      - { words: [kontaktformular], queue: thanks }
`);

/** What a mail server of a story says to each mail; undefined: it takes it. */
export type Answering = (raw: string, envelope: { readonly to: readonly string[] }) => Partial<Sent> | undefined;
/** A centre that has mail, and a mail server that keeps what it takes. */
export interface MailWorld extends World {
  readonly sent: { readonly to: readonly string[]; readonly raw: string }[];
  answers(how: Answering): void;
}

/** Starts a centre that has mail. */
export async function mailWorld(more: Omit<Difference, 'yaml' | 'carryOut'> = {}): Promise<MailWorld> {
  const sent: MailWorld['sent'][number][] = [];
  let how: Answering = () => undefined;
  const deliver: Deliver = async (_, make) => {
    const { envelope, raw } = await make();
    const said = { was: 'delivered', said: '250 ok', lacking: [], ...how(String(raw), envelope) } as const;
    if (said.was === 'delivered') sent.push({ to: envelope.to, raw: String(raw) });
    return said;
  };
  const known: { carryOut?: CarryOut } = {};
  const world = await startWorld({ ...more, yaml: withMail, carryOut: async (...asked) => known.carryOut?.(...asked) });
  known.carryOut = carryOutMail(world.server.site, deliver);
  return { ...world, sent, answers: (next) => void (how = next) };
}

/** A mail that somebody writes. */
export interface Written {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  /** More fields, each with its line end. */
  readonly head?: string;
  /** Instead of the text: the parts as they stand in the mail, with their own type. */
  readonly body?: string;
  readonly key?: string;
  readonly id?: string;
  readonly mailbox?: string;
}
/** Where mail comes to. */
export type Mailed = Pick<World, 'server' | 'clock'>;

/** Brings a mail to the mailbox of the demo, as whoever fetches mails does. */
export const writes = async (world: Mailed, mail?: Written): Promise<Received> => receiveMail(world.server.site, await coming(world, mail));

/** A mail that was fetched and read, and is not taken in yet. */
export async function coming(
  world: Mailed,
  { key = randomUUID(), id = randomUUID(), mailbox = 'shop', ...mail }: Written = {},
): Promise<ReceivedMail> {
  const { from = 'Eva Lind <eva@example.com>', to = 'service@harbour.example', subject = 'Order 8123 late', text = 'Where is it?' } = mail;
  const body = mail.body ?? `Content-Type: text/plain; charset=utf-8\n\n${text}`;
  const source = `From: ${from}\nTo: ${to}\nSubject: ${subject}\nMessage-ID: <${id}@example.com>\n${mail.head ?? ''}${body}`;
  const raw = Buffer.from(source.replaceAll('\n', '\r\n'));
  const { mailSources } = world.server.site;
  const file = randomUUID();
  await mailSources.write('demo' as TenantId, file, raw);
  const reading = await parse(raw, limits);
  if ('poison' in reading) throw new Error(reading.said);
  return {
    ...{ tenant: 'demo' as TenantId, mailbox, key, receivedAt: world.clock.now(), mail: reading.mail },
    raw: { file: mailSources.path('demo' as TenantId, file), bytes: raw.length },
  };
}

/** A piece of work as this desktop sees it. */
export const mailOf = (agent: ApiAgent, id: string): Email | undefined => agent.chat(id) as unknown as Email | undefined;
/** Ready for e-mail, and for nothing else. */
export async function readyForMail(agent: ApiAgent): Promise<void> {
  await agent.does({ type: 'setReady', channel: 'email' });
}
/** Waits for the offer of a piece of work. */
export const seesMail = (agent: ApiAgent, id: string): Promise<Email> =>
  agent.sees(`the offer of mail ${id}`, () => {
    const mail = mailOf(agent, id);
    return mail?.at.stage === 'offered' && mail.at.agent === agent.login ? mail : undefined;
  });
