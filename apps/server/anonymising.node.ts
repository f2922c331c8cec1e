import type { Run } from '@patchbay/base/database.node.ts';
import { type InteractionId, isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Plan } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import { forgettingBan } from '@patchbay/chat/bans.node.ts';
import { mayAnonymise } from '@patchbay/contacts/access.ts';
import { type Address, type Contact, contactKind } from '@patchbay/contacts/contact.ts';
import { familyOf, indexing } from '@patchbay/contacts/store.node.ts';
import { idsIn } from '@patchbay/files/store.node.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { hasOpen, interactionsOf } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { eraseMails } from './mail-erasing.node.ts';
import type { Site } from './site.node.ts';

const atOnce = 100;

/**
 * Removes everything personal of a customer: first out of each interaction, then of the contact and those that went into it, with a note in
 * the audit. A crash between leaves the rest to be asked for again. [CO9]
 */
export async function anonymise(
  site: Site,
  { tenant, person }: Pick<Signed, 'tenant' | 'person'>,
  asking: Asking,
  id: string,
): Promise<Answer> {
  if (!mayAnonymise(person)) return refuse('contacts.notAllowed');
  const run = site.k.db.as(tenant);
  const contacts = await familyOf(run, tenant, id);
  if (await hasOpen(run, tenant, contacts)) return refuse('contacts.hasWork');
  const addresses = await addressesOf(run, tenant, contacts);
  const mails = await eraseMails(site, { tenant, by: person.agent }, { contacts, addresses });
  if (isRefused(mails)) return mails;
  for (let before = null as { startedAt: number; id: string } | null; ; ) {
    const some = await interactionsOf(run, tenant, { contacts, before, limit: atOnce });
    for (const one of some) await forget(site, asking, one.id);
    const last = some.at(-1);
    if (!last || some.length < atOnce) break;
    before = { startedAt: last.startedAt, id: last.id };
  }
  return execute(site.k, asking, async ({ load, now }): Promise<Plan | Refusal> => {
    const stored = await Promise.all(contacts.map((one) => load(contactKind, one)));
    const changes = stored.flatMap((one) => (one && one.state.anonymisedAt === null ? [emptied(one, now)] : []));
    if (changes.length === 0) return refuse('contacts.gone');
    return {
      changes: changes as readonly Change[],
      also: [
        ...changes.flatMap((change) => indexing(tenant, change.before, change.state)),
        (v) => scrubbed(v, { tenant, kind: 'contact', subjects: contacts }),
        ...leftBy(
          tenant,
          changes.flatMap(({ before }) => before?.addresses ?? []),
          contacts,
        ),
        (v) => `delete from identities where tenant_id = ${v(tenant)} and contact = any(${v(contacts)}::text[])`,
        (v) => pushedTo(v, tenant, contacts),
        (v) =>
          `update visitors set contact = null, subject = null, identity = null where tenant_id = ${v(tenant)} and contact = any(${v(contacts)}::text[])`,
        (v) =>
          `insert into audit (tenant_id, at, actor, what, address) values (${[tenant, now, person.agent, `contactAnonymised ${id}`, ''].map(v).join(', ')})`,
      ],
    };
  });
}

/** The addresses of e-mail of these contacts. */
async function addressesOf(run: Run, tenant: TenantId, contacts: readonly string[]): Promise<readonly string[]> {
  const rows = await run<{ address: string }>({
    text: `select distinct a ->> 'normal' as address from contacts, jsonb_array_elements(state -> 'addresses') a
      where tenant_id = $1 and id = any($2) and a ->> 'kind' = 'email'`,
    values: [tenant, contacts],
  });
  return rows.map(({ address }) => address);
}

/** The messages they left, with their files: from their browsers, or under one of their addresses. */
function leftBy(tenant: string, addresses: readonly Address[], contacts: readonly string[]): NonNullable<Plan['also']> {
  const emails = addresses.map(({ normal }) => normal);
  const theirs = (v: (value: unknown) => string) =>
    `tenant_id = ${v(tenant)} and (lower(email) = any(${v(emails)}::text[])
      or visitor in (select id from visitors where tenant_id = ${v(tenant)} and contact = any(${v(contacts)}::text[])))`;
  return [
    (v) => `delete from files where tenant_id = ${v(tenant)} and id in (select unnest(files) from left_messages where ${theirs(v)})`,
    (v) => `delete from left_messages where ${theirs(v)}`,
  ];
}

/** Where their apps were told of messages. */
const pushedTo = (v: (value: unknown) => string, tenant: string, contacts: readonly string[]): string =>
  `delete from push_tokens where tenant_id = ${v(tenant)}
    and visitor in (select id from visitors where tenant_id = ${v(tenant)} and contact = any(${v(contacts)}::text[]))`;

const emptied = (one: Subject<Contact>, at: number) => changed(contactKind, one, [{ type: 'contact.anonymised', at }]);

async function forget(site: Site, { tenant }: Asking, interaction: InteractionId): Promise<void> {
  const files = await idsIn(site.k.db.as(tenant), tenant, interaction);
  const answer = await act(
    site.k,
    site.channels,
    { tenant, by: 'system' },
    {
      interaction,
      command: { by: 'system', type: 'forget' },
      also: [
        (v) => scrubbed(v, { tenant, kind: 'interaction', subjects: [interaction] }),
        ...forgettingBan(tenant, interaction),
        (v) => `delete from files where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`,
        (v) => `delete from secure_data where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`,
        (v) => `delete from drafts where tenant_id = ${v(tenant)} and interaction = ${v(interaction)}`,
      ],
    },
  );
  if (isRefused(answer)) throw new Error(`An interaction could not be forgotten: ${answer.refused}`);
  for (const file of files) await site.files.shelf.forget(tenant, file); // what a crash leaves is swept [FI8]
}

/** What was said and written is gone from the events too; that something happened, and when, stays. */
function scrubbed(
  v: (value: unknown) => string,
  { tenant, kind, subjects }: { tenant: string; kind: string; subjects: readonly string[] },
): string {
  return `update events set type = ${v(`${kind}.noted`)}, body = ${v(JSON.stringify({ type: `${kind}.noted`, fact: 'forgotten' }))}
    where tenant_id = ${v(tenant)} and kind = ${v(kind)} and subject = any(${v(subjects)}::text[])
    and (type in ('interaction.started', 'interaction.notesWritten', 'interaction.dataSaved') or (type <> 'email.settled' and type not like 'interaction.%' and type not like 'participation.%'))`;
}
