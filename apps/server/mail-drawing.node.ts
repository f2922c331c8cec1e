import { open } from 'node:fs/promises';
import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { MailFile } from '@patchbay/email/files.node.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import { escaped } from '@patchbay/email/writing.ts';
import { formats, isPicture } from '@patchbay/files/file.ts';
import { mayNotOpen } from '@patchbay/files/rules.ts';
import type { FastifyReply } from 'fastify';
import type { Site } from './site.node.ts';

/** What the page of a mail may do: show pictures of the mail itself and its own styles. No script, no form, nothing from elsewhere. [EM118] */
const policy =
  "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox";

/** A mail as a page of its own, for a frame without scripts. [EM118] */
export function drawn(reply: FastifyReply, mail: StoredMail, files: readonly MailFile[], { pictures = false } = {}) {
  const body = bodyOf(mail, files);
  const shown = pictures
    ? body.replace(/\bdata-remote="(\d{1,3})"/g, (_, n: string) => `src="/api/mails/${mail.id}/pictures/${n}" referrerpolicy="no-referrer"`)
    : body;
  return sendPage(reply, shown);
}

/** What a mail says, with the pictures that came with it. */
export function bodyOf(mail: StoredMail, files: readonly MailFile[]): string {
  const byCid = new Map(files.flatMap((one) => (one.cid ? [[one.cid, one.id] as const] : [])));
  return (mail.html ?? `<pre>${escaped(mail.text)}</pre>`).replace(/\bsrc="cid:([^"]*)"/g, (_, cid: string) => {
    const file = byCid.get(cid.replaceAll('&amp;', '&'));
    return file ? `src="/api/mails/${mail.id}/files/${file}"` : '';
  });
}

/** A page that runs nothing; `leave` is what its frame may do besides. [EM118] */
export const sendPage = (reply: FastifyReply, body: string, leave = '') =>
  reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy} ${leave}`.trim(),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    })
    .send(`<!doctype html><meta charset="utf-8"><base target="_blank"><style>${style}</style><body>${body}</body>`);
/** Where a link leads, for who has no pointer to rest on it: as soon as it has the focus, and always where one touches. [EM63] */
const shownTarget =
  "content:' \\2192  ' attr(title);display:inline-block;max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;vertical-align:bottom;color:#555";
const linkStyle = `a[title]:focus-visible::after{${shownTarget}}@media(hover:none){a[title]::after{${shownTarget}}}`;
/** The mail's own light canvas, whatever the desktop looks like. */
const style =
  'html{color-scheme:light;background:#fff}body{margin:12px;font:14px/1.5 Arial,Helvetica,sans-serif;color:#1a1a1a;overflow-wrap:anywhere}img{max-width:100%;height:auto}pre{white-space:pre-wrap;font:inherit;margin:0}img[data-remote]{display:inline-block;min-width:24px;min-height:24px;background:#eee;border:1px dashed #999}' +
  linkStyle;

/** A file of a mail: a picture that was found clean is shown, all else is only saved. [EM119] */
export async function handOut(site: Site, tenant: TenantId, reply: FastifyReply, file: MailFile): Promise<FastifyReply | Refusal> {
  const why = mayNotOpen(file.scan);
  if (why) return why;
  const content = await open(site.mailFiles.shelf.path(tenant, file.id, 'view')).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null; // it was deleted a moment ago
    throw error;
  });
  if (!content) return refuse('files.notFound');
  const shown = file.format !== null && isPicture({ format: file.format }) && file.warning === null;
  return reply
    .headers({
      'content-type': file.format === null ? 'application/octet-stream' : formats[file.format].type,
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=300',
    })
    .send(content.createReadStream());
}
