import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** What a colleague wrote about a case; it is sent to nobody. [EM143] */
export interface CaseNote {
  readonly id: string;
  readonly case: string;
  readonly agent: string;
  readonly text: string;
  readonly at: number;
}
type V = (value: unknown) => string;

/** The notes of a case and of those that were merged into it, oldest first. */
export function notesOf(run: Run, tenant: TenantId, id: string): Promise<readonly CaseNote[]> {
  return run<CaseNote & { readonly [column: string]: unknown }>({
    name: 'notes-of-case',
    text: `select id, case_id as "case", agent, text, at::float8 as at from email_notes
      where tenant_id = $1 and case_id = any(array(select cases_with($2))) order by at, id limit 500`,
    values: [tenant, id],
  });
}

/** Writes a note at once. */
export async function noteOnce(run: Run, tenant: TenantId, note: CaseNote): Promise<void> {
  const { id, case: of, agent, text, at } = note;
  await run({
    name: 'note-on-case',
    text: 'insert into email_notes (tenant_id, id, case_id, agent, text, at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
    values: [tenant, id, of, agent, text, at],
  });
}

/** Writes a note, once. */
export const noting =
  (tenant: TenantId, note: CaseNote) =>
  (v: V): string =>
    `insert into email_notes (tenant_id, id, case_id, agent, text, at)
    values (${[tenant, note.id, note.case, note.agent, note.text, note.at].map(v).join(', ')}) on conflict do nothing`;
/** Takes a note back, if it is by this agent. */
export const unnoting =
  (tenant: TenantId, id: string, agent: string) =>
  (v: V): string =>
    `delete from email_notes where tenant_id = ${v(tenant)} and id = ${v(id)} and agent = ${v(agent)}`;
