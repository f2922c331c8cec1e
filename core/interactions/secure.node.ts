import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';

/** Which secure value. */
export interface Where {
  readonly tenant: TenantId;
  readonly interaction: string;
  readonly variable: string;
}

/** A sealed value opens only where it belongs. */
const placeOf = ({ tenant, interaction, variable }: Where): string => `secure_data ${tenant} ${interaction} ${variable}`;

/** Keeps a secure value, sealed, in the statement that says it was saved; an empty one is gone. [CD4] [CD7] */
export const keeping = (vault: Vault, where: Where, value: string): NonNullable<Plan['also']> => {
  const { tenant, interaction, variable } = where;
  return [
    (v) =>
      value === ''
        ? `delete from secure_data where tenant_id = ${v(tenant)} and interaction = ${v(interaction)} and variable = ${v(variable)}`
        : `insert into secure_data (tenant_id, interaction, variable, sealed)
          values (${[tenant, interaction, variable].map(v).join(', ')}, decode(${v(vault.seal(value, placeOf(where)).toString('hex'))}, 'hex'))
          on conflict (tenant_id, interaction, variable) do update set value = null, sealed = excluded.sealed`,
  ];
};

/** A secure value and a note of who read it, in one statement; undefined: there is none, or it does not open. */
export async function revealed(run: Run, vault: Vault, where: Where, { at, by }: { at: number; by: string }): Promise<string | undefined> {
  const { tenant, interaction, variable } = where;
  const rows = await run<{ sealed: Buffer | null; value: string | null }>({
    text: `with noted as (insert into audit (tenant_id, at, actor, what, address) values ($1, $4, $5, $6, ''))
      select sealed, value from secure_data where tenant_id = $1 and interaction = $2 and variable = $3`,
    values: [tenant, interaction, variable, at, by, `dataRevealed ${variable} ${interaction}`],
  });
  const { sealed = null, value = null } = rows[0] ?? {};
  return sealed ? vault.open(sealed, placeOf(where)) : (value ?? undefined);
}

/** Seals what was kept before values were; answers how many. [CD7] */
export async function sealOld(run: Run, vault: Vault, tenant: TenantId): Promise<number> {
  const rows = await run<{ interaction: string; variable: string; value: string }>({
    text: 'select interaction, variable, value from secure_data where tenant_id = $1 and value is not null',
    values: [tenant],
  });
  for (const { interaction, variable, value } of rows)
    await run({
      text: `update secure_data set value = null, sealed = $4 where tenant_id = $1 and interaction = $2 and variable = $3 and value = $5`,
      values: [tenant, interaction, variable, vault.seal(value, placeOf({ tenant, interaction, variable })), value],
    });
  return rows.length;
}
