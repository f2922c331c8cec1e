import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { DraftBody } from './commands.ts';

/** A draft as it is kept, and its revision. */
export interface KeptDraft {
  readonly body: DraftBody;
  readonly rev: string;
  readonly by: string;
  readonly at: number;
}

/** The draft of a piece of work, or undefined. */
export async function draftOf(run: Run, tenant: TenantId, interaction: string): Promise<KeptDraft | undefined> {
  const rows = await run<KeptDraft & { readonly [column: string]: unknown }>({
    name: 'mail-draft',
    text: 'select body, rev, by_agent as by, at::float8 as at from email_drafts where tenant_id = $1 and interaction = $2',
    values: [tenant, interaction],
  });
  return rows[0];
}

/** Keeps what was written over the revision that was known; false: there is another one by now. [EM114] */
export async function saveDraft(
  run: Run,
  { tenant, interaction, known }: { readonly tenant: TenantId; readonly interaction: string; readonly known: string },
  next: KeptDraft,
): Promise<boolean> {
  const rows = await run({
    name: 'save-mail-draft',
    text: `update email_drafts set body = $4, rev = $5, by_agent = $6, at = $7
      where tenant_id = $1 and interaction = $2 and rev = $3 returning 1`,
    values: [tenant, interaction, known, JSON.stringify(next.body), next.rev, next.by, next.at],
  });
  return rows.length > 0;
}

type V = (value: unknown) => string;
/** Begins a draft; one that is there stays. */
export const beginningDraft =
  (tenant: TenantId, interaction: string, { body, rev, by, at }: KeptDraft) =>
  (v: V): string =>
    `insert into email_drafts (tenant_id, interaction, body, rev, by_agent, at)
    values (${[tenant, interaction, JSON.stringify(body), rev, by, at].map(v).join(', ')}) on conflict do nothing`;
/** Ends a draft: it was sent or thrown away. */
export const endingDraft =
  (tenant: TenantId, interaction: string) =>
  (v: V): string =>
    `delete from email_drafts where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`;
/** Keeps what was written over the revision that was known, together with a command; over another one it writes nothing. [EM291] */
export const savingDraft =
  (tenant: TenantId, interaction: string, known: string, { body, rev, by, at }: KeptDraft) =>
  (v: V): string =>
    `update email_drafts set body = ${v(JSON.stringify(body))}, rev = ${v(rev)}, by_agent = ${v(by)}, at = ${v(at)}
    where tenant_id = ${v(tenant)} and interaction = ${v(interaction)} and rev = ${v(known)}`;
