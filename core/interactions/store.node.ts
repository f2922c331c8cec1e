import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { AnyEvent, Subject } from '@patchbay/base/subject.ts';
import type { Interaction } from './interaction.ts';

/** One interaction, or undefined. */
export async function interactionById(run: Run, tenant: TenantId, id: string): Promise<Subject<Interaction> | undefined> {
  const rows = await run<{ id: string; version: number; state: Interaction }>({
    name: 'interaction-by-id',
    text: 'select id, version, state from interactions where tenant_id = $1 and id = $2',
    values: [tenant, id],
  });
  return rows[0];
}

/** Every interaction that is not closed, oldest first; of one agent: those with an open part of theirs. */
export async function openInteractions(run: Run, tenant: TenantId, agent?: AgentId): Promise<readonly Subject<Interaction>[]> {
  const rows = await run<{ id: string; version: number; state: Interaction }>({
    name: agent ? 'open-interactions-of' : 'open-interactions',
    text: `select id, version, state from interactions where tenant_id = $1 and stage <> 'closed'
      ${agent ? "and state -> 'participations' @> jsonb_build_array(jsonb_build_object('agent', $2::text))" : ''} order by started_at, id`,
    values: agent ? [tenant, agent] : [tenant],
  });
  return agent
    ? rows.filter((r) => r.state.participations.some((p) => p.agent === agent && ['offered', 'active', 'wrapUp'].includes(p.stage)))
    : rows;
}

/** Those of a channel that wait in a queue, oldest first. */
export function queuedInteractions(run: Run, tenant: TenantId, channel: string): Promise<readonly Subject<Interaction>[]> {
  return run<{ id: string; version: number; state: Interaction }>({
    name: 'queued-interactions',
    text: `select id, version, state from interactions where tenant_id = $1 and stage = 'queued' and state ->> 'channel' = $2 order by started_at, id`,
    values: [tenant, channel],
  });
}

/** Those somebody watches. */
export function watchedInteractions(run: Run, tenant: TenantId): Promise<readonly Subject<Interaction>[]> {
  return run<{ id: string; version: number; state: Interaction }>({
    name: 'watched-interactions',
    text: "select id, version, state from interactions where tenant_id = $1 and stage <> 'closed' and state -> 'work' ? 'monitors'",
    values: [tenant],
  });
}

/** One line of what happened; `n` is the version the event made. */
export interface Entry {
  readonly n: number;
  readonly at: number;
  readonly by: string;
  readonly event: AnyEvent;
}

/** What happened to an interaction before version `before`, the last `limit` of it, in order. */
export async function timeline(
  run: Run,
  tenant: TenantId,
  id: string,
  { before = 2 ** 31 - 1, limit = 50 } = {},
): Promise<readonly Entry[]> {
  const rows = await run<{ n: number; at: string; by: string; event: AnyEvent }>({
    name: 'timeline',
    text: `select version as n, at, actor as by, body as event from events
      where tenant_id = $1 and kind = 'interaction' and subject = $2 and version < $3 order by version desc limit $4`,
    values: [tenant, id, before, limit],
  });
  return rows.map((r) => ({ ...r, at: Number(r.at) })).toReversed();
}

/** A page of a history: interactions of these contacts that began before, newest first. */
export interface HistoryPage {
  readonly contacts: readonly string[];
  /** When the last one of the page before began, and its id. */
  readonly before: { readonly startedAt: number; readonly id: string } | null;
  readonly limit: number;
}

/** The interactions of a customer, newest first. */
export async function interactionsOf(
  run: Run,
  tenant: TenantId,
  { contacts, before, limit }: HistoryPage,
): Promise<readonly Interaction[]> {
  const rows = await run<{ state: Interaction }>({
    name: 'interactions-of',
    text: `select state from interactions where tenant_id = $1 and contact = any($2) and (started_at, id) < ($3, $4)
      order by started_at desc, id desc limit $5`,
    values: [tenant, contacts, before?.startedAt ?? Number.MAX_SAFE_INTEGER, before?.id ?? '', limit],
  });
  return rows.map((r) => r.state);
}

/** Who served this contact last, if that was not before `since`: the last agent who took part to the end. */
export async function lastAgentOf(run: Run, tenant: TenantId, contact: string, since: number): Promise<AgentId | null> {
  const rows = await run<{ state: Interaction }>({
    name: 'last-agent',
    text: `select state from interactions where tenant_id = $1 and contact = $2 and started_at >= $3 order by started_at desc limit 10`,
    values: [tenant, contact, since],
  });
  const served = rows.flatMap(({ state }) => state.participations.filter((p) => p.stage === 'done' || p.stage === 'wrapUp').slice(-1));
  return served[0]?.agent ?? null;
}

/** Whether an agent has or had a part in an interaction with one of these contacts. */
export async function tookPart(run: Run, tenant: TenantId, contacts: readonly string[], agent: AgentId): Promise<boolean> {
  const rows = await run({
    name: 'took-part',
    text: `select from interactions where tenant_id = $1 and contact = any($2)
      and state -> 'participations' @> jsonb_build_array(jsonb_build_object('agent', $3::text)) limit 1`,
    values: [tenant, contacts, agent],
  });
  return rows.length > 0;
}

/** Whether a conversation with one of these contacts is not over yet. */
export async function hasOpen(run: Run, tenant: TenantId, contacts: readonly string[]): Promise<boolean> {
  const rows = await run({
    text: "select from interactions where tenant_id = $1 and contact = any($2) and stage <> 'closed' limit 1",
    values: [tenant, contacts],
  });
  return rows.length > 0;
}

/** Who works on something of these contacts now, and of which. */
export function openAgents(run: Run, tenant: TenantId, contacts: readonly string[]) {
  return run<{ contact: string; agent: AgentId }>({
    name: 'open-agents',
    text: `select distinct contact, p ->> 'agent' as agent from interactions, jsonb_array_elements(state -> 'participations') p
      where tenant_id = $1 and contact = any($2) and stage <> 'closed' and p ->> 'stage' in ('offered', 'active', 'wrapUp')`,
    values: [tenant, contacts],
  });
}
