import type { Run } from '@patchbay/base/database.node.ts';
import type { InteractionId, TenantId } from '@patchbay/base/decision.ts';
import type { CarryOut } from '@patchbay/base/effects.node.ts';
import type { EmailCommand, MailId } from '@patchbay/email/email.ts';
import { filesOf, type MailFile } from '@patchbay/email/files.node.ts';
import { mailById, noteSent, type StoredMail } from '@patchbay/email/mails.node.ts';
import { compose, type FileToSend } from '@patchbay/email/out/compose.node.ts';
import { deferrals } from '@patchbay/email/out/outbox.node.ts';
import type { Envelope } from '@patchbay/email/out/send.node.ts';
import type { Sent } from '@patchbay/email/out/sent.ts';
import { formats } from '@patchbay/files/file.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import type { Site } from './site.node.ts';

/** Hands a mail to the mail server of its mailbox; the same attempt once. */
export type Deliver = (
  attempt: { readonly tenant: TenantId; readonly id: string; readonly mail: string; readonly mailbox: string },
  make: () => Promise<{ readonly envelope: Envelope; readonly raw: Buffer }>,
) => Promise<Sent>;

interface Body {
  readonly do: 'deliver' | 'tell' | 'acknowledge';
  readonly mail: string;
  readonly interaction: string;
}

/** Delivers what was sent, and tells the work what became of it; the author sees that in their desktop. [EM121] */
export const carryOutMail =
  (site: Site, deliver: Deliver): CarryOut =>
  async (tenant, { id, body }) => {
    const { do: what, mail: name, interaction } = body as Body;
    if (what === 'tell') return;
    const mail = await mailById(site.k.db.as(tenant), tenant, name);
    if (!mail) throw new Error('A mail that is to be sent is not there.');
    const handed = (attempt: string) =>
      deliver({ tenant, id: attempt, mail: mail.id, mailbox: mail.mailbox }, () => made(site, tenant, mail));
    if (what === 'acknowledge') return acknowledge(site.k.db.as(tenant), tenant, mail, (n) => handed(`${id} ${n}`));
    const sent = await handed(id);
    await act(site.k, site.channels, { tenant, by: 'system' }, { interaction: interaction as InteractionId, command: told(mail.id, sent) });
  };

/** A mail that nobody has written is sent again later if the mail server says so, each time as another attempt; else how it stands is noted. [EM231] */
async function acknowledge(run: Run, tenant: TenantId, mail: StoredMail, handed: (n: number) => Promise<Sent>): Promise<void> {
  const { was, said } = await handed(await deferrals(run, tenant, mail.id));
  await noteSent(run, tenant, mail.id, { state: was === 'delivered' || was === 'deferred' ? was : 'failed', said });
  if (was === 'deferred') throw new Error(said);
}

/** Whom the mail server did not take is a failure too: the others have it. */
function told(mail: MailId, { was, said, lacking }: Sent): EmailCommand {
  if (was === 'delivered' && lacking.length)
    return { by: 'outside', type: 'refused', mail, said: lacking.map((one) => `${one.address}: ${one.said}`).join('\n') };
  if (was === 'delivered') return { by: 'outside', type: 'delivered', mail };
  return { by: 'outside', type: was === 'unknown' ? 'deliveryUnknown' : was, mail, said };
}

/** A mail of ours as bytes, with whom it goes to. */
export async function made(site: Site, tenant: TenantId, mail: StoredMail): Promise<{ envelope: Envelope; raw: Buffer }> {
  const { head, bcc } = mail;
  const files = (await filesOf(site.k.db.as(tenant), tenant, [mail.id])).get(mail.id) ?? [];
  const from = head.from ?? { name: '', address: '' };
  const raw = await compose({
    ...{ id: mail.id, from, replyTo: head.replyTo, to: head.to, cc: head.cc, bcc, subject: mail.subject, text: mail.text, html: mail.html },
    ...{
      messageId: head.messageId ?? '',
      inReplyTo: head.inReplyTo[0] ?? null,
      references: head.references,
      headers: head.fields.filter(({ name }) => !ofTheThread.includes(name)),
      at: mail.createdAt,
    },
    files: files.map((file) => toSend(site, tenant, file, mail.html ?? '')),
  });
  return { envelope: { from: from.address, to: [...head.to, ...head.cc, ...bcc].map(({ address }) => address) }, raw };
}

/** Written by themselves. */
const ofTheThread: readonly string[] = ['message-id', 'in-reply-to', 'references'];

function toSend(site: Site, tenant: TenantId, file: MailFile, html: string): FileToSend {
  const cid = `${file.id}@patchbay`;
  return {
    ...{ name: file.name, type: file.format ? formats[file.format].type : file.declared || 'application/octet-stream' },
    ...(html.includes(`cid:${cid}`) && { cid }),
    path: site.mailFiles.shelf.path(tenant, file.id, 'view'),
  };
}
