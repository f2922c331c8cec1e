import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Ids } from '@patchbay/base/clock.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Also, inList, type Value } from '@patchbay/base/lists.ts';
import type { Format, Scan } from '@patchbay/files/file.ts';
import type { Scanner } from '@patchbay/files/scanner.node.ts';
import type { Shelf } from '@patchbay/files/shelf.node.ts';
import { formatOf } from '@patchbay/files/sniff.node.ts';
import { fileName } from './mime/name.ts';

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

/** The files of these mails, by mail, in order; with those of other mails that they passed on. */
export async function filesOf(run: Run, tenant: TenantId, mails: readonly string[]): Promise<ReadonlyMap<string, readonly MailFile[]>> {
  const rows = await run<Row>({
    name: 'files-of-mails',
    text: `select ${columns}, mail, n from email_files where tenant_id = $1 and mail = any($2)
      union all
      select ${columns
        .split(', ')
        .map((column) => `f.${column}`)
        .join(', ')}, m.id, named.n - 1000
      from email_mails m, jsonb_array_elements_text(m.draft -> 'files') with ordinality as named (id, n), email_files f
      where m.tenant_id = $1 and m.id = any($2) and f.tenant_id = $1 and f.id = named.id and f.mail is distinct from m.id
      order by mail, n`,
    values: [tenant, mails],
  });
  return Map.groupBy(
    rows.map(({ mail, ...file }) => ({ ...file, mail })),
    ({ mail }) => String(mail),
  );
}

/** Writes the rows of files. */
export const keepingFiles = (
  tenant: TenantId,
  files: readonly MailFile[],
  { now, ...at }: { readonly mail: string | null; readonly interaction: string; readonly now: number },
): Also =>
  inList(
    files.map((file, n) => ({ ...file, ...at, tenant, n, at: now })),
    filesWritten,
  );
const filesWritten = (rows: readonly { readonly tenant: TenantId }[], v: Value): string =>
  `insert into email_files (tenant_id, id, mail, interaction, n, name, format, declared, cid, warning, size, hash, scan, created_at)
    select ${v(rows[0]?.tenant)}, id, mail, interaction, n, name, format, declared, cid, warning, size, hash, scan, at
    from jsonb_to_recordset(${v(JSON.stringify(rows))}::jsonb)
      as x(id text, mail text, interaction text, n integer, name text, format text, declared text, cid text, warning text, size integer, hash text,
        scan text, at bigint)`;

/** Viruses among files that were looked at as they came, for the audit, with who sent them. [EM334] */
export function notingViruses(
  tenant: TenantId,
  files: readonly Pick<MailFile, 'id' | 'scan'>[],
  at: { readonly actor: string; readonly interaction: string; readonly now: number },
): readonly Also[] {
  const found = files.filter(({ scan }) => scan === 'infected');
  return found.length
    ? [
        inList(
          found.map(({ id }) => ({ tenant, id, ...at })),
          virusesNoted,
        ),
      ]
    : [];
}
interface Virus {
  readonly tenant: TenantId;
  readonly id: string;
  readonly actor: string;
  readonly interaction: string;
  readonly now: number;
}
const virusesNoted = (rows: readonly Virus[], v: Value): string =>
  `insert into audit (tenant_id, at, actor, what, address, about)
    select ${v(rows[0]?.tenant)}, at, actor, 'virusFound', '', id || ' ' || interaction
    from unnest(${v(rows.map(({ now }) => now))}::bigint[], ${v(rows.map(({ actor }) => actor))}::text[], ${v(rows.map(({ id }) => id))}::text[],
      ${v(rows.map(({ interaction }) => interaction))}::text[]) as x(at, actor, id, interaction)`;

/** These files, in this order as far as they are there. */
export async function filesById(run: Run, tenant: TenantId, ids: readonly string[]): Promise<readonly (MailFile & FilePlace)[]> {
  if (ids.length === 0) return [];
  const rows = await run<Row>({
    name: 'mail-files-by-id',
    text: `select ${columns}, mail, interaction from email_files where tenant_id = $1 and id = any($2)`,
    values: [tenant, ids],
  });
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}
/** Of these files those that may go with a mail of this work: sent in for it, or of a mail of its case. [EM113] */
export async function filesToSend(
  run: Run,
  tenant: TenantId,
  { id, work }: { readonly id: string; readonly work: { readonly case: string } },
  ids: readonly string[],
): Promise<readonly (MailFile & FilePlace)[]> {
  if (ids.length === 0) return [];
  const rows = await run<{ id: string }>({
    name: 'mail-files-to-send',
    text: `select id from email_files where tenant_id = $1 and id = any($2) and
      (interaction = $3 or mail in (select id from email_mails where tenant_id = $1 and case_id = any(array(select cases_with($4)))))`,
    values: [tenant, ids, id, work.case],
  });
  return filesById(
    run,
    tenant,
    ids.filter((wanted) => rows.some((row) => row.id === wanted)),
  );
}
/** Where a file belongs. */
export interface FilePlace {
  readonly mail: string | null;
  readonly interaction: string | null;
}

/** Files of a draft go with a mail; one that another mail has stays with that one, and the draft that was sent names it. */
export const namingFiles =
  (tenant: TenantId, ids: readonly string[], mail: string) =>
  (v: (value: unknown) => string): string =>
    `update email_files set mail = ${v(mail)} where tenant_id = ${v(tenant)} and id = any(${v(ids)}::text[]) and mail is null`;

/** Takes in a file that an agent sends, of any kind, up to so many bytes; refused if it is larger or broken off. */
export async function takeFile(
  { shelf, scanner, ids }: MailFiles,
  tenant: TenantId,
  { name, declared, bytes, from }: { readonly name: string; readonly declared: string; readonly bytes: number; readonly from: Readable },
): Promise<MailFile | Refusal> {
  const id = ids.next();
  const received = await shelf.receive(id, from, { bytes, refusal: refuse('files.tooLarge') });
  if (isRefused(received)) return received;
  const found = await formatOf(await shelf.received(id));
  await shelf.keep(tenant, id, {});
  const scan = scanner ? await scanner.scan(shelf.path(tenant, id, 'view')).catch(() => 'failed' as const) : 'unscanned';
  const what = isRefused(found) ? { format: null, warning: found.refused } : { format: found, warning: null };
  return { id, name: fileName(name, 'file'), declared: declared.slice(0, 100), cid: null, ...what, ...received, scan };
}

/** Enters a file of a draft that this agent sent. */
export async function keepFile(
  run: Run,
  tenant: TenantId,
  file: MailFile,
  { agent, ...at }: { readonly agent: string; readonly interaction: string; readonly now: number },
): Promise<void> {
  const values: unknown[] = [];
  const v = (value: unknown) => `$${values.push(value)}`;
  const [noted] = notingViruses(tenant, [file], { ...at, actor: agent });
  const kept = keepingFiles(tenant, [file], { ...at, mail: null })(v);
  await run({ text: noted ? `with noted as (${noted(v)}) ${kept}` : kept, values });
}
