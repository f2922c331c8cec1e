import type { Run } from '@patchbay/base/database.node.ts';
import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import type { Case } from './case.ts';
import { caseKind } from './kind.ts';
import type { MailState } from './mails.node.ts';
import type { Head } from './threads/head.ts';

/** What there is of a customer in mails: the cases that are theirs, every mail in them, and what they wrote in those of others. [EM280] */
export interface Theirs {
  readonly cases: readonly Subject<Case>[];
  readonly mails: readonly { readonly id: string; readonly state: MailState }[];
  readonly files: readonly string[];
}
type Row<T> = T & { readonly [column: string]: unknown };

/** Finds it, by these contacts and their addresses. */
export async function mailsOfContacts(
  run: Run,
  tenant: TenantId,
  { contacts, addresses }: { readonly contacts: readonly string[]; readonly addresses: readonly string[] },
): Promise<Theirs> {
  const cases = await run<Row<Subject<Case>>>({
    text: `select id, version, state from email_cases where tenant_id = $1 and (contact = any($2)
      or id in (select case_id from interactions where tenant_id = $1 and contact = any($2) and case_id is not null)) order by id`,
    values: [tenant, contacts],
  });
  const mails = await run<Row<Theirs['mails'][number]>>({
    text: `select id, state from email_mails where tenant_id = $1 and (case_id = any($2) or direction = 'in' and sender = any($3)) order by id`,
    values: [tenant, cases.map(({ id }) => id), addresses],
  });
  const files = await run<{ id: string }>({
    text: `select id from email_files where tenant_id = $1 and (mail = any($2)
      or mail is null and interaction in (select id from interactions where tenant_id = $1 and case_id = any($3)))`,
    values: [tenant, mails.map(({ id }) => id), cases.map(({ id }) => id)],
  });
  return { cases, mails, files: files.map(({ id }) => id) };
}

const onTheWay: ReadonlySet<MailState> = new Set(['review', 'held', 'sending', 'deferred']);
/** Whether one of our mails has no end yet: what is being sent cannot be emptied. */
export const isOnTheWay = ({ mails }: Theirs): boolean => mails.some(({ state }) => onTheWay.has(state));

const nothing: Head = {
  ...{ messageId: null, inReplyTo: [], references: [], from: null, replyTo: [], to: [], cc: [], subject: '', returnPath: null },
  fields: [],
};
type V = (value: unknown) => string;

/**
 * Empties it for good: heads, texts, files, notes, drafts and what finds a mail. Numbers, times, states and dispositions stay. The sources on the disk are
 * written anew from what is left, as those of masked mails are ([EM203]); the content of the files is for whoever asked. [EM280]
 */
export function erasing(
  tenant: TenantId,
  { cases, mails, files }: Theirs,
  { by, now, addresses }: { readonly by: AgentId; readonly now: number; readonly addresses: readonly string[] },
): { readonly changes: readonly Change[]; readonly also: NonNullable<Plan['also']> } {
  const [these, ids] = [cases.map(({ id }) => id), mails.map(({ id }) => id)];
  const within = (v: V, column: string, all: readonly string[]) => `tenant_id = ${v(tenant)} and ${column} = any(${v(all)}::text[])`;
  const works = (v: V) => `tenant_id = ${v(tenant)} and interaction in (select id from interactions where ${within(v, 'case_id', these)})`;
  const ofCases = (v: V) => `tenant_id = ${v(tenant)} and kind = 'case' and subject = any(${v(these)}::text[])`;
  return {
    changes: cases.map((one) => changed(caseKind, one, [{ type: 'case.forgotten', by, now }]) as Change),
    also: [
      (
        v,
      ) => `update email_mails set head = ${v(JSON.stringify(nothing))}, bcc = '[]', message_id = null, sender = '', subject = '', text = '',
        html = null, remote = '[]', marks = '[]', said = null, draft = null, masked_at = ${v(now)} where ${within(v, 'id', ids)}`,
      (
        v,
      ) => `insert into email_rewrites (tenant_id, mail) select tenant_id, id from email_mails where ${within(v, 'id', ids)} and raw is not null
        on conflict do nothing`,
      (v) => `delete from mail_copies where ${within(v, 'mail', ids)}`,
      (v) => `delete from email_search where ${within(v, 'mail', ids)}`,
      (v) => `delete from email_files where ${within(v, 'id', files)}`,
      (v) => `update mail_attempts set said = null, lacking = null where ${within(v, 'mail', ids)}`,
      (v) => `delete from email_notes where ${within(v, 'case_id', these)}`,
      (v) => `delete from email_masks where ${within(v, 'case_id', these)}`,
      (v) => `delete from email_drafts where ${works(v)}`,
      (v) => `delete from email_picture_senders where ${within(v, 'address', addresses)}`,
      (v) => `update events set body = jsonb_set(body, '{initial,subject}', '""') where ${ofCases(v)} and type = 'case.began'`,
      (v) => `update events set body = jsonb_set(body, '{subject}', '""') where ${ofCases(v)} and type = 'case.masked'`,
    ],
  };
}
