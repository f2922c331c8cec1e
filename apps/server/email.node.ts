import type { QueueId, TenantId } from '@patchbay/base/decision.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { afterOpen } from '@patchbay/configuration/hours.ts';
import { ringOf } from '@patchbay/configuration/serving.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import type { Acknowledgement } from '@patchbay/email/acknowledging.node.ts';
import { nearShare } from '@patchbay/email/clock.ts';
import type { EmailSettings } from '@patchbay/email/email.ts';
import { type Holding, type IntoQueue, type Received, type ReceivedMail, type Receiving, receive } from '@patchbay/email/receive.node.ts';
import type { Address } from '@patchbay/email/threads/head.ts';
import { behindPlus, type Token } from '@patchbay/email/threads/token.ts';
import { maskedBefore, rewriteMasked } from './mail-masking.node.ts';
import { policyOf, profileOf } from './policy.ts';
import type { Site } from './site.node.ts';

/** Takes in a mail that was fetched: for whoever looks after the mailboxes. [EM100] */
export async function receiveMail(site: Site, came: ReceivedMail): Promise<Received> {
  const received = await receive(receivingOf(site), came);
  if (received.masked) await rewriteMasked(site, came.tenant);
  return received;
}

/** What receiving stands on here. */
export const receivingOf = (site: Site): Receiving => ({
  k: site.k,
  channels: site.channels,
  files: site.mailFiles,
  holding: (tenant) => holdingOf(site, tenant),
  masker: (tenant, of) => maskedBefore(site, tenant, of),
});

/** What holds for the mails of a centre now; undefined: there is no such centre. */
export function holdingOf(site: Site, tenant: TenantId): Holding | undefined {
  const centre = site.centres.of(tenant);
  if (!centre) return undefined;
  const { mailboxes, cases, tenant: general } = centre;
  return {
    box: (name) => (Object.hasOwn(mailboxes, name) ? mailboxes[name] : undefined),
    ours: oursIn(centre),
    into: (queue) => intoQueue(centre, queue),
    cases: {
      pendingReasons: Object.keys(cases.pendingReasons),
      closeMs: cases.closeDays === null ? null : cases.closeDays * 86_400_000,
      reopens: cases.reopens,
    },
    callingCode: general.callingCode,
    serves: (agent, queue) => servesMail(centre, agent, queue),
    ...site.tokens(tenant),
    replyTo: (mailbox, number) => replyTo(centre, mailbox, site.tokens(tenant).sign(number)),
  };
}

/** Where answers to mails of a case shall come to: with its token behind the plus, where the mailbox understands that. [EM30] */
export function replyTo({ mailboxes }: Centre, mailbox: string, token: Token): readonly Address[] {
  const box = Object.hasOwn(mailboxes, mailbox) ? mailboxes[mailbox] : undefined;
  return box && (box.plus ?? box.imap === null) ? [{ name: box.name, address: behindPlus(box.address, token) }] : [];
}

/** Every address of ours. */
export const oursIn = ({ mailboxes }: Centre): readonly string[] =>
  Object.values(mailboxes).flatMap(({ address, aliases }) => [address, ...aliases]);

/** Every address of ours in a centre. */
export function oursOf(site: Site, tenant: TenantId): readonly string[] {
  const centre = site.centres.of(tenant);
  return centre ? oursIn(centre) : [];
}

/** Whether a user handles e-mail, and for this queue. */
export function servesMail(centre: Centre, agent: string, queue: string): boolean {
  const served = Object.hasOwn(centre.queues, queue) ? centre.queues[queue] : undefined;
  return served !== undefined && ringOf(centre, agent, served) !== null && (profileOf(centre, agent)?.capacity.email ?? 0) > 0;
}

/** What holds for the work of a queue; undefined: it is none of e-mail. */
export function intoQueue(centre: Centre, id: string): IntoQueue | undefined {
  const queue = Object.hasOwn(centre.queues, id) ? centre.queues[id] : undefined;
  if (queue?.channel !== 'email') return undefined;
  const hours = queue.hours === null ? null : (centre.hours[queue.hours] ?? null);
  const ms = queue.email.answerMinutes * 60_000;
  return {
    policy: policyOf(id as QueueId, queue, centre.tenant.language, centre.queues),
    settings: emailSettings(centre, queue),
    due: (from) => ({ since: from, ms, at: afterOpen(hours, from, ms), near: afterOpen(hours, from, ms * nearShare) }),
    toLastAgent: queue.email.toLastAgent,
    acknowledgement: acknowledgementOf(centre, queue),
  };
}

function acknowledgementOf(
  { tenant: { language } }: Centre,
  { email: { acknowledgement, header, footer, plainText } }: Queue,
): Acknowledgement | null {
  const said = (text: Parameters<typeof textIn>[0] | null) => text && textIn(text, language);
  const text = said(acknowledgement);
  return text ? { text, header: said(header), footer: said(footer), plain: plainText } : null;
}

const hours = (n: number | null): number | null => (n === null ? null : n * 3_600_000);
/** What of a queue holds for its e-mails. */
function emailSettings({ dispositions: all }: Centre, { email, dispositions }: Queue): EmailSettings {
  return {
    undoMs: email.undoSeconds * 1000,
    review: email.review,
    interim: email.interim,
    waits: email.retryMinutes.map((minutes) => minutes * 60_000),
    shelfMs: hours(email.workbinHours),
    awayMs: hours(email.awayHours),
    final: dispositions.filter((key) => !['continue', 'system'].includes(all[key]?.type ?? '')),
  };
}
