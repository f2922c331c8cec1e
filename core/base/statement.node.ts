import { hash } from 'node:crypto';
import type { Answered, Commit } from './commit.node.ts';
import type { Query } from './database.node.ts';
import { joined, type Value } from './lists.ts';
import { type Change, eventTexts, stateText, withText } from './subject.ts';

/** The one statement that writes all of these commits of a tenant, or nothing; no two of them change the same subject. */
export function statement(commits: readonly Commit[]): Query {
  const values: unknown[] = [];
  const v = (value: unknown) => `$${values.push(value)}`;
  const t = v(commits[0]?.tenant);
  const states = statesOf(
    commits.flatMap(({ changes }) => changes),
    t,
    v,
  );
  const events = commits.flatMap(eventsOf);
  const effects = commits.flatMap((commit) => commit.effects ?? []);
  const answers = commits.flatMap(({ answer, at }) => (answer ? [{ ...answer, at }] : []));
  const also = joined(commits.flatMap((commit) => commit.also ?? []));
  const parts = states.map(({ text }, n) => `c${n} as (${text})`);
  if (events.length) parts.push(`e as (${commits.length > 1 ? eventList(events, t, v) : eventRows(events, t, v)})`);
  if (effects.length)
    parts.push(`f as (insert into effects (tenant_id, id, channel, body, due_at)
      select ${t}, id, channel, body, "dueAt" from jsonb_to_recordset(${v(JSON.stringify(effects))}) as x(id text, channel text, body jsonb, "dueAt" bigint))`);
  if (answers.length) parts.push(`a as (${answersOf(answers, t, v)})`);
  parts.push(...also.map((one, n) => `x${n} as (${one(v)})`));
  const written = states.map((_, n) => `(select count(*) from c${n})`).join(' + ') || '0';
  const wanted = states.map(({ wanted }) => wanted).join(' + ') || '0';
  const given = commits.flatMap((commit) => commit.given ?? []).map((one) => ` and (${one(v)})`);
  const text = `with ${parts.join(',\n')} select case when ${written} = ${wanted}${given.join('')} then true else stale() end`;
  return { text, values, name: nameOf(text) };
}

/** So many rows of a table are written each by itself; more come as one list, so that there are few shapes of statements to plan. */
const few = 3;

interface Row {
  readonly table: string;
  readonly id: string;
  readonly from: number;
  readonly version: number;
  /** The state as JSON text; only of the last change it is needed. */
  readonly text: () => string;
  readonly due: number | null;
}

interface State {
  readonly text: string;
  /** How many rows it has to write, in SQL. */
  readonly wanted: string;
}

/** What is written of the states: by table, new ones and changed ones apart. */
function statesOf(changes: readonly Change[], t: string, v: Value): readonly State[] {
  const groups = Map.groupBy(rowsOf(changes), (row) => `${row.from === 0 ? 'insert' : 'update'} ${row.table}`);
  return [...groups.values()].flatMap((rows) =>
    rows.length > few
      ? [{ text: stateList(rows, t, v), wanted: `${v(rows.length)}::integer` }]
      : rows.map((row) => ({ text: stateRow(row, t, v), wanted: '1' })),
  );
}

/** One row for each subject: from where its first change began to where its last one ended. */
function rowsOf(changes: readonly Change[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const change of changes) {
    const { kind, id, from, events, state } = change;
    const name = `${kind.name} ${id}`;
    const first = rows.get(name)?.from ?? from;
    const text = () => stateText(change);
    rows.set(name, { table: kind.table, id, from: first, version: from + events.length, text, due: kind.due(state as never) });
  }
  return [...rows.values()];
}

function stateRow({ table, id, from, version, text, due }: Row, t: string, v: Value): string {
  const [j, n, d] = [v(text()), v(version), v(due)];
  return from === 0
    ? `insert into ${table} (tenant_id, id, version, state, due_at) values (${t}, ${v(id)}, ${n}, ${j}, ${d}) on conflict do nothing returning 1`
    : `update ${table} set version = ${n}, state = ${j}, due_at = ${d} where tenant_id = ${t} and id = ${v(id)} and version = ${v(from)} returning 1`;
}

/** The ids stand apart as well, so that any plan finds the rows by their keys. */
function stateList(rows: readonly Row[], t: string, v: Value): string {
  const list = v(`[${rows.map(({ table: _, text, ...row }) => withText(row, 'state', text())).join()}]`);
  const x = `jsonb_to_recordset(${list}::jsonb) as x(id text, "from" integer, version integer, state jsonb, due bigint)`;
  const table = rows[0]?.table;
  return rows[0]?.from === 0
    ? `insert into ${table} (tenant_id, id, version, state, due_at) select ${t}, id, version, state, due from ${x} on conflict do nothing returning 1`
    : `update ${table} u set version = x.version, state = x.state, due_at = x.due from ${x}
        where u.tenant_id = ${t} and u.id = any(${v(rows.map((row) => row.id))}::text[]) and u.id = x.id and u.version = x."from" returning 1`;
}

interface Happened {
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  /** As JSON text. */
  readonly body: string;
  readonly actor: string;
  readonly at: number;
}

const eventsOf = ({ changes, by, at }: Commit): readonly Happened[] =>
  changes.flatMap((c) =>
    eventTexts(c).map((body, n) => ({
      kind: c.kind.name,
      subject: c.id,
      version: c.from + n + 1,
      type: c.events[n]?.type ?? '',
      body,
      actor: c.by ?? by,
      at,
    })),
  );

const intoEvents = 'insert into events (tenant_id, kind, subject, version, type, body, actor, at)';

/** The events of one commit, each by itself while they are few; they happened at one moment. */
function eventRows(events: readonly Happened[], t: string, v: Value): string {
  if (events.length > few * 3) return eventList(events, t, v);
  const when = v(events[0]?.at);
  const actors = new Map<string, string>();
  const actor = (name: string) => {
    const known = actors.get(name) ?? v(name);
    actors.set(name, known);
    return known;
  };
  const rows = events.map(
    (e) => `(${t}, ${v(e.kind)}, ${v(e.subject)}, ${v(e.version)}, ${v(e.type)}, ${v(e.body)}, ${actor(e.actor)}, ${when})`,
  );
  return `${intoEvents} values ${rows.join(', ')}`;
}

/** Any number of events in the same words. */
const eventList = (events: readonly Happened[], t: string, v: Value): string =>
  `${intoEvents} select ${t}, kind, subject, version, type, body, actor, at
    from jsonb_to_recordset(${v(`[${events.map(({ body, ...rest }) => withText(rest, 'body', body)).join()}]`)}::jsonb)
      as x(kind text, subject text, version integer, type text, body jsonb, actor text, at bigint)`;

function answersOf(answers: readonly (Answered & { readonly at: number })[], t: string, v: Value): string {
  const into = 'insert into commands (tenant_id, key, body_hash, answer, at)';
  const [one] = answers;
  if (one && answers.length === 1)
    return `${into} values (${t}, ${v(one.key)}, ${v(one.hash)}, ${v(JSON.stringify(one.answer))}, ${v(one.at)})`;
  return `${into} select ${t}, key, hash, answer, at
    from jsonb_to_recordset(${v(JSON.stringify(answers))}::jsonb) as x(key text, hash text, answer jsonb, at bigint)`;
}

const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = hash('md5', text, 'hex');
  names.set(text, name);
  return name;
}
