import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';
import type { MailboxSecrets } from '@patchbay/configuration/items.ts';

const nameOf = (mailbox: string) => `mailbox ${mailbox}`;
const placeOf = (tenant: TenantId, mailbox: string) => `mailbox ${tenant} ${mailbox}`;

/** What is sealed of a mailbox; nothing was given: nothing. Throws when it was sealed with another key. [EM79] */
export async function secretsOf(run: Run, vault: Vault, tenant: TenantId, mailbox: string): Promise<MailboxSecrets> {
  const [row] = await run<{ value: string }>({
    text: 'select value from secrets where tenant_id = $1 and name = $2',
    values: [tenant, nameOf(mailbox)],
  });
  if (!row) return {};
  const opened = vault.open(Buffer.from(row.value, 'base64'), placeOf(tenant, mailbox));
  if (opened === undefined) throw new Error('The password of this mailbox was kept with another key: give it again.');
  return JSON.parse(opened) as MailboxSecrets;
}

/** Seals what is given beside what is there. [EM79] */
export async function keepSecrets(
  run: Run,
  vault: Vault,
  tenant: TenantId,
  [mailbox, given]: readonly [string, MailboxSecrets],
): Promise<void> {
  const before = await secretsOf(run, vault, tenant, mailbox).catch(() => ({})); // what cannot be opened any more is given anew
  const sealed = vault.seal(JSON.stringify({ ...before, ...given }), placeOf(tenant, mailbox));
  await run({
    text: `insert into secrets (tenant_id, name, value) values ($1, $2, $3)
      on conflict (tenant_id, name) do update set value = excluded.value`,
    values: [tenant, nameOf(mailbox), sealed.toString('base64')],
  });
}

/** Of mailboxes that are not among these nothing is kept. */
export async function forgetSecrets(run: Run, tenant: TenantId, mailboxes: readonly string[]): Promise<void> {
  await run({
    text: "delete from secrets where tenant_id = $1 and name like 'mailbox %' and name <> all($2)",
    values: [tenant, mailboxes.map(nameOf)],
  });
}
