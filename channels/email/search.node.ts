import type { Database, Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { execute, type Kernel } from '@patchbay/base/execute.node.ts';
import { type Also, inList } from '@patchbay/base/lists.ts';
import { filesOf } from './files.node.ts';
import { foundBy } from './finding.ts';
import { mailById, type StoredMail } from './mails.node.ts';

type V = (value: unknown) => string;
/** What of a mail it is found by. */
export type Indexed = Pick<StoredMail, 'id' | 'case' | 'direction' | 'head' | 'bcc' | 'subject' | 'text' | 'createdAt'>;

/** Writes what a mail is found by, new or anew: for whoever writes a mail or changes its text; with the names of its files as they are then. [EM140] */
export const indexing = (tenant: TenantId, { id, ...mail }: Indexed, files: readonly string[]): Also =>
  inList([{ tenant, mail: id, case: mail.case, at: mail.createdAt, words: wordsIn({ id, ...mail }, files) }], wordsWritten);
interface WordsOf {
  readonly tenant: TenantId;
  readonly mail: string;
  readonly case: string;
  readonly at: number;
  readonly words: readonly string[];
}
/** Words hold no spaces: they are parted by them. */
const wordsWritten = (rows: readonly WordsOf[], v: V): string =>
  `insert into email_search (tenant_id, mail, case_id, at, words)
    select ${v(rows[0]?.tenant)}, mail, case_id, at, array_to_tsvector(string_to_array(words, ' '))
    from unnest(${v(rows.map(({ mail }) => mail))}::text[], ${v(rows.map((row) => row.case))}::text[], ${v(rows.map(({ at }) => at))}::bigint[],
      ${v(rows.map(({ words }) => words.join(' ')))}::text[]) as x(mail, case_id, at, words)
    on conflict (mail, tenant_id) do update set words = excluded.words, case_id = excluded.case_id`;
/** A mail is found no more. */
export const unindexing =
  (mail: string) =>
  (v: V): string =>
    `delete from email_search where tenant_id = current_setting('app.tenant', true) and mail = ${v(mail)}`;

const wordsIn = ({ direction, head, bcc, subject, text }: Indexed, files: readonly string[]): readonly string[] => {
  const answered = direction === 'in' ? head.replyTo : [];
  const people = [head.from, ...answered, ...head.to, ...head.cc, ...bcc].flatMap((one) => (one ? [one.name, one.address] : []));
  return foundBy({ text, short: [subject, ...people, ...files] });
};

/**
 * Runs a query that reads `email_search`: it sees only the mails that answer the question (finding.ts). By the index of words: PostgreSQL does not
 * reckon what it costs to read the words of each row, and would do so for a word that many have.
 */
const asking = <T>(db: Database, tenant: TenantId, question: string, work: (run: Run) => Promise<T>): Promise<T> =>
  db.transaction(tenant, async (run) => {
    await run({
      name: 'ask-for-words',
      text: "select set_config('app.words', $1, true), set_config('enable_seqscan', 'off', true)",
      values: [question],
    });
    return work(run);
  });

/** Whose cases are looked through. */
export interface Whose {
  readonly agent: string;
  /** Also what waits in these queues; null: of every case. */
  readonly queues: readonly string[] | null;
  /** Only those this agent did something in since. */
  readonly since: number | null;
}
/** A condition in SQL: that this case is one of theirs. */
function theirs({ agent, queues, since }: Whose, one: string, v: V): string {
  if (since === null && queues === null) return 'true';
  const own = `select case_id from email_parts where agent = ${v(agent)} and at > ${v(since ?? 0)}`;
  const waiting = (all: readonly string[]) =>
    `select case_id from interactions where stage = 'queued' and case_id is not null and state ->> 'queue' = any(${v(all)})`;
  const within = `select id from email_cases where merged_into in (${own})`;
  return `${one} in (${own} union ${within}${since === null && queues?.length ? ` union ${waiting(queues)}` : ''})`;
}
/** A place in the list: the case, the mail that was found, and when that came or something was done. */
export interface Hit {
  readonly case: string;
  readonly mail: string | null;
  readonly at: number;
}
type HitRow = Hit & { readonly [column: string]: unknown };
interface Asked {
  readonly whose: Whose;
  readonly before: number;
  readonly limit: number;
}

/** What more mails have than this is looked for from the newest on, among so many of them; the rest is read by the index of words and sorted. */
const common = { ofAll: 4000, ofTheirs: 10_000 };
const newest = 8000;
/** The newest mails that answer a question, before a time. [EM140] [EM336] */
export const mailsFound = (db: Database, tenant: TenantId, question: string, asked: Asked): Promise<readonly Hit[]> =>
  asking(db, tenant, question, async (run) => {
    const most = asked.whose.queues === null ? common.ofAll : common.ofTheirs;
    const [counted] = await run<{ n: number }>({
      text: `select count(*)::int as n from (select from email_search limit ${most}) as found`,
    });
    const among = counted?.n === most ? await amongNewest(run, tenant, asked) : [];
    return among.length === asked.limit ? among : byWords(run, asked);
  });
function byWords(run: Run, { whose, before, limit }: Asked): Promise<readonly Hit[]> {
  const values: unknown[] = [before, limit];
  const v = (value: unknown) => `$${values.push(value)}`;
  const text = `select case_id as "case", mail, at::float8 as at from email_search s where at < $1 and ${theirs(whose, 'case_id', v)} order by s.at desc limit $2`;
  return run<HitRow>({ text, values });
}
/** Mail by mail, each looked up by itself: ends with the last one that is wanted. */
function amongNewest(run: Run, tenant: TenantId, { whose, before, limit }: Asked): Promise<readonly Hit[]> {
  const values: unknown[] = [tenant, before, limit];
  const v = (value: unknown) => `$${values.push(value)}`;
  const text = `select m.case_id as "case", m.id as mail, m.created_at::float8 as at
    from (select id, case_id, created_at from email_mails where tenant_id = $1 and created_at < $2 order by created_at desc limit ${newest}) m,
      lateral (select from email_search s where s.mail = m.id offset 0) s
    where ${isTheirs(whose, 'm.case_id', v)} order by m.created_at desc limit $3`;
  return run<HitRow>({ text, values });
}
/** The same condition as `theirs` of one row after the other: their cases are not gathered before. */
function isTheirs({ agent, queues, since }: Whose, one: string, v: V): string {
  if (since === null && queues === null) return 'true';
  const own = (of: string) => `p.agent = ${v(agent)} and p.at > ${v(since ?? 0)} and p.case_id = ${of}`;
  const is = [
    `from email_parts p where ${own(one)}`,
    `from email_cases c join email_parts p on ${own('c.merged_into')} where c.id = ${one}`,
    ...(since === null && queues?.length
      ? [`from interactions i where i.case_id = ${one} and i.stage = 'queued' and i.state ->> 'queue' = any(${v(queues)})`]
      : []),
  ];
  return `(${is.map((from) => `(select 1 ${from} limit 1) is not null`).join(' or ')})`;
}
/** Cases of these contacts, the one with the newest mail first. */
export function casesOfContacts(run: Run, contacts: readonly string[], { whose, limit }: Asked): Promise<readonly Hit[]> {
  const values: unknown[] = [contacts, limit];
  const v = (value: unknown) => `$${values.push(value)}`;
  const text = `select c.id as "case", null as mail, coalesce((select max(created_at) from email_mails m where m.case_id = c.id), 0)::float8 as at
    from email_cases c where c.contact = any($1) and ${theirs(whose, 'c.id', v)} order by 3 desc limit $2`;
  return run<HitRow>({ text, values });
}
/** Cases this agent did something in, the latest first. [EM147] */
export const casesLately = (run: Run, { whose: { agent, since }, before, limit }: Asked): Promise<readonly Hit[]> =>
  run<HitRow>({
    name: 'cases-lately',
    text: `select case_id as "case", null as mail, at::float8 as at from email_parts
      where agent = $1 and at > $2 and at < $3 order by at desc, case_id limit $4`,
    values: [agent, since ?? 0, before, limit],
  });

const atOnce = 200;
/** Makes mails that are older than the search findable. */
export async function indexMails(k: Kernel, tenant: TenantId): Promise<void> {
  const run = k.db.as(tenant);
  for (;;) {
    const some = await run<{ id: string }>({
      text: `select id from email_mails m where tenant_id = $1 and state <> 'takenBack'
        and not exists (select from email_search s where s.tenant_id = $1 and s.mail = m.id) limit $2`,
      values: [tenant, atOnce],
    });
    const files = await filesOf(
      run,
      tenant,
      some.map(({ id }) => id),
    );
    for (const { id } of some) {
      const mail = await mailById(run, tenant, id);
      const names = (files.get(id) ?? []).map(({ name }) => name);
      if (mail) await execute(k, { tenant, by: 'system' }, async () => ({ changes: [], also: [indexing(tenant, mail, names)] }));
    }
    if (some.length < atOnce) return;
  }
}
