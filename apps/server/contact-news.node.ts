import type { Committed } from '@patchbay/base/bus.ts';
import type { Frame } from '@patchbay/base/stream.ts';
import { familyOf } from '@patchbay/contacts/store.node.ts';
import { openAgents } from '@patchbay/interactions/store.node.ts';
import type { Site } from './site.node.ts';

/** Tells who works for a customer right now that something about them has changed; what, they read themselves. [CO10] */
export function tellOfContacts(site: Site, failed: (error: unknown) => void): void {
  site.k.bus.subscribe((committed) => {
    for (const { kind, id, from } of committed.changes)
      if (kind.name === 'contact' && from > 0) void tell(site, committed, id).catch(failed);
  });
}

async function tell(site: Site, { tenant }: Committed, contact: string): Promise<void> {
  const run = site.k.db.as(tenant);
  const family = await familyOf(run, tenant, contact);
  for (const { contact: one, agent } of await openAgents(run, tenant, family))
    for (const listener of site.hub.standing(tenant, `agent:${agent}`)) listener.say({ f: 'contact', id: one } satisfies Frame);
}
