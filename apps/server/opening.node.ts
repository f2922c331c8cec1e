import type { Person, TenantId } from '@patchbay/base/decision.ts';
import { isAmid } from '@patchbay/chat/access.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { audit } from '@patchbay/users/audit.node.ts';
import type { Site } from './site.node.ts';

/** So long a conversation that was opened stays open: then reading it is noted again. [CH115] */
const openMs = 3_600_000;
const atMost = 10_000;
const openings = new WeakMap<Site, Map<string, number>>();

/** Who reads a conversation, and from where. */
interface Reader {
  readonly tenant: TenantId;
  readonly person: Person;
  readonly address: string;
}
const nameOf = (tenant: TenantId, agent: string, interaction: string): string => `${tenant} ${agent} ${interaction}`;

/** Notes that somebody reads a conversation they have no part in, before they do; once in an hour. [CH115] */
export async function noteReading(site: Site, { tenant, person, address }: Reader, i: Interaction): Promise<void> {
  if (isAmid(i as Chat, person) || hasOpened(site, tenant, person, i.id)) return;
  const at = site.k.clock.now();
  await audit(site.k.db.as(tenant), tenant, { at, actor: person.agent, what: 'conversationRead', address, about: i.id });
  const all = openings.get(site) ?? new Map<string, number>();
  openings.set(site, all);
  const name = nameOf(tenant, person.agent, i.id);
  all.delete(name);
  all.set(name, at + openMs);
  const [oldest] = all.keys();
  if (all.size > atMost && oldest !== undefined) all.delete(oldest);
}

/** Whether this person has opened it within the last hour. */
export const hasOpened = (site: Site, tenant: TenantId, { agent }: Person, interaction: string): boolean =>
  (openings.get(site)?.get(nameOf(tenant, agent, interaction)) ?? 0) > site.k.clock.now();
