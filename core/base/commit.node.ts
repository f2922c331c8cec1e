import { createHash } from 'node:crypto';
import type { Query, Run } from './database.node.ts';
import type { TenantId } from './decision.ts';
import type { Change } from './subject.ts';

/** What one command does, to be written in one statement: all of it or nothing. */
export interface Commit {
  readonly tenant: TenantId;
  readonly at: number;
  /** Who did it: an agent's name, `system` or `customer`. */
  readonly by: string;
  readonly changes: readonly Change[];
  readonly answer?: Answered | undefined;
  readonly effects?: readonly Effect[] | undefined;
  /** More rows to write along: each gives one data-modifying statement; `v` makes a parameter of a value. */
  readonly also?: readonly ((v: (value: unknown) => string) => string)[] | undefined;
}
/** The answer to a command with an idempotency key; `hash` tells whether the same was asked. */
export interface Answered {
  readonly key: string;
  readonly hash: string;
  readonly answer: object;
}
/** Something to do outside, once per id. */
export interface Effect {
  readonly id: string;
  readonly channel: string;
  readonly body: object;
  readonly dueAt: number;
}

/** `stale`: a subject has another version by now, nothing was written. `answered`: this key has an answer already, nothing was written. */
export type Outcome = 'done' | 'stale' | 'answered';

/** Writes states, events, effects and the answer in one statement: one round trip, one flush to disk. */
export async function write(run: Run, commit: Commit): Promise<Outcome> {
  try {
    await run(statement(commit));
    return 'done';
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    if (code === '23505' && constraint === 'commands_once') return 'answered';
    if (code === '40001' || code === '40P01' || code === '23505') return 'stale'; // another unique row was there first
    throw error;
  }
}

function statement({ tenant, at, by, changes, answer, effects = [], also = [] }: Commit): Query {
  const values: unknown[] = [];
  const v = (value: unknown) => `$${values.push(value)}`;
  const t = v(tenant);
  const parts = changes.map((change, n) => `c${n} as (${stateOf(change, t, v)})`);
  const events = changes.flatMap((c) =>
    c.events.map((e, n) => [v(c.kind.name), v(c.id), v(c.from + n + 1), v(e.type), v(JSON.stringify(e))].join(', ')),
  );
  if (events.length) {
    const [actor, when] = [v(by), v(at)];
    const rows = events.map((e) => `(${t}, ${e}, ${actor}, ${when})`).join(', ');
    parts.push(`e as (insert into events (tenant_id, kind, subject, version, type, body, actor, at) values ${rows})`);
  }
  if (effects.length)
    parts.push(`f as (insert into effects (tenant_id, id, channel, body, due_at)
      select ${t}, id, channel, body, "dueAt" from jsonb_to_recordset(${v(JSON.stringify(effects))}) as x(id text, channel text, body jsonb, "dueAt" bigint))`);
  if (answer)
    parts.push(
      `a as (insert into commands (tenant_id, key, body_hash, answer, at) values (${t}, ${v(answer.key)}, ${v(answer.hash)}, ${v(JSON.stringify(answer.answer))}, ${v(at)}))`,
    );
  parts.push(...also.map((one, n) => `x${n} as (${one(v)})`));
  const written = changes.map((_, n) => `(select count(*) from c${n})`).join(' + ') || '0';
  const text = `with ${parts.join(',\n')} select case when ${written} = ${changes.length} then true else stale() end`;
  return { text, values, name: nameOf(text) };
}

function stateOf({ kind, id, from, events, state }: Change, tenant: string, v: (value: unknown) => string): string {
  const [json, version, due] = [v(JSON.stringify(state)), v(from + events.length), v(kind.due(state as never))];
  return from === 0
    ? `insert into ${kind.table} (tenant_id, id, version, state, due_at) values (${tenant}, ${v(id)}, ${version}, ${json}, ${due}) on conflict do nothing returning 1`
    : `update ${kind.table} set version = ${version}, state = ${json}, due_at = ${due} where tenant_id = ${tenant} and id = ${v(id)} and version = ${v(from)} returning 1`;
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = createHash('md5').update(text).digest('hex');
  names.set(text, name);
  return name;
}
