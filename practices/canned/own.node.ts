import type { Run } from '@patchbay/base/database.node.ts';
import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { most, type Own, type Use, type Uses, type Written } from './own.ts';

/** Who writes: a person, or for everybody. */
export interface Writing {
  readonly tenant: TenantId;
  readonly user: string;
  readonly shared: boolean;
  readonly at: number;
}
/** One to be kept: a new one under this id, or another text for one that is there. */
export interface Kept extends Written {
  readonly id: string;
  readonly isNew: boolean;
}
type Row<T> = T & Record<string, unknown>;

/** Those of a person and those of all, by folder and title. [CN6] */
export async function cannedFor(run: Run, tenant: TenantId, user: string): Promise<readonly Own[]> {
  return run<Row<Own>>({
    name: 'canned-for',
    text: `select id, owner <> '' as mine, title, folder, shortcut, text, language, queues from canned
      where tenant_id = $1 and owner in ('', $2) order by folder, title, id`,
    values: [tenant, user],
  });
}

/** How often this person has used which, and their favourites. [CN7] */
export async function usesOf(run: Run, tenant: TenantId, user: string): Promise<Uses> {
  const rows = await run<Row<Use & { response: string }>>({
    name: 'canned-uses',
    text: 'select response, uses, favourite from canned_uses where tenant_id = $1 and user_id = $2',
    values: [tenant, user],
  });
  return Object.fromEntries(rows.map(({ response, uses, favourite }) => [response, { uses, favourite }]));
}

/** Keeps one. Refused: a title or a shortcut that stands already, too many. [CN6] */
export async function keepCanned(run: Run, by: Writing, { id, isNew, ...one }: Kept): Promise<Refusal | null> {
  const owner = by.shared ? '' : by.user;
  const limit = by.shared ? most.shared : most.own;
  const { title, folder, shortcut, text, language, queues } = one;
  try {
    const rows = isNew
      ? await run({
          text: `insert into canned (tenant_id, id, owner, title, folder, shortcut, text, language, queues, at, by)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
            where (select count(*) from canned where tenant_id = $1 and owner = $3) < $12 returning 1`,
          values: [by.tenant, id, owner, title, folder, shortcut, text, language, queues, by.at, by.user, limit],
        })
      : await run({
          text: `update canned set title = $4, folder = $5, shortcut = $6, text = $7, language = $8, queues = $9, at = $10, by = $11
            where tenant_id = $1 and id = $2 and owner = $3 returning 1`,
          values: [by.tenant, id, owner, title, folder, shortcut, text, language, queues, by.at, by.user],
        });
    if (rows.length) return null;
    return isNew ? refuse('canned.tooMany', { most: limit }) : refuse('canned.notFound');
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code !== '23505') throw error;
    return constraint === 'canned_shortcuts' ? refuse('canned.sameShortcut', { shortcut }) : refuse('canned.sameTitle', { title });
  }
}

/** Removes one of one's own, or of all; false: there is none. */
export async function removeCanned(run: Run, { tenant, user, shared }: Omit<Writing, 'at'>, id: string): Promise<boolean> {
  const rows = await run({
    text: 'delete from canned where tenant_id = $1 and id = $2 and owner = $3 returning 1',
    values: [tenant, id, shared ? '' : user],
  });
  return rows.length > 0;
}

/** Notes that it was used once more, or whether it is a favourite. [CN7] */
export async function noteUse(
  run: Run,
  { tenant, user }: Pick<Writing, 'tenant' | 'user'>,
  { response, favourite }: { readonly response: string; readonly favourite: boolean | null },
): Promise<void> {
  await run({
    name: 'canned-use',
    text: `insert into canned_uses as u (tenant_id, user_id, response, uses, favourite)
      select $1, $2, $3, case when $4::boolean is null then 1 else 0 end, coalesce($4, false)
      where (select count(*) from canned_uses where tenant_id = $1 and user_id = $2) < 2000
      on conflict (tenant_id, user_id, response) do update
      set uses = u.uses + case when $4::boolean is null then 1 else 0 end, favourite = coalesce($4, u.favourite)`,
    values: [tenant, user, response, favourite],
  });
}
