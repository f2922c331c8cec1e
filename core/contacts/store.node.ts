import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { inList } from '@patchbay/base/lists.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import { type Contact, isLive } from './contact.ts';
import { foundBy, type Query } from './finding.ts';

type Rows = { id: string; version: number; state: Contact };

/** The contact that is shown under this id: itself, or the one it went into. */
export async function contactShown(run: Run, tenant: TenantId, id: string): Promise<Subject<Contact> | undefined> {
  const rows = await run<Rows>({
    name: 'contact-shown',
    text: `with recursive way as (select id, version, state, merged_into from contacts where tenant_id = $1 and id = $2
      union all select c.id, c.version, c.state, c.merged_into from way w join contacts c on c.tenant_id = $1 and c.id = w.merged_into)
      select id, version, state from way where merged_into is null`,
    values: [tenant, id],
  });
  return rows[0];
}

/** The names under which these contacts are shown now; those without one are left out. */
export async function namesOf(run: Run, tenant: TenantId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await run<{ id: string; name: string }>({
    name: 'contact-names',
    text: `with recursive way as (select id as asked, id, merged_into, state from contacts where tenant_id = $1 and id = any($2)
      union all select w.asked, c.id, c.merged_into, c.state from way w join contacts c on c.tenant_id = $1 and c.id = w.merged_into)
      select asked as id, state ->> 'name' as name from way where merged_into is null and state ->> 'name' <> ''`,
    values: [tenant, ids],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A contact and all that went into it. */
export async function familyOf(run: Run, tenant: TenantId, id: string): Promise<readonly string[]> {
  const rows = await run<{ id: string }>({
    name: 'contact-family',
    text: `with recursive family as (select $2::text as id
      union select c.id from family f join contacts c on c.tenant_id = $1 and c.merged_into = f.id) select id from family`,
    values: [tenant, id],
  });
  return rows.map((row) => row.id);
}

/** Contacts that have one of these terms, oldest first. */
export async function contactsWith(run: Run, tenant: TenantId, terms: readonly string[]): Promise<readonly Subject<Contact>[]> {
  if (terms.length === 0) return [];
  const rows = await run<Rows>({
    name: 'contacts-with',
    text: `select id, version, state from contacts where tenant_id = $1 and not gone
      and id in (select contact from contact_terms where tenant_id = $1 and term = any($2)) limit 20`,
    values: [tenant, terms],
  });
  return rows.toSorted((a, b) => a.state.createdAt - b.state.createdAt);
}

/** Contacts that have one of these terms: asked once for many who look for some of them each; oldest first, at most twenty for each term. */
export async function contactsWithEach(
  run: Run,
  tenant: TenantId,
  all: readonly string[],
): Promise<(terms: readonly string[]) => readonly Subject<Contact>[]> {
  if (all.length === 0) return () => [];
  const rows = await run<Rows & { term: string }>({
    name: 'contacts-with-each',
    text: `select asked.term, c.id, c.version, c.state from unnest($2::text[]) as asked (term), lateral (
      select id, version, state from contacts where tenant_id = $1 and not gone
        and id in (select contact from contact_terms t where t.tenant_id = $1 and t.term = asked.term) limit 20) c`,
    values: [tenant, [...new Set(all)]],
  });
  return (terms) => {
    const theirs = rows.filter(({ term }) => terms.includes(term)).map(({ term: _, ...contact }) => [contact.id, contact] as const);
    return [...new Map(theirs).values()].toSorted((a, b) => a.state.createdAt - b.state.createdAt);
  };
}

/** What a page of the list shows. */
export interface Page {
  readonly query: Query | null;
  /** Only those this agent had a conversation with; null: all. */
  readonly agent: AgentId | null;
  /** Behind this one. */
  readonly after: string | null;
  readonly limit: number;
}

/** Contacts by name, a page of them. */
export function findContacts(run: Run, tenant: TenantId, { query, agent, after, limit }: Page): Promise<readonly Subject<Contact>[]> {
  const values: unknown[] = [tenant, limit];
  const v = (value: unknown) => `$${values.push(value)}`;
  const wanted = [
    ...(query
      ? [
          `s.contact in (select contact from contact_terms where tenant_id = $1 and term = any(${v(query.terms)}::text[])
            group by contact having count(*) = ${v(query.terms.length)})`,
          `not exists (select from unnest(${v(query.words)}::text[]) w where position(w in s.text) = 0)`,
        ]
      : []),
    ...(agent ? [`s.contact in (${theirs(v(agent))})`] : []),
    ...(after
      ? [`(s.name_order, s.contact) > (select name_order, contact from contact_search where tenant_id = $1 and contact = ${v(after)})`]
      : []),
  ];
  return run<Rows>({
    text: `select c.id, c.version, c.state from contact_search s join contacts c on c.tenant_id = $1 and c.id = s.contact
      where s.tenant_id = $1 ${wanted.map((one) => `and ${one}`).join(' ')} order by s.name_order, s.contact limit $2`,
    values,
  });
}

/** The contacts an agent talked with; of one that went into another, that one too. */
const theirs = (agent: string): string => `with recursive own as (
  select contact from contact_agents where tenant_id = $1 and agent = ${agent}
  union select c.merged_into from own o join contacts c on c.tenant_id = $1 and c.id = o.contact where c.merged_into is not null)
  select contact from own`;

/** Statements that bring what a contact is found by up to date; `before` null: it is new. [CO8] */
export function indexing(tenant: TenantId, before: Contact | null, after: Contact): NonNullable<Plan['also']> {
  const old: readonly string[] = before ? foundBy(before).terms : [];
  const now = foundBy(after);
  const gone = old.filter((term) => !now.terms.includes(term));
  const fresh = now.terms.filter((term) => !old.includes(term));
  const { id } = after;
  return [
    ...(gone.length
      ? [(v: V) => `delete from contact_terms where tenant_id = ${v(tenant)} and contact = ${v(id)} and term = any(${v(gone)}::text[])`]
      : []),
    ...(fresh.length
      ? [
          inList(
            fresh.map((term) => ({ tenant, term, contact: id })),
            termsWritten,
          ),
        ]
      : []),
    ...(isLive(after)
      ? [inList([{ tenant, contact: id, order: now.order, text: now.text }], shownWritten)]
      : [(v: V) => unlisted(v, tenant, id)]),
  ];
}
type V = (value: unknown) => string;
const termsWritten = (rows: readonly { tenant: TenantId; term: string; contact: string }[], v: V): string =>
  `insert into contact_terms (tenant_id, term, contact)
    select ${v(rows[0]?.tenant)}, term, contact from unnest(${v(rows.map(({ term }) => term))}::text[], ${v(rows.map(({ contact }) => contact))}::text[])
      as x(term, contact) on conflict do nothing`;
const shownWritten = (rows: readonly { tenant: TenantId; contact: string; order: string; text: string }[], v: V): string =>
  `insert into contact_search (tenant_id, contact, name_order, text)
    select ${v(rows[0]?.tenant)}, * from unnest(${(['contact', 'order', 'text'] as const).map((one) => `${v(rows.map((row) => row[one]))}::text[]`).join(', ')})
    on conflict (tenant_id, contact) do update set name_order = excluded.name_order, text = excluded.text`;
const unlisted = (v: V, tenant: string, id: string) => `delete from contact_search where tenant_id = ${v(tenant)} and contact = ${v(id)}`;

/** Remembers that these agents had a conversation with a contact. */
export const acquainted = (tenant: TenantId, contact: string, agents: readonly string[]): NonNullable<Plan['also']> => [
  (v) => `insert into contact_agents (tenant_id, agent, contact)
    select ${v(tenant)}, agent, ${v(contact)} from unnest(${v(agents)}::text[]) agent on conflict do nothing`,
];

/** Contacts that cannot be found yet, because they are older than the search. */
export function unlistedContacts(run: Run, tenant: TenantId, limit: number): Promise<readonly Subject<Contact>[]> {
  return run<Rows>({
    text: `select id, version, state from contacts c where tenant_id = $1 and not gone and state ? 'addresses'
      and not exists (select from contact_search s where s.tenant_id = $1 and s.contact = c.id) limit $2`,
    values: [tenant, limit],
  });
}
