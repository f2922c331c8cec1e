import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from './centre.ts';
import { centreOf, type Item, itemsOf } from './items.ts';

/** The channel on which a server hears that a tenant (the message) has another centre; see `Database.listen`. */
export const configurationChannel = 'configuration';

/** The centre of a tenant as it is stored; undefined: it has none. */
export async function loadCentre(run: Run, tenant: TenantId): Promise<Centre | undefined> {
  const items = await run<Item & { readonly [column: string]: unknown }>({
    text: 'select list, key, body from configuration where tenant_id = $1 order by position',
    values: [tenant],
  });
  return items.length ? centreOf(items) : undefined;
}

/** Makes the tenant if it is new, and holds its configuration until the transaction ends: who applies meanwhile waits. [CF4] */
export async function holdTenant(run: Run, tenant: TenantId): Promise<void> {
  await run({ text: 'insert into tenants (id) values ($1) on conflict do nothing', values: [tenant] });
  await run({ text: 'select id from tenants where id = $1 for update', values: [tenant] });
}

/** Stores the centre whole: what it does not name is deleted, what is equal stays untouched. */
export async function storeCentre(run: Run, tenant: TenantId, centre: Centre): Promise<void> {
  await run({
    text: `
      with wanted as (select * from jsonb_to_recordset($2) as item (list text, key text, body jsonb, position integer)),
      gone as (
        delete from configuration c where tenant_id = $1
        and not exists (select from wanted w where w.list = c.list and w.key = c.key))
      insert into configuration as c (tenant_id, list, key, body, position) select $1, list, key, body, position from wanted
      on conflict (tenant_id, list, key) do update set body = excluded.body, position = excluded.position
      where (c.body, c.position) is distinct from (excluded.body, excluded.position)`,
    values: [tenant, JSON.stringify(itemsOf(centre).map((item, position) => ({ ...item, position })))],
  });
}

/** Tells every running server, once the transaction is committed, to read this tenant's centre anew. */
export async function tellServers(run: Run, tenant: TenantId): Promise<void> {
  await run({ text: 'select pg_notify($1, $2)', values: [configurationChannel, tenant] });
}
