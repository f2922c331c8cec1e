import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** Whose drafts. */
export interface Writer {
  readonly tenant: TenantId;
  readonly user: string;
}
/** What somebody is writing for an interaction and has not sent. */
export interface Draft {
  readonly interaction: string;
  readonly kind: string;
  readonly text: string;
  readonly caret: number;
  /** Another one for every save. */
  readonly rev: string;
}
/** A save on what its writer knew: the revision, null: none. */
export interface Saving extends Draft {
  readonly base: string | null;
  readonly at: number;
}

/** So many drafts one person can have. */
const most = 500;
const columns = 'interaction, kind, text, caret, rev';

/** All drafts of somebody. [DR1] */
export const draftsOf = (run: Run, { tenant, user }: Writer): Promise<readonly Draft[]> =>
  run<Draft & Record<string, unknown>>({
    name: 'drafts',
    text: `select ${columns} from drafts where tenant_id = $1 and user_id = $2 order by at limit ${most}`,
    values: [tenant, user],
  });

/** One draft, as it is now. */
export async function draftOf(
  run: Run,
  { tenant, user }: Writer,
  { interaction, kind }: Pick<Draft, 'interaction' | 'kind'>,
): Promise<Draft | null> {
  const rows = await run<Draft & Record<string, unknown>>({
    name: 'draft',
    text: `select ${columns} from drafts where tenant_id = $1 and user_id = $2 and interaction = $3 and kind = $4`,
    values: [tenant, user, interaction, kind],
  });
  return rows[0] ?? null;
}

/** Saves a draft if nobody has saved since the revision it stands on; an empty one is gone. False: somebody has. [DR2] */
export async function saveDraft(run: Run, writer: Writer, saving: Saving): Promise<boolean> {
  return saving.text === '' ? dropDraft(run, writer, saving) : putDraft(run, writer, saving);
}

async function putDraft(run: Run, { tenant, user }: Writer, { interaction, kind, text, caret, rev, base, at }: Saving): Promise<boolean> {
  const rows = await run({
    name: 'put-draft',
    text: `insert into drafts as d (tenant_id, user_id, interaction, kind, text, caret, rev, at) select $1, $2, $3, $4, $5, $6, $7, $8
      where case when $9::text is null then (select count(*) from drafts where tenant_id = $1 and user_id = $2) < ${most}
        else exists (select from drafts where tenant_id = $1 and user_id = $2 and interaction = $3 and kind = $4 and rev = $9) end
      on conflict (tenant_id, user_id, interaction, kind) do update
        set text = excluded.text, caret = excluded.caret, rev = excluded.rev, at = excluded.at where d.rev = $9 returning 1`,
    values: [tenant, user, interaction, kind, text, caret, rev, at, base],
  });
  return rows.length > 0;
}

async function dropDraft(run: Run, { tenant, user }: Writer, { interaction, kind, base }: Saving): Promise<boolean> {
  const rows = await run<{ left: boolean }>({
    name: 'drop-draft',
    text: `with gone as (delete from drafts where tenant_id = $1 and user_id = $2 and interaction = $3 and kind = $4 and rev = $5 returning 1)
      select exists (select from drafts where tenant_id = $1 and user_id = $2 and interaction = $3 and kind = $4 and rev is distinct from $5) as left
      from (select count(*) from gone) c`,
    values: [tenant, user, interaction, kind, base],
  });
  return rows[0]?.left === false;
}
