import type { Run } from '@patchbay/base/database.node.ts';
import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { factsOf, filesById, lastOnly } from '@patchbay/files/store.node.ts';
import { placeOf } from './attached.ts';
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
  const rows = await run<Row<Omit<Own, 'files'> & Pick<Written, 'files'>>>({
    name: 'canned-for',
    text: `select id, owner <> '' as mine, title, folder, shortcut, text, language, queues, files from canned
      where tenant_id = $1 and owner in ('', $2) order by folder, title, id`,
    values: [tenant, user],
  });
  const known = await filesById(
    run,
    tenant,
    rows.flatMap(({ files }) => files.map(({ id }) => id)),
  );
  return rows.map((row) => ({
    ...row,
    files: row.files.flatMap(({ id, alt }) => {
      const file = known.get(id);
      return file ? [{ ...factsOf(file), alt }] : [];
    }),
  }));
}

/** Whether this person has a response, one's own or of all, that such a file goes with. [CN9] */
export async function hasFile(
  run: Run,
  { tenant, user }: Pick<Writing, 'tenant' | 'user'>,
  { response, file }: { readonly response: string; readonly file: string },
): Promise<boolean> {
  const rows = await run({
    text: `select 1 from canned where tenant_id = $1 and id = $2 and owner in ('', $3) and files @> jsonb_build_array(jsonb_build_object('id', $4::text))`,
    values: [tenant, response, user, file],
  });
  return rows.length > 0;
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

/** Keeps one, with files that were brought for it; in a transaction. Refused: a title or a shortcut that stands already, too many. [CN6] [CN9] */
export async function keepCanned(run: Run, by: Writing, one: Kept): Promise<Refusal | null> {
  const owner = ownerOf(by);
  const ids = one.files.map(({ id }) => id);
  const files = await filesById(run, by.tenant, ids);
  if (ids.some((id) => files.get(id)?.interaction !== placeOf(owner))) return refuse('files.notFound');
  if (ids.some((id) => files.get(id)?.scan === 'infected')) return refuse('files.infected');
  const refused = await keepText(run, by, one);
  if (!refused) await keepFiles(run, by);
  return refused;
}

async function keepText(run: Run, by: Writing, { id, isNew, ...one }: Kept): Promise<Refusal | null> {
  const owner = ownerOf(by);
  const limit = by.shared ? most.shared : most.own;
  const { title, folder, shortcut, text, language, queues } = one;
  const files = JSON.stringify(one.files);
  try {
    const rows = isNew
      ? await run({
          text: `insert into canned (tenant_id, id, owner, title, folder, shortcut, text, language, queues, at, by, files)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb
            where (select count(*) from canned where tenant_id = $1 and owner = $3) < $13 returning 1`,
          values: [by.tenant, id, owner, title, folder, shortcut, text, language, queues, by.at, by.user, files, limit],
        })
      : await run({
          text: `update canned set title = $4, folder = $5, shortcut = $6, text = $7, language = $8, queues = $9, at = $10, by = $11,
            files = $12::jsonb where tenant_id = $1 and id = $2 and owner = $3 returning 1`,
          values: [by.tenant, id, owner, title, folder, shortcut, text, language, queues, by.at, by.user, files],
        });
    if (rows.length) return null;
    return isNew ? refuse('canned.tooMany', { most: limit }) : refuse('canned.notFound');
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code !== '23505') throw error;
    return constraint === 'canned_shortcuts' ? refuse('canned.sameShortcut', { shortcut }) : refuse('canned.sameTitle', { title });
  }
}

const ownerOf = ({ shared, user }: Pick<Writing, 'shared' | 'user'>): string => (shared ? '' : user);

/** The files that responses of this owner name last, and no others. [CN9] */
async function keepFiles(run: Run, by: Writing): Promise<void> {
  const owner = ownerOf(by);
  const rows = await run<{ id: string }>({
    text: `select distinct one ->> 'id' as id from canned, jsonb_array_elements(files) as one where tenant_id = $1 and owner = $2`,
    values: [by.tenant, owner],
  });
  await lastOnly(run, by.tenant, placeOf(owner), { ids: rows.map(({ id }) => id), at: by.at });
}

/** Removes one of one's own, or of all; false: there is none. Its files wait for a day, so that it can be undone. */
export async function removeCanned(run: Run, by: Writing, id: string): Promise<boolean> {
  const rows = await run({
    text: 'delete from canned where tenant_id = $1 and id = $2 and owner = $3 returning 1',
    values: [by.tenant, id, ownerOf(by)],
  });
  if (rows.length) await keepFiles(run, by);
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
