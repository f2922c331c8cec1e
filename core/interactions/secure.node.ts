import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';

/** Which secure value. */
export interface Where {
  readonly tenant: TenantId;
  readonly interaction: string;
  readonly variable: string;
}

/** Keeps a secure value in the statement that says it was saved; an empty one is gone. [CD4] */
export const keeping = ({ tenant, interaction, variable }: Where, value: string): NonNullable<Plan['also']> => [
  (v) =>
    value === ''
      ? `delete from secure_data where tenant_id = ${v(tenant)} and interaction = ${v(interaction)} and variable = ${v(variable)}`
      : `insert into secure_data (tenant_id, interaction, variable, value) values (${[tenant, interaction, variable, value].map(v).join(', ')})
        on conflict (tenant_id, interaction, variable) do update set value = excluded.value`,
];

/** A secure value and a note of who read it, in one statement; undefined: there is none. */
export async function revealed(
  run: Run,
  { tenant, interaction, variable }: Where,
  { at, by }: { at: number; by: string },
): Promise<string | undefined> {
  const rows = await run<{ value: string }>({
    text: `with noted as (insert into audit (tenant_id, at, actor, what, address) values ($1, $4, $5, $6, ''))
      select value from secure_data where tenant_id = $1 and interaction = $2 and variable = $3`,
    values: [tenant, interaction, variable, at, by, `dataRevealed ${variable} ${interaction}`],
  });
  return rows[0]?.value;
}
