import type { ContactId, TenantId } from '@patchbay/base/decision.ts';
import { newContact } from '@patchbay/contacts/contact.ts';
import { foundBy as contactFoundBy } from '@patchbay/contacts/finding.ts';
import type { Case } from '@patchbay/email/case.ts';
import type { CaseId } from '@patchbay/email/email.ts';
import { foundBy } from '@patchbay/email/finding.ts';
import pg from 'pg';
import { customer, customers, said } from './archive-words.ts';
import type { Place } from './place.node.ts';

const tenant = 'demo' as TenantId;
const inCase = 3;
const atOnce = 1500;
const agents = ['anna', 'ben', 'cleo', 'dora'];
const address = 'service@harbour.example';
const minute = 60_000;

/** Stores so many mails as years leave them: cases of three, of 20,000 customers, each with what finds it. Bulk rows, the same as the server writes. */
export async function archive(here: Place, mails: number): Promise<void> {
  const { site } = here.server;
  const run = site.k.db.as(tenant);
  const now = site.k.clock.now();
  const write = (table: string, columns: Readonly<Record<string, string>>, rows: readonly object[]) =>
    run({
      text: `insert into ${table} (tenant_id, ${Object.keys(columns).join(', ')}) select '${tenant}', ${Object.entries(columns)
        .map(([name, type]) => (type === 'tsvector' ? `array_to_tsvector(${name})` : name))
        .join(', ')} from jsonb_to_recordset($1::jsonb) as x (${Object.entries(columns)
        .map(([name, type]) => `${name} ${type === 'tsvector' ? 'text[]' : type}`)
        .join(', ')})`,
      values: [JSON.stringify(rows)],
    });
  for (let first = 0; first < customers; first += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, customers - first) }, (_, n) => contactOf(first + n, now));
    const found = some.map((one) => ({ contact: one.id, ...contactFoundBy(one) }));
    await write(
      'contacts',
      { id: 'text', version: 'integer', state: 'jsonb' },
      some.map((state) => ({ id: state.id, version: 1, state })),
    );
    await write(
      'contact_search',
      { contact: 'text', name_order: 'text', text: 'text' },
      found.map(({ contact, order, text }) => ({ contact, name_order: order, text })),
    );
    await write(
      'contact_terms',
      { contact: 'text', term: 'text' },
      found.flatMap(({ contact, terms }) => terms.map((term) => ({ contact, term }))),
    );
  }
  const written = await withoutIndex(here);
  for (let first = 0; first < mails; first += atOnce) {
    const all = Array.from({ length: Math.min(atOnce, mails - first) }, (_, n) => mailOf(first + n, now - (mails - first - n) * minute));
    const cases = all.filter(({ n }) => n % inCase === 0);
    await write(
      'email_cases',
      { id: 'text', version: 'integer', state: 'jsonb' },
      cases.map(({ n, mail }) => ({ id: mail.case_id, version: 1, state: caseOf(n, mail) })),
    );
    await write(
      'email_parts',
      { agent: 'text', case_id: 'text', at: 'bigint' },
      cases.map(({ n, mail }) => ({ agent: agents[(n / inCase) % agents.length], case_id: mail.case_id, at: mail.created_at })),
    );
    await write(
      'email_mails',
      mailColumns,
      all.map(({ mail }) => mail),
    );
    await write(
      'email_files',
      fileColumns,
      all.flatMap(({ mail, file }) => (file === null ? [] : [fileOf(mail, file)])),
    );
    await write(
      'email_search',
      { mail: 'text', case_id: 'text', at: 'bigint', words: 'tsvector' },
      all.map(({ mail, file }) => ({
        ...{ mail: mail.id, case_id: mail.case_id, at: mail.created_at },
        words: foundBy({
          text: mail.text,
          short: [mail.subject, mail.head.from.name, mail.head.from.address, '', address, ...(file === null ? [] : [file])],
        }),
      })),
    );
  }
  await run({ text: 'update email_numbers set last = greatest(last, $1)', values: [caseNumber(mails)] });
  await written();
}

/** Takes away the index of words, which is built much faster at once; answers how to build it, and to count what is there. */
async function withoutIndex({ database }: Place): Promise<() => Promise<void>> {
  const admin = new pg.Client({ connectionString: database });
  await admin.connect();
  const { rows } = await admin.query<{ made: string }>("select pg_get_indexdef('email_search_words'::regclass) as made");
  await admin.query('drop index email_search_words');
  return async () => {
    await admin.query(rows[0]?.made ?? '');
    await admin.query('analyze');
    await admin.end();
  };
}

const mailColumns = {
  ...{ id: 'text', case_id: 'text', interaction: 'text', direction: 'text', arrival: 'text', mailbox: 'text', message_id: 'text' },
  ...{
    head: 'jsonb',
    sender: 'text',
    speaker: 'text',
    author: 'text',
    subject: 'text',
    text: 'text',
    created_at: 'bigint',
    bytes: 'integer',
  },
};
const fileColumns = {
  ...{ id: 'text', mail: 'text', n: 'integer', name: 'text', format: 'text', declared: 'text', size: 'integer' },
  ...{ hash: 'text', scan: 'text', created_at: 'bigint' },
};
/** The number of the case of the so-and-so-many-th mail. */
export const caseNumber = (n: number): number => 500_000 + Math.floor(n / inCase);

function contactOf(n: number, now: number) {
  const { id, name, address: typed } = customer(n);
  return {
    ...newContact(id as ContactId, name, now),
    addresses: [{ id: 'email', kind: 'email', typed, normal: typed, label: null }] as const,
  };
}
function mailOf(n: number, at: number) {
  const { subject, text, name, address: sender, file } = said(n);
  const id = `archive-${n}`;
  const message = `<${id}@example.com>`;
  const head = {
    ...{
      messageId: message,
      inReplyTo: [],
      references: [],
      from: { name, address: sender },
      replyTo: [],
      to: [{ name: '', address }],
      cc: [],
    },
    ...{ subject, returnPath: null, fields: [{ name: 'subject', value: subject }] },
  };
  const mail = {
    ...{ id, case_id: `archive-case-${Math.floor(n / inCase)}`, interaction: `archive-work-${Math.floor(n / inCase)}`, direction: 'in' },
    ...{
      arrival: `archive ${n}`,
      mailbox: 'service',
      message_id: message,
      head,
      sender,
      speaker: 'contact',
      author: 'person',
      subject,
      text,
    },
    ...{ created_at: at, bytes: text.length },
  };
  return { n, mail, file };
}
type Mail = ReturnType<typeof mailOf>['mail'];
const caseOf = (n: number, { case_id, subject }: Mail): Case => ({
  ...{ id: case_id as CaseId, number: caseNumber(n), subject, contact: customer(Math.floor(n / inCase) * 7).id as ContactId },
  ...{ settings: { pendingReasons: [], closeMs: null, reopens: true }, follows: null, mailbox: 'service', due: null },
  at: n % 50 === 0 ? { is: 'open' } : { is: 'closed' },
});
const fileOf = ({ id, created_at }: Mail, name: string) => ({
  ...{ id: `file-${id}`, mail: id, n: 0, name, format: 'pdf', declared: 'application/pdf', size: 60_000, hash: '' },
  ...{ scan: 'unscanned', created_at },
});
