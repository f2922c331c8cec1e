import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import { type Change, changed } from '@patchbay/base/subject.ts';
import type { Email, EmailEvent } from '../email.ts';
import { caseKind, emailKind } from '../kind.ts';
import { indexing } from '../search.node.ts';
import { type Copies, maskedRow } from './copies.node.ts';
import type { Masker } from './masker.ts';

/** What somebody masks, and where. */
export interface Masking {
  readonly tenant: TenantId;
  readonly by: AgentId;
  readonly now: number;
  /** The mail they looked at. */
  readonly mail: string;
  /** Files that go: chosen, or known to say it. */
  readonly files: readonly string[];
  /** Mails whose pictures in the text go. */
  readonly pictures: readonly string[];
}
type Also = NonNullable<Plan['also']>[number];
type V = (value: unknown) => string;

/** What masking changes of the cases and their work, and every row that has a copy. [EM200] */
export function maskedCopies(
  copies: Copies,
  masker: Masker,
  masking: Masking,
): { readonly changes: readonly Change[]; readonly also: readonly Also[] } {
  const { tenant, files } = masking;
  const differs = <T>(one: T, next: T): boolean => JSON.stringify(one) !== JSON.stringify(next);
  const each = <T>(all: readonly T[], mask: (one: T) => T): readonly T[] =>
    all.flatMap((one) => {
      const next = mask(one);
      return differs(one, next) ? [next] : [];
    });
  const gone = new Set(files);
  const without = new Set(copies.files.flatMap(({ id, mail }) => (mail && gone.has(id) ? [mail] : [])));
  const rows = copies.mails.flatMap((mail) => {
    const next = maskedRow(mail, masker, masking.pictures.includes(mail.id));
    return differs(mail, next) || without.has(mail.id) ? [next] : [];
  });
  const named = each(copies.files, (file) => ({ ...file, name: masker.text(file.name) }));
  const events = each(copies.events, (one) => ({ ...one, body: masker.value(one.body) }));
  const drafts = each(copies.drafts, (one) => ({ ...one, body: masker.value(one.body) }));
  const unsent = each(copies.unsent, (one) => ({ ...one, text: masker.text(one.text) }));
  const inside = each(copies.inside, (one) => ({ ...one, text: masker.text(one.text) }));
  const attempts = each(copies.attempts, (one) => ({
    ...one,
    said: one.said && masker.text(one.said),
    lacking: masker.value(one.lacking),
  }));
  const renamed = new Map(named.map(({ id, name }) => [id, name]));
  const namesOf = (mail: string): readonly string[] =>
    copies.files.flatMap((file) => (file.mail === mail && !gone.has(file.id) ? [renamed.get(file.id) ?? file.name] : []));
  const refiled = new Set(copies.files.flatMap(({ id, mail }) => (mail && renamed.has(id) ? [mail] : [])));
  const found = [...rows, ...copies.mails.filter(({ id }) => refiled.has(id) && !rows.some((row) => row.id === id))].filter(
    ({ state }) => state !== 'takenBack',
  );
  const sources = rows.flatMap(({ id, raw }) => (raw ? [id] : []));
  return {
    changes: [...ofCases(copies, masker, masking), ...ofWorks(copies, masker, masking, rows.length > 0)],
    also: [
      ...(rows.length ? [updating(tenant, { table: 'email_mails', fields: mailFields, more: `, masked_at = ${masking.now}` }, rows)] : []),
      ...found.map((mail) => indexing(tenant, mail, namesOf(mail.id))),
      ...(named.length ? [updating(tenant, { table: 'email_files', fields: { name: 'text' } }, named)] : []),
      ...(attempts.length ? [updating(tenant, { table: 'mail_attempts', fields: { said: 'text', lacking: 'jsonb' } }, attempts)] : []),
      ...(inside.length ? [updating(tenant, { table: 'email_notes', fields: { text: 'text' } }, inside)] : []),
      ...drafts.map(({ interaction, body }) => writingAnew(tenant, interaction, body, masking)),
      ...unsent.map(
        ({ ctid, text }) =>
          (v: V) =>
            `update drafts set text = ${v(text)}, caret = 0 where tenant_id = ${v(tenant)} and ctid = ${v(ctid)}::tid`,
      ),
      ...(events.length ? [eventsAnew(tenant, events)] : []),
      ...(files.length ? [(v: V) => `delete from email_files where tenant_id = ${v(tenant)} and id = any(${v(files)}::text[])`] : []),
      ...(sources.length
        ? [
            (v: V) =>
              `insert into email_rewrites (tenant_id, mail) select ${v(tenant)}, unnest(${v(sources)}::text[]) on conflict do nothing`,
          ]
        : []),
    ],
  };
}

const mailFields = {
  head: 'jsonb',
  bcc: 'jsonb',
  subject: 'text',
  text: 'text',
  html: 'text',
  remote: 'jsonb',
  said: 'text',
  draft: 'jsonb',
} as const;

interface Table {
  readonly table: string;
  /** The columns that are written, with their types. */
  readonly fields: Readonly<Record<string, 'text' | 'jsonb'>>;
  readonly more?: string;
}
/** Writes these fields of rows that are known by their id. */
const updating =
  (tenant: TenantId, { table, fields, more = '' }: Table, rows: readonly { readonly id: string }[]): Also =>
  (v) => {
    const names = Object.keys(fields);
    const list = rows.map((row) => Object.fromEntries(['id', ...names].map((name) => [name, (row as Record<string, unknown>)[name]])));
    return `update ${table} t set ${names.map((name) => `${name} = ${fields[name] === 'jsonb' ? `nullif(x.${name}, 'null')` : `x.${name}`}`).join(', ')}${more}
      from jsonb_to_recordset(${v(JSON.stringify(list))}::jsonb) as x(id text, ${names.map((name) => `${name} ${fields[name]}`).join(', ')})
      where t.tenant_id = ${v(tenant)} and t.id = x.id`;
  };

/** A draft has another revision then: whoever writes in it is told. */
const writingAnew =
  (tenant: TenantId, interaction: string, body: object, { now }: Masking): Also =>
  (v) =>
    `update email_drafts set body = ${v(JSON.stringify(body))}, rev = md5(rev || ${v(String(now))})
      where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`;

const eventsAnew =
  (tenant: TenantId, events: Copies['events']): Also =>
  (v) =>
    `update events e set body = x.body from jsonb_to_recordset(${v(JSON.stringify(events))}::jsonb)
      as x(kind text, subject text, version integer, body jsonb)
      where e.tenant_id = ${v(tenant)} and e.kind = x.kind and e.subject = x.subject and e.version = x.version`;

/** The case of the mail knows that something was masked; others only where their subject said it. */
function ofCases({ cases, mails }: Copies, masker: Masker, { mail, by, now }: Masking): readonly Change[] {
  const of = mails.find(({ id }) => id === mail)?.case;
  return cases.flatMap((one): Change[] => {
    const subject = masker.text(one.state.subject);
    const masked = { type: 'case.masked', subject, mail, by, now } as const;
    return one.id === of || subject !== one.state.subject ? [changed(caseKind, one, [masked]) as Change] : [];
  });
}

/** Whoever has the work open sees it at once; notes, comments and case data that say it are masked too. */
function ofWorks({ works }: Copies, masker: Masker, { by }: Masking, mailsToo: boolean): readonly Change[] {
  return works.flatMap((one): Change[] => {
    const { notes, data, work } = one.state;
    const before = { notes, ...(data && { data }), handed: work.handed, outgoing: work.outgoing };
    const next = masker.value(before);
    const open = one.state.at.stage !== 'closed' && mailsToo;
    if (!open && JSON.stringify(before) === JSON.stringify(next)) return [];
    return [changed<Email, EmailEvent>(emailKind, one, [{ type: 'email.masked', by, ...next }]) as Change];
  });
}
