import type { TenantId } from '@patchbay/base/decision.ts';
import { type Decider, startDecider } from '@patchbay/routing/decider.node.ts';
import { tellLines } from './lines.node.ts';
import type { Site } from './site.node.ts';

/** Routing of every tenant of this server. */
export interface Routing {
  /** The centre of a tenant is new or another one. */
  configure(tenant: TenantId): Promise<void>;
  /** Calls `again` when routing decides again after it could not: what was written meanwhile may have been told to nobody. */
  recovered(again: () => void): void;
  stop(): Promise<void>;
}

/** Starts routing: one decider a tenant, kept in `deciders`, and telling how the lines stand. */
export async function startRouting(site: Site, deciders: Map<string, Decider>, failed: (error: unknown) => void): Promise<Routing> {
  const lines = tellLines(site);
  let recovered = () => {};
  const turned = (tenant: TenantId) => (trouble: string | null) => {
    if (trouble) return site.log.warn({ tenant, trouble }, 'routing does not decide');
    site.log.warn({ tenant }, 'routing decides again');
    recovered();
  };
  async function configure(tenant: TenantId) {
    const centre = site.centres.of(tenant);
    const decider = deciders.get(tenant);
    if (!centre) return;
    if (decider) return decider.configure(centre);
    const { k, channels } = site;
    const moved = () => lines.moved(tenant);
    deciders.set(tenant, await startDecider({ k, channels, tenant, centre, moved, turned: turned(tenant), failed }));
  }
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>) await configure(tenant);
  return {
    configure,
    recovered(again) {
      recovered = again;
    },
    async stop() {
      lines.stop();
      for (const decider of deciders.values()) await decider.stop();
    },
  };
}
