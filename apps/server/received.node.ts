import type { AgentId } from '@patchbay/base/decision.ts';
import type { Frame } from '@patchbay/base/stream.ts';
import { isOf } from '@patchbay/chat/access.ts';
import { type Chat, isOver } from '@patchbay/chat/chat.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { Site } from './site.node.ts';

/** How far a customer's browser has got a chat, and how far the customer has looked at it: numbers of events. */
export interface Receipt {
  readonly to: number;
  readonly read: number;
}
interface Kept extends Receipt {
  readonly tenant: string;
  readonly interaction: string;
  readonly readers: readonly AgentId[];
}
const atMost = 10_000;
const receipts = new WeakMap<Site, Map<string, Kept>>();

/** The chat as this process knows it, else as it is stored; undefined: there is none. */
export async function chatNow(site: Site, tenant: Visitor['tenant'], id: string): Promise<Chat | undefined> {
  const remembered = site.k.memory.recall(tenant, 'interaction', id);
  return (remembered ?? (await interactionById(site.k.db.as(tenant), tenant, id)))?.state as Chat | undefined;
}
/** Whoever works on a chat now: owner, guests, who advises; and who watches it. */
export const readersOf = ({ participations, work: { monitors = [] } }: Chat): readonly AgentId[] => [
  ...participations.filter((p) => p.stage === 'active').map((p) => p.agent),
  ...monitors.map((m) => m.supervisor),
];

/** Tells those who work on a chat how far its customer has got and read it. Only what is further is news; it is kept in memory only. [CH74] */
export async function received(
  site: Site,
  who: Visitor,
  { interaction, to, read }: Receipt & { readonly interaction: string },
): Promise<void> {
  const all = receipts.get(site) ?? new Map<string, Kept>();
  receipts.set(site, all);
  const name = `${who.tenant} ${interaction}`;
  if (!further(all.get(name), { to, read })) return;
  const chat = await chatNow(site, who.tenant, interaction);
  if (!chat || !isOf(who.visitor)(chat)) return;
  if (isOver(chat)) return void all.delete(name);
  const far = further(all.get(name), { to, read }); // another one may have been faster
  if (!far) return;
  const readers = readersOf(chat);
  const next = { ...far, tenant: who.tenant, interaction, readers };
  keep(all, name, next);
  for (const reader of readers) for (const one of site.hub.standing(who.tenant, `agent:${reader}`)) one.say(frameOf(next));
}

/** The two together; null: it is no further than what is known. */
function further(known: Receipt | undefined, { to, read }: Receipt): Receipt | null {
  const far = { to: Math.max(known?.to ?? 0, to), read: Math.max(known?.read ?? 0, Math.min(read, to)) };
  return known && known.to >= far.to && known.read >= far.read ? null : far;
}

/** The latest last; the oldest are forgotten. */
function keep(all: Map<string, Kept>, name: string, next: Kept): void {
  all.delete(name);
  all.set(name, next);
  const [oldest] = all.keys();
  if (all.size > atMost && oldest !== undefined) all.delete(oldest);
}

/** What is known of the chats of somebody whose desktop has just come. */
export function receiptsFor(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>): readonly Frame[] {
  return [...(receipts.get(site)?.values() ?? [])]
    .filter((kept) => kept.tenant === tenant && kept.readers.includes(person.agent))
    .map(frameOf);
}
const frameOf = ({ interaction, to, read }: Kept): Frame => ({ f: 'received', interaction, to, read });
