import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { fetchFrom, Unreached } from '@patchbay/base/egress.node.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import { formats, isPicture } from '@patchbay/files/file.ts';
import { type PictureFormat, redraw } from '@patchbay/files/picture.node.ts';
import { formatOf } from '@patchbay/files/sniff.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { FastifyReply } from 'fastify';
import type { Site } from './site.node.ts';

const limits = {
  accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
  patienceMs: 8000,
  mostBytes: 5 * 1024 * 1024,
  redirects: 3,
} as const;
const side = 1600;

/** A remote picture of a mail, fetched when somebody asks for it: drawn anew, so that nothing but a picture comes of it. [EM210] */
export async function remotePicture(
  { egress, log }: Pick<Site, 'egress' | 'log'>,
  reply: FastifyReply,
  mail: StoredMail,
  n: number,
): Promise<FastifyReply | Refusal> {
  const url = mail.remote[n];
  if (!url) return refuse('files.notFound');
  try {
    const bytes = await fetchFrom(egress, url, limits);
    const format = await formatOf(bytes);
    if (format === null || isRefused(format) || !isPicture({ format })) return refuse('mails.noPicture');
    const drawn = await redraw(bytes, format as PictureFormat, side);
    if (isRefused(drawn)) return refuse('mails.noPicture');
    return reply
      .headers({
        'content-type': formats[format].type,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'cache-control': 'private, max-age=86400',
      })
      .send(drawn.view);
  } catch (error) {
    if (!(error instanceof Unreached)) throw error;
    log.info({ mail: mail.id, reason: error.reason }, 'a remote picture was not fetched');
    return refuse('mails.noPicture');
  }
}

type Who = Pick<Signed, 'tenant' | 'person'>;
/** Whether this person wants to see the remote pictures of this sender at once. [EM211] */
export async function showsPicturesOf(
  site: Pick<Site, 'k'>,
  { tenant, person }: Who,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await site.k.db.as(tenant)<{ address: string }>({
    name: 'picture-senders',
    text: 'select address from email_picture_senders where tenant_id = $1 and agent = $2 and address = any($3)',
    values: [tenant, person.agent, addresses],
  });
  return new Set(rows.map(({ address }) => address));
}
/** From now on they do, or do not any more. [EM211] */
export async function showPicturesOf(
  site: Pick<Site, 'k'>,
  { tenant, person }: Who,
  { address, show }: { readonly address: string; readonly show: boolean },
): Promise<void> {
  const run = site.k.db.as(tenant);
  const values = [tenant, person.agent, address];
  if (show)
    await run({
      text: `insert into email_picture_senders (tenant_id, agent, address, at) select $1, $2, $3, $4
        where (select count(*) from email_picture_senders where tenant_id = $1 and agent = $2) < 5000 on conflict do nothing`,
      values: [...values, site.k.clock.now()],
    });
  else await run({ text: 'delete from email_picture_senders where tenant_id = $1 and agent = $2 and address = $3', values });
}
