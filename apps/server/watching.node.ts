import { type AgentId, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import type { Chat, Monitor } from '@patchbay/chat/chat.ts';
import { monitorOf } from '@patchbay/chat/monitoring.ts';
import { maySee } from '@patchbay/interactions/access.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { watchedInteractions } from '@patchbay/interactions/store.node.ts';
import { mayWatch } from '@patchbay/users/access.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import type { Asker, StaffCommand } from './commands.node.ts';
import { chatNow } from './received.node.ts';
import type { Site } from './site.node.ts';

const types = ['monitor', 'coach', 'bargeIn', 'silence', 'stopMonitoring', 'takeOver'] as const;
/** A step of a supervisor who watches. */
export type Watching = Extract<StaffCommand, { readonly type: (typeof types)[number] }>;

export const isWatching = (command: StaffCommand): command is Watching => (types as readonly string[]).includes(command.type);

/** Only who looks after the agent or the queue goes on; each step is noted in the audit. [CH80] [CH85] */
export async function watching(site: Site, { tenant, person, address }: Asker, command: Watching): Promise<Plan['also'] | Refusal> {
  const chat = await chatNow(site, tenant, command.interaction);
  const centre = site.centres.of(tenant);
  if (!centre || !chat || !maySee(person, chat)) return refuse('interactions.notFound');
  const agent = command.type === 'monitor' ? command.agent : monitorOf(chat, person.agent)?.agent;
  const leaves = command.type === 'silence' || command.type === 'stopMonitoring';
  if (agent && !leaves && !mayWatch(centre, person.agent, agent, chat.queue)) return refuse('chat.notLookedAfter');
  const about = [command.interaction, agent, command.type].filter(Boolean).join(' ');
  return [noting(tenant, { at: site.k.clock.now(), actor: person.agent, what: 'monitored', address, about })];
}

/** One agent at a time: who begins with another leaves the first. [CH80] */
export async function watchesOnly(site: Site, { tenant, person }: Pick<Asker, 'tenant' | 'person'>, agent: string): Promise<void> {
  for (const [id, monitor] of await watchedIn(site, tenant))
    if (monitor.supervisor === person.agent && monitor.agent !== agent) await end(site, tenant, id, monitor);
}

type Absent = Map<string, number>;
const absents = new WeakMap<Site, Absent>();
/** So long nobody may be at the desktop of who watches. */
const graceMs = 30_000;

/** Who is not there any more, or may not any more, does not watch any more. [CH84] */
export async function endUnattended(site: Site): Promise<void> {
  const before = absents.get(site) ?? new Map<string, number>();
  const now = site.k.clock.now();
  const absent: Absent = new Map();
  for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>)
    for (const [id, monitor, chat] of await watchedIn(site, tenant)) {
      const centre = site.centres.of(tenant);
      const name = `${tenant} ${monitor.supervisor}`;
      const since = isThere(site, tenant, monitor.supervisor) ? null : (before.get(name) ?? now);
      if (since !== null) absent.set(name, since);
      const may = centre && mayWatch(centre, monitor.supervisor, monitor.agent, chat.queue);
      if (!may || (since !== null && now - since >= graceMs)) await end(site, tenant, id, monitor);
    }
  absents.set(site, absent);
}

/** The conversations of a tenant that somebody watches, one for each who does. */
export async function watchedIn(site: Site, tenant: TenantId): Promise<readonly (readonly [id: string, monitor: Monitor, chat: Chat])[]> {
  const all = await watchedInteractions(site.k.db.as(tenant), tenant);
  const chats = all.filter(({ state }) => state.channel === 'chat'); // a call has its own orders, and nobody listens to one yet
  return chats.flatMap(({ id, state }) => ((state as Chat).work.monitors ?? []).map((monitor) => [id, monitor, state as Chat] as const));
}
/** Whether a desktop of theirs is connected. */
export function isThere(site: Site, tenant: TenantId, agent: string): boolean {
  for (const _ of site.hub.standing(tenant, `agent:${agent}`)) return true;
  return false;
}
const end = (site: Site, tenant: TenantId, id: string, { supervisor }: Monitor) =>
  act(
    site.k,
    site.channels,
    { tenant, by: 'system' },
    {
      interaction: id as never,
      command: { by: 'system', type: 'endMonitoring', agent: supervisor satisfies AgentId } as never,
    },
  );
