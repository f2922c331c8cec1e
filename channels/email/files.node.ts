import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Ids } from '@patchbay/base/clock.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import { isRefused, type TenantId } from '@patchbay/base/decision.ts';
import type { Format, Scan } from '@patchbay/files/file.ts';
import type { Scanner } from '@patchbay/files/scanner.node.ts';
import type { Shelf } from '@patchbay/files/shelf.node.ts';

/** A file of a mail: any kind there is; what it is, its content says. [EM62] */
export interface MailFile {
  readonly id: string;
  readonly name: string;
  readonly format: Format | null;
  readonly declared: string;
  readonly cid: string | null;
  readonly warning: string | null;
  readonly size: number;
  readonly hash: string;
  readonly scan: Scan;
}
/** Where files of mails lie, and who looks at them. */
export interface MailFiles {
  readonly shelf: Shelf;
  readonly scanner: Scanner | null;
  readonly ids: Ids;
}
/** A file as it comes. */
export type ComingFile = Pick<MailFile, 'name' | 'format' | 'declared' | 'cid' | 'warning'> & { readonly content: Uint8Array };

/** Puts a file on the shelf, looked at; its row is written by whoever keeps the mail. */
export async function shelve({ shelf, scanner, ids }: MailFiles, tenant: TenantId, { content, ...file }: ComingFile): Promise<MailFile> {
  const id = ids.next();
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const received = await shelf.receive(id, Readable.from(bytes.length ? [bytes] : []), {
    bytes: bytes.length,
    refusal: { refused: 'files.tooLarge' },
  });
  if (isRefused(received)) throw new Error(`A file of a mail was refused: ${received.refused}`);
  await shelf.keep(tenant, id, {});
  const scan = scanner ? await scanner.scan(shelf.path(tenant, id, 'view')).catch(() => 'failed' as const) : 'unscanned';
  return { id, ...file, size: bytes.length, hash: hash('sha256', bytes, 'hex'), scan };
}

const columns = 'id, name, format, declared, cid, warning, size, hash, scan';
type Row = MailFile & { readonly mail: string | null; readonly interaction: string | null; readonly [column: string]: unknown };

/** The files of these mails, by mail, in order. */
export async function filesOf(run: Run, tenant: TenantId, mails: readonly string[]): Promise<ReadonlyMap<string, readonly MailFile[]>> {
  const rows = await run<Row>({
    name: 'files-of-mails',
    text: `select ${columns}, mail from email_files where tenant_id = $1 and mail = any($2) order by mail, n`,
    values: [tenant, mails],
  });
  return Map.groupBy(
    rows.map(({ mail, ...file }) => ({ ...file, mail })),
    ({ mail }) => String(mail),
  );
}

/** Writes the rows of files. */
export const keepingFiles =
  (
    tenant: TenantId,
    files: readonly MailFile[],
    at: { readonly mail: string | null; readonly interaction: string; readonly now: number },
  ) =>
  (v: (value: unknown) => string): string =>
    `insert into email_files (tenant_id, id, mail, interaction, n, name, format, declared, cid, warning, size, hash, scan, created_at)
    select ${v(tenant)}, id, ${v(at.mail)}, ${v(at.interaction)}, n, name, format, declared, cid, warning, size, hash, scan, ${v(at.now)}
    from jsonb_to_recordset(${v(JSON.stringify(files.map((file, n) => ({ ...file, n }))))}::jsonb)
      as x(id text, n integer, name text, format text, declared text, cid text, warning text, size integer, hash text, scan text)`;
