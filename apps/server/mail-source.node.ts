import type { TenantId } from '@patchbay/base/decision.ts';
import { filesOf } from '@patchbay/email/files.node.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import { sourceId } from '@patchbay/email/masking/rewriting.node.ts';
import type { FastifyReply } from 'fastify';
import { made } from './delivering.node.ts';
import type { Site } from './site.node.ts';

/** A mail as it came, or as it goes out: for any mail program. [EM212] */
export async function sourceOf(site: Site, tenant: TenantId, mail: StoredMail): Promise<Buffer> {
  if (mail.raw && (await site.mailSources.has(tenant, sourceId(mail.raw)))) return site.mailSources.read(tenant, sourceId(mail.raw));
  return (await made(site, tenant, mail)).raw;
}

/** To be saved, never shown: it is what a stranger wrote. [EM212] */
export const handOutSource = (reply: FastifyReply, mail: StoredMail, source: Buffer): FastifyReply =>
  reply
    .headers({
      'content-type': 'message/rfc822',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(mail))}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    .send(source);
const nameOf = ({ subject }: StoredMail): string =>
  `${
    subject
      .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 80) || 'mail'
  }.eml`;

/** What its head says, field by field, as it came. [EM212] */
export async function headOf(site: Site, tenant: TenantId, mail: StoredMail): Promise<object> {
  const files = (await filesOf(site.k.db.as(tenant), tenant, [mail.id])).get(mail.id) ?? [];
  return {
    fields: mail.head.fields,
    marks: mail.marks,
    bytes: mail.bytes,
    files: files.map(({ id, name, format, declared, size, scan, warning }) => ({ id, name, format, declared, size, scan, warning })),
  };
}
