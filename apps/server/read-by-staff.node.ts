import type { TenantId } from '@patchbay/base/decision.ts';
import { type Chat, isOver } from '@patchbay/chat/chat.ts';
import { talksToCustomer } from '@patchbay/chat/monitoring.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { Site } from './site.node.ts';

/** How far a chat was read, by the number of its event. */
interface Reading {
  readonly interaction: string;
  readonly read: number;
}
const atMost = 10_000;
const readings = new WeakMap<Site, Map<string, number>>();

/** Tells a customer how far those who talk with them have read their chat. Only what is further is news; it is kept in memory only. [CH116] */
export async function readByStaff(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>, { interaction, read }: Reading) {
  if (read <= readOf(site, tenant, interaction)) return;
  const remembered = site.k.memory.recall(tenant, 'interaction', interaction);
  const known = remembered ?? (await interactionById(site.k.db.as(tenant), tenant, interaction));
  const chat = known?.state as Chat | undefined;
  if (!known || chat?.channel !== 'chat' || isOver(chat) || !talksToCustomer(chat, person.agent)) return;
  const far = Math.min(read, known.version); // nobody reads what was not said
  if (far <= readOf(site, tenant, interaction)) return; // another one may have been faster
  keep(site, `${tenant} ${interaction}`, far);
  for (const one of site.hub.standing(tenant, `visitor:${chat.work.visitor}`)) one.say({ f: 'read', interaction, read: far });
}

/** How far it was read, as far as this process knows; 0: nobody has said. */
export const readOf = (site: Site, tenant: TenantId, interaction: string): number =>
  readings.get(site)?.get(`${tenant} ${interaction}`) ?? 0;

/** The latest last; the oldest are forgotten. */
function keep(site: Site, name: string, read: number): void {
  const all = readings.get(site) ?? new Map<string, number>();
  readings.set(site, all);
  all.delete(name);
  all.set(name, read);
  const [oldest] = all.keys();
  if (all.size > atMost && oldest !== undefined) all.delete(oldest);
}
