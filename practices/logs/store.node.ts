import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Listed, Report } from './report.ts';

/** A report with who sent it, and when. */
export interface Kept extends Report {
  readonly id: string;
  readonly at: number;
  readonly user: string;
}
const keptAtMost = 100;

/** Keeps a report, and of the tenant the last hundred. [LG4] */
export async function keepReport(
  run: Run,
  tenant: TenantId,
  { id, user, at, comment, build, browser, checked, entries }: Kept,
): Promise<void> {
  await run({
    text: 'insert into logs (tenant_id, id, user_id, at, comment, build, browser, checked, entries) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [tenant, id, user, at, comment, build, browser, checked, JSON.stringify(entries)],
  });
  await run({
    text: 'delete from logs where tenant_id = $1 and id in (select id from logs where tenant_id = $1 order by at desc, id desc offset $2)',
    values: [tenant, keptAtMost],
  });
}

/** The reports of a tenant, the latest first. */
export async function reports(run: Run, tenant: TenantId): Promise<readonly Listed[]> {
  const text = 'select id, user_id, at, comment, build from logs where tenant_id = $1 order by at desc, id desc';
  const rows = await run<{ id: string; user_id: string; at: string; comment: string; build: string }>({ text, values: [tenant] });
  return rows.map(({ user_id, at, ...row }) => ({ ...row, user: user_id, at: Number(at) }));
}

/** A whole report; undefined: there is none. */
export async function reportById(run: Run, tenant: TenantId, id: string): Promise<Kept | undefined> {
  const text = 'select id, user_id, at, comment, build, browser, checked, entries from logs where tenant_id = $1 and id = $2';
  const [row] = await run<Record<'id' | 'user_id' | 'at' | 'comment' | 'build' | 'browser' | 'checked' | 'entries', string>>({
    text,
    values: [tenant, id],
  });
  if (!row) return undefined;
  const { user_id, at, entries, ...rest } = row;
  return { ...rest, user: user_id, at: Number(at), entries: JSON.parse(entries) as Report['entries'] };
}
