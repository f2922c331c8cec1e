import type { Run } from '@patchbay/base/database.node.ts';
import type { InteractionId, TenantId } from '@patchbay/base/decision.ts';
import { type Also, inList } from '@patchbay/base/lists.ts';
import type { Subject } from '@patchbay/base/subject.ts';
import type { Case } from './case.ts';
import type { CaseId, Email, MailId } from './email.ts';
import type { Mark } from './mime/mail.ts';
import { answerable } from './threads/answer.ts';
import type { Address, Head } from './threads/head.ts';

/** What is kept of a mail, in or out. */
export interface StoredMail {
  readonly id: MailId;
  readonly case: CaseId;
  readonly interaction: InteractionId;
  readonly direction: 'in' | 'out';
  readonly mailbox: string;
  readonly messageId: string | null;
  readonly head: Head;
  readonly bcc: readonly Address[];
  readonly speaker: 'contact' | 'thirdParty' | 'agent';
  readonly author: 'person' | 'autoReply' | 'bulk' | 'report';
  readonly agent: string | null;
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly remote: readonly string[];
  readonly marks: readonly Mark[];
  readonly sentAt: number | null;
  readonly createdAt: number;
  readonly bytes: number;
  readonly raw: string | null;
  readonly state: MailState;
  readonly said: string | null;
  readonly draft: object | null;
  readonly maskedAt: number | null;
}
/** How it stands with a mail: what came has been received. */
export type MailState = 'received' | 'review' | 'held' | 'sending' | 'deferred' | 'delivered' | 'failed' | 'bounced' | 'takenBack';

const columns = `id, case_id as "case", interaction, direction, mailbox, message_id as "messageId", head, bcc, speaker, author, agent, subject, text, html,
  remote, marks, sent_at::float8 as "sentAt", created_at::float8 as "createdAt", bytes, raw, state, said, draft, masked_at::float8 as "maskedAt"`;
type Row = StoredMail & { readonly [column: string]: unknown };

/** The head of a mail as it is answered: a mail that we sent goes where it went. [EM36] [EM260] */
export const answeredHead = ({ direction, head }: Pick<StoredMail, 'direction' | 'head'>, ours: readonly string[]): Head =>
  direction === 'in' ? answerable(head, ours) : head;

/** One mail, or undefined. */
export async function mailById(run: Run, tenant: TenantId, id: string): Promise<StoredMail | undefined> {
  const rows = await run<Row>({
    name: 'mail-by-id',
    text: `select ${columns} from email_mails where tenant_id = $1 and id = $2`,
    values: [tenant, id],
  });
  return rows[0];
}

/** What became of the mails that came under these names; one that is left out never came. */
export async function arrivedAs(run: Run, tenant: TenantId, keys: readonly string[]) {
  const rows = await run<{ key: string; mail: MailId; case: CaseId; interaction: InteractionId }>({
    name: 'mails-arrived-as',
    text: 'select arrival as key, id as mail, case_id as "case", interaction from email_mails where tenant_id = $1 and arrival = any($2)',
    values: [tenant, keys],
  });
  return new Map(rows.map(({ key, ...row }) => [key, row]));
}

/** The mails with these ids in their heads, by them; of several with one id the latest. */
export async function mailsNamed(run: Run, tenant: TenantId, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { case: CaseId; number: number; interaction: InteractionId; mail: MailId; ours: boolean }>();
  const rows = await run<{ id: string; case: CaseId; number: string; interaction: InteractionId; mail: MailId; ours: boolean }>({
    name: 'mails-named',
    text: `select m.message_id as id, m.case_id as "case", c.number, m.interaction, m.id as mail, m.direction = 'out' as ours
      from email_mails m join email_cases c on c.tenant_id = $1 and c.id = m.case_id
      where m.tenant_id = $1 and m.message_id = any($2) order by m.created_at`,
    values: [tenant, ids],
  });
  return new Map(rows.map(({ id, number, ...row }) => [id, { ...row, number: Number(number) }]));
}

/** How many mails of an address came since, and how many automatic ones of ours went to it. [EM41] */
export async function lately(
  run: Run,
  tenant: TenantId,
  address: string,
  since: number,
): Promise<{ readonly came: number; readonly sent: number }> {
  const rows = await run<{ came: string; sent: string }>({
    name: 'mails-lately',
    text: `select (select count(*) from email_mails where tenant_id = $1 and sender = $2 and created_at > $3 and direction = 'in') as came,
        (select count(*) from email_mails where tenant_id = $1 and head #>> '{to,0,address}' = $2 and created_at > $3
          and direction = 'out' and author = 'autoReply') as sent`,
    values: [tenant, address, since],
  });
  return { came: Number(rows[0]?.came ?? 0), sent: Number(rows[0]?.sent ?? 0) };
}

/** A case by its number, or undefined. */
export async function caseByNumber(run: Run, tenant: TenantId, number: number): Promise<Subject<Case> | undefined> {
  const rows = await run<Subject<Case> & { readonly [column: string]: unknown }>({
    name: 'case-by-number',
    text: 'select id, version, state from email_cases where tenant_id = $1 and number = $2',
    values: [tenant, number],
  });
  return rows[0];
}

/** A case and those that were merged into it, the one that stays first; none: there is no such case. [EM144] */
export async function casesWith(run: Run, tenant: TenantId, id: string): Promise<readonly Subject<Case>[]> {
  const rows = await run<Subject<Case> & { readonly [column: string]: unknown }>({
    name: 'cases-with',
    text: `select id, version, state from email_cases where tenant_id = $1 and id = any(array(select cases_with($2)))
      order by merged_into is not null, number`,
    values: [tenant, id],
  });
  return rows;
}

/** The numbers of the next cases, so many; given once, whatever comes of it. They are flushed to the disk with the cases that have them, not before. */
export async function nextNumbers(run: Run, tenant: TenantId, count: number): Promise<readonly number[]> {
  const rows = await run<{ last: string }>({
    name: 'next-case-numbers',
    text: `insert into email_numbers (tenant_id, last) select $1, 1000 + $2::integer from set_config('synchronous_commit', 'off', true)
      on conflict (tenant_id) do update set last = email_numbers.last + $2 returning last`,
    values: [tenant, count],
  });
  return Array.from({ length: count }, (_, n) => Number(rows[0]?.last) - count + 1 + n);
}
/** The number of the next case. */
export const nextNumber = async (run: Run, tenant: TenantId): Promise<number> => (await nextNumbers(run, tenant, 1))[0] as number;

/** The work on a case, newest first: what is open, and the last that is not. */
export async function workOn(run: Run, tenant: TenantId, id: string): Promise<readonly Subject<Email>[]> {
  return run<Subject<Email> & { readonly [column: string]: unknown }>({
    name: 'work-on-case',
    text: `select id, version, state from interactions where tenant_id = $1 and case_id = any(array(select cases_with($2)))
      order by started_at desc, id desc limit 20`,
    values: [tenant, id],
  });
}

type V = (value: unknown) => string;

/** Writes a mail. */
export const keepingMail = (tenant: TenantId, mail: StoredMail, arrival: string | null): Also =>
  inList([{ tenant, arrival, mail }], mailsWritten);

interface Writing {
  readonly tenant: TenantId;
  readonly arrival: string | null;
  readonly mail: StoredMail;
}
const mailsWritten = (all: readonly Writing[], v: V): string =>
  `insert into email_mails (tenant_id, id, case_id, interaction, direction, arrival, mailbox, message_id, head, bcc, sender,
    speaker, author, agent, subject, text, html, remote, marks, sent_at, created_at, bytes, raw, state, said, draft, masked_at)
    select ${v(all[0]?.tenant)}, id, "case", interaction, direction, arrival, mailbox, "messageId", head, bcc, coalesce(head #>> '{from,address}', ''),
      speaker, author, agent, subject, text, html, remote, marks, "sentAt", "createdAt", bytes, raw, state, said, draft, "maskedAt"
    from jsonb_to_recordset(${v(JSON.stringify(all.map(({ arrival, mail }) => ({ ...mail, arrival }))))}::jsonb)
      as x(id text, "case" text, interaction text, direction text, arrival text, mailbox text, "messageId" text, head jsonb, bcc jsonb,
        speaker text, author text, agent text, subject text, text text, html text, remote jsonb, marks jsonb, "sentAt" bigint, "createdAt" bigint,
        bytes integer, raw text, state text, said text, draft jsonb, "maskedAt" bigint)`;

/** The last mail of a case that came; of one to which nobody has written the last of ours. */
export async function lastIn(run: Run, tenant: TenantId, id: string): Promise<StoredMail | undefined> {
  const rows = await run<Row>({
    name: 'last-mail-in',
    text: `select ${columns} from email_mails where tenant_id = $1 and case_id = any(array(select cases_with($2))) and state <> 'takenBack'
      order by direction, created_at desc, id desc limit 1`,
    values: [tenant, id],
  });
  return rows[0];
}

/** Whether something was masked in a case, or in one that was merged into it. [EM292] */
export async function maskedIn(run: Run, tenant: TenantId, id: string): Promise<boolean> {
  const rows = await run({
    name: 'masked-in-case',
    text: 'select 1 from email_mails where tenant_id = $1 and case_id = any(array(select cases_with($2))) and masked_at is not null limit 1',
    values: [tenant, id],
  });
  return rows.length > 0;
}

/** What of a mail a list shows: whether there is HTML, not which; no field of its head that nobody reads. */
const listed = columns
  .replace(' head,', " head - 'fields' as head,")
  .replace(' html,', ' left(html, 0) as html,')
  .replace(' draft,', ' null as draft,');
/** The mails of a case, newest first, without what nobody sees any more: as lists show them. */
export function mailsOf(run: Run, tenant: TenantId, id: string, limit = 500): Promise<readonly StoredMail[]> {
  return run<Row>({
    name: 'mails-of-case',
    text: `select ${listed} from email_mails where tenant_id = $1 and case_id = any(array(select cases_with($2))) and state <> 'takenBack'
      order by created_at desc, id desc limit $3`,
    values: [tenant, id, limit],
  });
}

/** All mails of these cases, with what was taken back. */
export function allMailsOf(run: Run, tenant: TenantId, cases: readonly string[]): Promise<readonly StoredMail[]> {
  return run<Row>({
    text: `select ${columns} from email_mails where tenant_id = $1 and case_id = any($2) order by created_at, id`,
    values: [tenant, cases],
  });
}

/** How it stands with a mail that nobody has written. */
export async function noteSent(run: Run, tenant: TenantId, id: string, { state, said }: Pick<StoredMail, 'state' | 'said'>): Promise<void> {
  await run({
    text: 'update email_mails set state = $3, said = $4 where tenant_id = $1 and id = $2',
    values: [tenant, id, state, said],
  });
}
