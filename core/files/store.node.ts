import type { Run } from '@patchbay/base/database.node.ts';
import type { InteractionId, TenantId } from '@patchbay/base/decision.ts';
import type { FileFacts, Scan } from './file.ts';

/** A file as it is stored. */
export interface StoredFile extends FileFacts {
  readonly interaction: InteractionId;
  /** Who sent it: an agent's name, or `visitor:` and the visitor. */
  readonly sender: string;
  readonly hash: string;
  readonly createdAt: number;
  /** Null: no message has shown it yet. */
  readonly sentAt: number | null;
  /** A text that is used again and again names it: it does not grow old. [FI10] */
  readonly lasting: boolean;
}
/** What names a file to its sender: the same again is the same file. [FI1] */
export interface OwnName {
  readonly interaction: InteractionId;
  readonly sender: string;
  readonly clientId: string;
}

const columns = `id, interaction, sender, name, format, size, width, height, hash, scan, created_at::float8 as "createdAt", sent_at::float8 as "sentAt", lasting`;
type Row = StoredFile & { readonly [column: string]: unknown };

/** One file, or undefined. */
export async function fileById(run: Run, tenant: TenantId, id: string): Promise<StoredFile | undefined> {
  const rows = await run<Row>({
    name: 'file-by-id',
    text: `select ${columns} from files where tenant_id = $1 and id = $2`,
    values: [tenant, id],
  });
  return rows[0];
}

/** Those of these ids that are files, by id. */
export async function filesById(run: Run, tenant: TenantId, ids: readonly string[]): Promise<ReadonlyMap<string, StoredFile>> {
  if (ids.length === 0) return new Map();
  const rows = await run<Row>({ text: `select ${columns} from files where tenant_id = $1 and id = any($2)`, values: [tenant, ids] });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The file its sender gave this name, or undefined. */
export async function fileOf(run: Run, tenant: TenantId, { interaction, sender, clientId }: OwnName): Promise<StoredFile | undefined> {
  const rows = await run<Row>({
    text: `select ${columns} from files where tenant_id = $1 and interaction = $2 and sender = $3 and client_id = $4`,
    values: [tenant, interaction, sender, clientId],
  });
  return rows[0];
}

/** The ids of the files of an interaction. */
export async function idsIn(run: Run, tenant: TenantId, interaction: InteractionId): Promise<readonly string[]> {
  const rows = await run<{ id: string }>({
    text: 'select id from files where tenant_id = $1 and interaction = $2',
    values: [tenant, interaction],
  });
  return rows.map(({ id }) => id);
}

/** How many bytes all files of a tenant take. */
export async function bytesOf(run: Run, tenant: TenantId): Promise<number> {
  const rows = await run<{ n: number }>({
    text: 'select coalesce(sum(size), 0)::float8 as n from files where tenant_id = $1',
    values: [tenant],
  });
  return rows[0]?.n ?? 0;
}

/** How many files an interaction has. */
export async function filesIn(run: Run, tenant: TenantId, interaction: InteractionId): Promise<number> {
  const rows = await run<{ n: number }>({
    text: 'select count(*)::integer as n from files where tenant_id = $1 and interaction = $2',
    values: [tenant, interaction],
  });
  return rows[0]?.n ?? 0;
}

/** Enters a file; false: its interaction has `most` already, or its sender gave this name to another one. */
export async function enter(run: Run, tenant: TenantId, file: StoredFile & OwnName, most: number): Promise<boolean> {
  const rows = await run({
    text: `insert into files (tenant_id, id, interaction, sender, client_id, name, format, size, width, height, hash, scan, created_at)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
      where (select count(*) from files where tenant_id = $1 and interaction = $3) < $14 on conflict do nothing returning 1`,
    values: [
      ...[tenant, file.id, file.interaction, file.sender, file.clientId, file.name, file.format],
      ...[file.size, file.width, file.height, file.hash, file.scan, file.createdAt, most],
    ],
  });
  return rows.length === 1;
}

/** A statement that notes when a message showed a file; written along with the message. */
export const shownNow =
  (tenant: TenantId, id: string, now: number) =>
  (v: (value: unknown) => string): string =>
    `update files set sent_at = coalesce(sent_at, ${v(now)}::bigint) where tenant_id = ${v(tenant)} and id = ${v(id)}`;

/** Notes what came of looking at a file, in the audit too when it is a virus; answers it as it is now. [FI6] */
export async function scanned(
  run: Run,
  tenant: TenantId,
  { id, scan, at }: { readonly id: string; readonly scan: Scan; readonly at: number },
): Promise<StoredFile | undefined> {
  const rows = await run<Row>({
    text: `with seen as (update files set scan = $3, scans = scans + 1 where tenant_id = $1 and id = $2 returning *),
      noted as (insert into audit (tenant_id, at, actor, what, address, about)
        select $1, $4, case when sender like 'visitor:%' then 'customer' else sender end, 'virusFound', '', id || ' ' || interaction
        from seen where $3 = 'infected')
      select ${columns} from seen`,
    values: [tenant, id, scan, at],
  });
  return rows[0];
}

/** Of the files of a place only these last; the others are as if nobody had shown them, and deleted after a day. [FI10] */
export async function lastOnly(
  run: Run,
  tenant: TenantId,
  place: string,
  { ids, at }: { ids: readonly string[]; at: number },
): Promise<void> {
  await run({
    name: 'files-last-only',
    text: `update files set lasting = (id = any($3)), sent_at = case when id = any($3) then coalesce(sent_at, $4::bigint) end,
      created_at = case when id = any($3) then created_at else $4::bigint end
      where tenant_id = $1 and interaction = $2 and lasting <> (id = any($3))`,
    values: [tenant, place, ids, at],
  });
}

const triesAtMost = 50;
/** Files that were not looked at yet, or could not be, oldest first. */
export const toScan = (run: Run, tenant: TenantId): Promise<readonly StoredFile[]> =>
  run<Row>({
    text: `select ${columns} from files where tenant_id = $1 and scan in ('pending', 'failed') and scans < $2 order by created_at limit 20`,
    values: [tenant, triesAtMost],
  });

/** Deletes what no message showed by `unsent`, and whatever is older than `all`; answers the ids. [FI8] */
export async function forgetOld(run: Run, tenant: TenantId, before: { readonly unsent: number; readonly all: number }) {
  const rows = await run<{ id: string }>({
    text: `delete from files where tenant_id = $1 and id in (select id from files where tenant_id = $1
      and not lasting and ((sent_at is null and created_at <= $2) or created_at <= $3) limit 5000 for update skip locked) returning id`,
    values: [tenant, before.unsent, before.all],
  });
  return rows.map(({ id }) => id);
}

/** Those of these ids that are files. */
export async function known(run: Run, tenant: TenantId, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await run<{ id: string }>({ text: 'select id from files where tenant_id = $1 and id = any($2)', values: [tenant, ids] });
  return new Set(rows.map(({ id }) => id));
}

/** What others may know of a file. */
export const factsOf = ({ id, name, format, size, width, height, scan }: FileFacts): FileFacts => ({
  id,
  name,
  format,
  size,
  width,
  height,
  scan,
});
