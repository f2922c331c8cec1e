import { open } from 'node:fs/promises';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import { decodeWords } from 'postal-mime';
import type { Case } from '../case.ts';
import type { DraftBody } from '../commands.ts';
import type { Email } from '../email.ts';
import { allMailsOf, type StoredMail } from '../mails.node.ts';
import { maskedHead } from './head.ts';
import { hasPictures, withoutPictures } from './html.ts';
import type { Masker } from './masker.ts';

/** Every copy of what was said in a case and in those that belong to it. [EM200] */
export interface Copies {
  readonly cases: readonly Subject<Case>[];
  readonly works: readonly Subject<Email>[];
  readonly mails: readonly StoredMail[];
  readonly files: readonly KeptFile[];
  readonly drafts: readonly { readonly interaction: string; readonly body: DraftBody }[];
  /** What was written and not sent: notes and the like. */
  readonly unsent: readonly { readonly ctid: string; readonly text: string }[];
  /** What colleagues said of the case among themselves. */
  readonly inside: readonly { readonly id: string; readonly text: string }[];
  readonly events: readonly Kept[];
  readonly attempts: readonly { readonly id: string; readonly said: string | null; readonly lacking: unknown }[];
}
export interface KeptFile {
  readonly id: string;
  readonly mail: string | null;
  readonly name: string;
  readonly format: string | null;
  readonly size: number;
}
interface Kept {
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly body: object;
}
type Row<T> = T & { readonly [column: string]: unknown };

/** The case and those it was merged with or follows, or that follow it. */
async function familyOf(run: Run, tenant: TenantId, id: string): Promise<readonly Subject<Case>[]> {
  return run<Row<Subject<Case>>>({
    text: `with recursive links as (
        select id, state ->> 'follows' as other from email_cases where tenant_id = $1 and state ->> 'follows' is not null
        union all select id, state ->> 'splitFrom' from email_cases where tenant_id = $1 and state ->> 'splitFrom' is not null
        union all select id, state #>> '{at,into}' from email_cases where tenant_id = $1 and state #>> '{at,into}' is not null),
      family as (select $2::text as id
        union select case when links.id = family.id then links.other else links.id end
        from family join links on family.id in (links.id, links.other))
      select c.id, c.version, c.state from email_cases c join family f on f.id = c.id where c.tenant_id = $1`,
    values: [tenant, id],
  });
}

/** Reads every copy. */
export async function copiesOf(run: Run, tenant: TenantId, id: string): Promise<Copies> {
  const cases = await familyOf(run, tenant, id);
  const ids = cases.map((one) => one.id);
  const works = await run<Row<Subject<Email>>>({
    text: 'select id, version, state from interactions where tenant_id = $1 and case_id = any($2)',
    values: [tenant, ids],
  });
  const mails = await allMailsOf(run, tenant, ids);
  const [work, named] = [works.map((one) => one.id), mails.map((one) => one.id)];
  const [files, drafts, unsent, inside, events, attempts] = await Promise.all([
    run<Row<KeptFile>>({
      text: `select id, mail, name, format, size from email_files where tenant_id = $1 and (mail = any($2) or mail is null and interaction = any($3))
        order by mail, n`,
      values: [tenant, named, work],
    }),
    run<Row<Copies['drafts'][number]>>({
      text: 'select interaction, body from email_drafts where tenant_id = $1 and interaction = any($2)',
      values: [tenant, work],
    }),
    run<Row<Copies['unsent'][number]>>({
      text: 'select ctid::text, text from drafts where tenant_id = $1 and interaction = any($2)',
      values: [tenant, work],
    }),
    run<Row<Copies['inside'][number]>>({
      text: 'select id, text from email_notes where tenant_id = $1 and case_id = any($2)',
      values: [tenant, ids],
    }),
    run<Row<Kept>>({
      text: `select kind, subject, version, body from events where tenant_id = $1
        and (kind = 'case' and subject = any($2) or kind = 'interaction' and subject = any($3))`,
      values: [tenant, ids, work],
    }),
    run<Row<Copies['attempts'][number]>>({
      text: 'select id, said, lacking from mail_attempts where tenant_id = $1 and mail = any($2)',
      values: [tenant, named],
    }),
  ]);
  return { cases, works, mails, files, drafts, unsent, inside, events, attempts };
}

/** A mail without what is masked; without the pictures in its text too, if they shall go. [EM200] [EM202] */
export function maskedMail<M extends Pick<StoredMail, 'head' | 'subject' | 'text' | 'html' | 'remote'>>(
  mail: M,
  masker: Masker,
  pictures = false,
): M {
  const html = mail.html === null ? null : masker.html(mail.html);
  return {
    ...mail,
    ...{ head: maskedHead(mail.head, masker, decodeWords), subject: masker.text(mail.subject), text: masker.text(mail.text) },
    ...{ html: html !== null && pictures && hasPictures(html) ? withoutPictures(html) : html },
    remote: mail.remote.map((url) => (masker.isIn(url) ? '' : url)),
  };
}
/** Everything that is kept of a mail, without what is masked. */
export const maskedRow = (mail: StoredMail, masker: Masker, pictures: boolean): StoredMail => ({
  ...maskedMail(mail, masker, pictures),
  ...{ bcc: masker.value(mail.bcc), said: mail.said && masker.text(mail.said), draft: masker.value(mail.draft) },
});

const mostLookedInto = 10 * 1024 * 1024;
/** Kinds of files whose content is text as it lies there. */
const plain: ReadonlySet<string | null> = new Set([null, 'txt']);
/** Whether a file says it, as far as we can look into it: pictures, PDF and documents of office programs we cannot. [EM202] */
export const canLookInto = ({ format, size }: Pick<KeptFile, 'format' | 'size'>): boolean => plain.has(format) && size <= mostLookedInto;
/** Whether a file that we can look into says it. */
export async function fileSays(path: string, masker: Masker): Promise<boolean> {
  const file = await open(path).catch(() => null); // it was deleted a moment ago
  if (!file) return false;
  try {
    return bytesSay(await file.readFile(), masker);
  } finally {
    await file.close();
  }
}
/** The same of bytes: read in every way that texts are kept, and what is encoded in mails is decoded. */
export function bytesSay(bytes: Buffer, masker: Masker): boolean {
  const text = bytes.toString('utf8');
  const encoded = [...text.matchAll(/(?:^[A-Za-z0-9+/]{20,}={0,2}\r?\n?)+/gm)].map(([one]) => Buffer.from(one, 'base64').toString('utf8'));
  const quoted = /=[0-9A-F]{2}|=\r?\n/.test(text)
    ? [text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))]
    : [];
  return [text, bytes.toString('utf16le'), bytes.toString('latin1'), ...encoded, ...quoted].some((one) => masker.isIn(one));
}
