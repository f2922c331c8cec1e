import { chosenTeams } from '@patchbay/agents/teams.node.ts';
import type { Database } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { configurationChannel, loadCentre } from '@patchbay/configuration/store.node.ts';
import { withTeams } from '@patchbay/configuration/teams.ts';

/** The contact centres of this server, in memory, as they are with the teams people have chosen; read anew when they are applied. [SV4] [AG65] */
export interface Centres {
  of(tenant: string): Centre | undefined;
  tenants(): ReadonlySet<string>;
  close(): Promise<void>;
}

/** A centre was applied, or somebody chose a team; `before` is the one until now. */
export interface Applied {
  readonly tenant: TenantId;
  readonly before: Centre | undefined;
}

/** Reads every centre; `changed` is called after one was read anew. */
export async function openCentres(db: Database, changed: (applied: Applied) => void, failed: (error: unknown) => void): Promise<Centres> {
  const known = new Map<string, Centre>();
  async function read(tenant: TenantId): Promise<Applied> {
    const run = db.as(tenant);
    const centre = await loadCentre(run, tenant);
    const chosen = await chosenTeams(run, tenant);
    const before = known.get(tenant);
    if (centre) known.set(tenant, withTeams(centre, chosen));
    else known.delete(tenant);
    return { tenant, before };
  }
  /** Tenants that are being read, and whether there is news of them meanwhile: of many teams chosen at once the last reading tells all. */
  const reading = new Map<TenantId, boolean>();
  async function again(tenant: TenantId): Promise<void> {
    if (reading.has(tenant)) return void reading.set(tenant, true);
    try {
      do {
        reading.set(tenant, false);
        changed(await read(tenant));
      } while (reading.get(tenant));
    } catch (error) {
      failed(error);
    } finally {
      reading.delete(tenant);
    }
  }
  const close = await db.listen(configurationChannel, {
    told: (tenant) => void again(tenant as TenantId),
    missed: () => void db.tenants().then((tenants) => Promise.all(tenants.map(again)), failed),
  });
  for (const tenant of await db.tenants()) await read(tenant);
  return { of: (tenant) => known.get(tenant), tenants: () => new Set(known.keys()), close };
}
