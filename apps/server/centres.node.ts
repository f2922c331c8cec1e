import type { Database } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { configurationChannel, loadCentre } from '@patchbay/configuration/store.node.ts';

/** The contact centres of this server, in memory; read anew when they are applied. */
export interface Centres {
  of(tenant: string): Centre | undefined;
  tenants(): ReadonlySet<string>;
  close(): Promise<void>;
}

/** A centre was applied; `before` is the one until now. */
export interface Applied {
  readonly tenant: TenantId;
  readonly before: Centre | undefined;
}

/** Reads every centre; `changed` is called after one was read anew. */
export async function openCentres(db: Database, changed: (applied: Applied) => void, failed: (error: unknown) => void): Promise<Centres> {
  const known = new Map<string, Centre>();
  async function read(tenant: TenantId): Promise<Applied> {
    const centre = await loadCentre(db.as(tenant), tenant);
    const before = known.get(tenant);
    if (centre) known.set(tenant, centre);
    else known.delete(tenant);
    return { tenant, before };
  }
  const again = (tenant: TenantId) => read(tenant).then(changed, failed);
  const close = await db.listen(configurationChannel, {
    told: (tenant) => void again(tenant as TenantId),
    missed: () => void db.tenants().then((tenants) => Promise.all(tenants.map(again)), failed),
  });
  for (const tenant of await db.tenants()) await read(tenant);
  return { of: (tenant) => known.get(tenant), tenants: () => new Set(known.keys()), close };
}
