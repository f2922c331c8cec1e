import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { ha1 } from './engines/rpc.node.ts';
import { nameAtEdge } from './names.ts';

/** The name phones register under, and the realm of their passwords. */
export const realmOf = (env: Readonly<Record<string, string | undefined>>): string => env['PATCHBAY_SIP_REALM'] || 'patchbay';

/** Keeps what the passwords of a centre are checked by; a phone that is gone loses it, one without a password in the file keeps what it had. [CF31] */
export async function keepPhones(run: Run, tenant: TenantId, { phones }: Pick<Centre, 'phones'>, realm: string): Promise<void> {
  await run({ text: 'delete from voice_phones where tenant_id = $1 and not (id = any($2))', values: [tenant, Object.keys(phones)] });
  for (const [id, { password }] of Object.entries(phones)) {
    if (password === undefined) continue;
    await run({
      text: `insert into voice_phones as p (tenant_id, id, ha1) values ($1, $2, $3)
        on conflict (tenant_id, id) do update set ha1 = excluded.ha1 where p.ha1 <> excluded.ha1`,
      values: [tenant, id, ha1(nameAtEdge(id, tenant), realm, password)],
    });
  }
}

/** The phones of a tenant, with what their passwords are checked by. */
export const phonesOf = (run: Run, tenant: TenantId) =>
  run<{ readonly id: string; readonly ha1: string }>({ text: 'select id, ha1 from voice_phones where tenant_id = $1', values: [tenant] });
