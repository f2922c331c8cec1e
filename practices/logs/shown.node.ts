import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { AskedLogs, Shown } from './asking.ts';
import type { ShownRow } from './shown.ts';

const listed = 1000;
const dayMs = 86_400_000;

/** Adds to what a user was shown today. [LG5] */
export async function countShown(
  run: Run,
  tenant: TenantId,
  { user, now, build, shown }: Shown & { user: string; now: number },
): Promise<void> {
  await run({
    text: `insert into shown_errors (tenant_id, user_id, build, code, day, times)
      select $1, $2, $3, code, $4, sum(times) from unnest($5::text[], $6::int[]) as shown (code, times) group by code
      on conflict (tenant_id, user_id, build, code, day) do update set times = shown_errors.times + excluded.times`,
    values: [tenant, user, build, now - (now % dayMs), shown.map(({ code }) => code), shown.map(({ times }) => times)],
  });
}

/** What was shown to whom by which build, in the days that are kept. [LG5] */
export async function shownErrors(run: Run, tenant: TenantId): Promise<readonly ShownRow[]> {
  const rows = await run<{ code: string; user_id: string; build: string; times: string; day: string }>({
    text: `select code, user_id, build, sum(times) as times, max(day) as day from shown_errors where tenant_id = $1
      group by code, user_id, build order by sum(times) desc, code, user_id, build limit ${listed}`,
    values: [tenant],
  });
  return rows.map(({ user_id, times, day, ...row }) => ({ ...row, user: user_id, times: Number(times), day: Number(day) }));
}

/** Asks a user for their logs; a later question takes the place of an earlier one. [LG6] */
export async function askForLogs(run: Run, tenant: TenantId, { user, by, at, why }: Omit<AskedLogs, 'declinedAt'>): Promise<void> {
  await run({
    text: `insert into asked_logs (tenant_id, user_id, asked_by, at, why) values ($1, $2, $3, $4, $5)
      on conflict (tenant_id, user_id) do update set asked_by = $3, at = $4, why = $5, declined_at = null`,
    values: [tenant, user, by, at, why],
  });
}

/** The user does not send them; false: nobody has asked. [LG6] */
export async function declineLogs(run: Run, tenant: TenantId, user: string, at: number): Promise<boolean> {
  const text = 'update asked_logs set declined_at = $3 where tenant_id = $1 and user_id = $2 and declined_at is null returning 1';
  return (await run({ text, values: [tenant, user, at] })).length > 0;
}

/** They were sent. */
export async function logsCame(run: Run, tenant: TenantId, user: string): Promise<void> {
  await run({ text: 'delete from asked_logs where tenant_id = $1 and user_id = $2', values: [tenant, user] });
}

/** Whose logs are asked for, the latest first; of one user if named. */
export async function askedLogs(run: Run, tenant: TenantId, user: string | null): Promise<readonly AskedLogs[]> {
  const rows = await run<{ user_id: string; asked_by: string; at: string; why: string; declined_at: string | null }>({
    text: `select user_id, asked_by, at, why, declined_at from asked_logs where tenant_id = $1 and ($2::text is null or user_id = $2)
      order by at desc, user_id limit ${listed}`,
    values: [tenant, user],
  });
  return rows.map(({ user_id, asked_by, at, why, declined_at }) => ({
    user: user_id,
    by: asked_by,
    at: Number(at),
    why,
    declinedAt: declined_at === null ? null : Number(declined_at),
  }));
}
