import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Chosen, Wish } from './preferences.ts';

/** Whose preferences. */
interface Owner {
  readonly tenant: TenantId;
  readonly user: string;
}

/** What a user has chosen so far. [US15] */
export async function preferencesOf(run: Run, { tenant, user }: Owner): Promise<Chosen> {
  const text = 'select version, chosen from preferences where tenant_id = $1 and user_id = $2';
  const [row] = await run<{ version: number; chosen: Chosen['preferences'] }>({ text, values: [tenant, user] });
  return { version: row?.version ?? 0, preferences: row?.chosen ?? {} };
}

/** Changes those that are named and leaves the others; two windows that change different ones do not undo each other. [US15] */
export async function choose(run: Run, { tenant, user }: Owner, wish: Wish): Promise<Chosen> {
  const text = `insert into preferences as p (tenant_id, user_id, version, chosen) values ($1, $2, 1, jsonb_strip_nulls($3::jsonb))
    on conflict (tenant_id, user_id) do update set version = p.version + 1, chosen = jsonb_strip_nulls(p.chosen || $3::jsonb)
    returning version, chosen`;
  const [row] = await run<{ version: number; chosen: Chosen['preferences'] }>({ text, values: [tenant, user, JSON.stringify(wish)] });
  return { version: row?.version ?? 0, preferences: row?.chosen ?? {} };
}
