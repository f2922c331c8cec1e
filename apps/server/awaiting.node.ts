import type { Agent, Armed } from '@patchbay/agents/agent.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { AnyEvent } from '@patchbay/base/subject.ts';
import { awaited, isMeant, takesAll } from '@patchbay/chat/awaiting.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { openInteractions } from '@patchbay/interactions/store.node.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import { mayAwait, mayWatch } from '@patchbay/users/access.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import { armedOf, order, teamsIn } from './arming.node.ts';
import { every } from './every.node.ts';
import type { Site } from './site.node.ts';
import { isThere, watchedIn } from './watching.node.ts';

/** So often it is looked whether something was overlooked: while no server ran, or the supervisor was away. */
const lookMs = 15_000;
/** A supervisor who waits. */
interface Waiting {
  readonly tenant: TenantId;
  readonly supervisor: AgentId;
}

/** Watches for supervisors what they have waited for, as soon as it begins. Answers how to stop. [CH110] */
export function watchArmed(site: Site, failed: (error: unknown) => void): () => void {
  const waiting = new Map<string, Waiting>();
  const goOn = (one: Waiting, chats?: readonly Chat[]): void =>
    void site.k.inTurn(`armed ${one.tenant} ${one.supervisor}`, () => watchNext(site, one, chats)).catch(failed);
  const know = (tenant: TenantId, { id, armed }: Agent): void => {
    if (armed) waiting.set(`${tenant} ${id}`, { tenant, supervisor: id });
    else waiting.delete(`${tenant} ${id}`);
  };
  const readAll = async (): Promise<void> => {
    for (const tenant of site.centres.tenants() as ReadonlySet<TenantId>)
      for (const { state } of await allAgents(site.k.db.as(tenant), tenant)) know(tenant, state);
  };
  const stopFollowing = site.k.bus.subscribe(({ tenant, changes }) => {
    for (const { kind, id, state, events } of changes) {
      if (kind.name === 'agent') know(tenant, state as Agent);
      const one = waiting.get(`${tenant} ${id}`);
      if (kind.name === 'agent' && one && events.some(isWish)) goOn(one);
      if (kind.name !== 'interaction' || (state as Chat).channel !== 'chat') continue;
      for (const each of waiting.values()) if (each.tenant === tenant) follow(each, state as Chat, events as readonly ChatEvent[]);
    }
  });
  /** What they watched is over: from now on the next one is meant; else this may be what they wait for. */
  function follow(one: Waiting, chat: Chat, events: readonly ChatEvent[]): void {
    const over = events.some((e) => e.type === 'chat.monitoringEnded' && e.supervisor === one.supervisor);
    if (over) void order(site, one.tenant, one.supervisor, 'watchOver').then(() => goOn(one), failed);
    else if (events.some(({ type }) => begins.has(type))) goOn(one, [chat]);
  }
  const lookAgain = async (): Promise<void> => {
    for (const one of waiting.values()) goOn(one);
  };
  void readAll().catch(failed);
  const stopLooking = every(site.k.clock, lookMs, lookAgain, failed);
  return () => {
    stopFollowing();
    stopLooking();
  };
}

const isWish = ({ type }: AnyEvent): boolean => type === 'agent.armed' || type === 'agent.lineChanged';
/** With these the part of an agent begins. */
const begins: ReadonlySet<string> = new Set<ChatEvent['type']>([
  'interaction.accepted',
  'interaction.ownerChanged',
  'participation.joined',
]);

/** Begins what is waited for; whoever may not wait any more does not. */
async function watchNext(site: Site, one: Waiting, chats?: readonly Chat[]): Promise<void> {
  const { tenant, supervisor } = one;
  if (chats && !isThere(site, tenant, supervisor)) return;
  const armed = await armedOf(site, tenant, supervisor);
  const centre = site.centres.of(tenant);
  if (!armed || !centre) return;
  if (!mayAwait(centre, supervisor, armed)) await order(site, tenant, supervisor, 'disarm');
  else if (isThere(site, tenant, supervisor)) for (const next of await nextOf(site, one, armed, chats)) await begin(site, one, armed, next);
}

interface Next {
  readonly chat: Chat;
  readonly agent: AgentId;
}
/** All of an agent, else the earliest one; nothing while anything else is watched. */
async function nextOf(site: Site, { tenant, supervisor }: Waiting, armed: Armed, chats?: readonly Chat[]): Promise<readonly Next[]> {
  const teamOf = teamsIn(site, tenant);
  const centre = site.centres.of(tenant);
  const watched = (await watchedIn(site, tenant)).filter(([, monitor]) => monitor.supervisor === supervisor);
  if (!armed.all && watched.some(([, m, chat]) => m.since >= armed.since && isMeant(chat, armed, m.agent, teamOf))) {
    await order(site, tenant, supervisor, 'watchBegan'); // it was begun, and the server killed before it could say so
    return [];
  }
  if (!centre || watched.some(([, { agent }]) => !(takesAll(armed) && agent === armed.key))) return [];
  const open = chats ?? (await openInteractions(site.k.db.as(tenant), tenant)).flatMap(({ state }) => chatOf(state));
  const next = open
    .flatMap((chat) => {
      const one = awaited(chat, supervisor, armed, teamOf);
      return one && mayWatch(centre, supervisor, one.agent, chat.queue) ? [{ chat, ...one }] : [];
    })
    .toSorted((a, b) => a.since - b.since);
  return takesAll(armed) ? next : next.slice(0, 1);
}

const chatOf = (state: { readonly channel: string }): readonly Chat[] => (state.channel === 'chat' ? [state as Chat] : []);

async function begin(site: Site, { tenant, supervisor }: Waiting, { all }: Armed, { chat, agent }: Next): Promise<void> {
  const about = `${chat.id} ${agent} monitor`;
  const answer = await act(
    site.k,
    site.channels,
    { tenant, by: 'system' },
    {
      interaction: chat.id,
      command: { by: 'system', type: 'beginMonitoring', supervisor, agent } as never,
      also: [noting(tenant, { at: site.k.clock.now(), actor: supervisor, what: 'monitored', address: '', about })],
    },
  );
  if (!('refused' in answer) && !all) await order(site, tenant, supervisor, 'watchBegan');
}
