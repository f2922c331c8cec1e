import type { Clock } from '@patchbay/base/clock.ts';
import type { Database, Run } from '@patchbay/base/database.node.ts';
import { isRefused, type Refusal, type TenantId } from '@patchbay/base/decision.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { type Difference, difference } from '@patchbay/configuration/difference.ts';
import { firstPasswords, mailboxSecrets } from '@patchbay/configuration/items.ts';
import { type Problem, readCentre } from '@patchbay/configuration/read.ts';
import { holdTenant, loadCentre, storeCentre, tellServers } from '@patchbay/configuration/store.node.ts';
import { forgetSecrets, keepSecrets } from '@patchbay/email/mailbox/secrets.node.ts';
import { audit } from '@patchbay/users/audit.node.ts';
import { forgetAllBut, hashOf, keepPassword, usersWithPassword } from '@patchbay/users/passwords.node.ts';
import { keepPhones, realmOf } from '@patchbay/voice/phones.node.ts';

/** What applying stands on. */
export interface Applying {
  readonly db: Database;
  readonly clock: Clock;
  /** Seals the secrets of mailboxes; a text without any needs none. */
  readonly vault?: () => Vault;
}
export type Planned = { readonly centre: Centre; readonly difference: Difference } | { readonly problems: readonly Problem[] };
export type Applied =
  | { readonly applied: true; readonly centre: Centre; readonly difference: Difference }
  | { readonly problems: readonly Problem[] };

/** What applying this text would do, or why it is no contact centre. Changes nothing. [CF6] */
export async function planCentre({ db }: Pick<Applying, 'db'>, text: string): Promise<Planned> {
  const read = readCentre(text);
  if ('problems' in read) return read;
  const tenant = tenantOf(read.centre);
  return { centre: read.centre, difference: await compared(db.as(tenant), tenant, read.centre) };
}

/** Makes the contact centre of this text the one of its tenant, in one transaction; what is wrong with it changes nothing. [CF4] */
export async function applyCentre({ db, clock, vault }: Applying, text: string): Promise<Applied> {
  const read = readCentre(text);
  if ('problems' in read) return read;
  const { centre } = read;
  const tenant = tenantOf(centre);
  const hashes = await hashed(db, tenant, centre); // before the transaction: it takes a while
  const told = await db.transaction(tenant, async (run) => {
    await holdTenant(run, tenant);
    const difference = await compared(run, tenant, centre);
    const at = clock.now();
    await storeCentre(run, tenant, centre);
    await forgetAllBut(run, tenant, Object.keys(centre.users));
    await keepPhones(run, tenant, centre, realmOf(process.env));
    await keepMailboxes(run, tenant, centre, vault);
    for (const user of difference.firstPasswords)
      await keepPassword(run, tenant, { user, hash: hashes.get(user) ?? (await hashOf(centre.users[user]?.password ?? '')), at });
    await audit(run, tenant, { at, actor: 'administrator', what: 'configurationApplied', address: '' });
    await tellServers(run, tenant);
    return difference;
  });
  return { applied: true, centre, difference: told };
}

/** A change of the centre there is: `next` makes the text of it, or says why not. */
export interface Changing {
  readonly tenant: TenantId;
  readonly note: { readonly actor: string; readonly address: string; readonly about: string };
  next(before: Centre | undefined): string | Refusal;
}

/** Changes the centre there is, checked as a file would be, in one transaction: what somebody else has applied meanwhile is seen by `next`. [CF4] */
export function changeCentre({ db, clock, vault }: Applying, { tenant, note, next }: Changing): Promise<Applied | Refusal> {
  return db.transaction(tenant, async (run) => {
    await holdTenant(run, tenant);
    const text = next(await loadCentre(run, tenant));
    if (isRefused(text)) return text;
    const read = readCentre(text);
    if ('problems' in read) return read;
    const told = await compared(run, tenant, read.centre);
    await storeCentre(run, tenant, read.centre);
    await keepPhones(run, tenant, read.centre, realmOf(process.env));
    await keepMailboxes(run, tenant, read.centre, vault);
    await audit(run, tenant, { at: clock.now(), what: 'configurationApplied', ...note });
    await tellServers(run, tenant);
    return { applied: true as const, centre: read.centre, difference: told };
  });
}

/** What the file gives to mailboxes is sealed; of a mailbox that is gone nothing is kept. [CF41] */
async function keepMailboxes(run: Run, tenant: TenantId, centre: Centre, vault: Applying['vault']): Promise<void> {
  await forgetSecrets(run, tenant, Object.keys(centre.mailboxes));
  for (const given of mailboxSecrets(centre)) {
    if (!vault) throw new Error('Nobody here seals the secrets of mailboxes.');
    await keepSecrets(run, vault(), tenant, given);
  }
}

async function compared(run: Run, tenant: TenantId, centre: Centre): Promise<Difference> {
  const before = await loadCentre(run, tenant);
  const have = new Set(await usersWithPassword(run, tenant));
  // A user who is gone loses the password, and gets the one of the file when named again.
  return difference(
    before ?? null,
    centre,
    [...firstPasswords(centre).keys()].filter((user) => !have.has(user)),
    [...mailboxSecrets(centre).keys()],
  );
}

async function hashed(db: Database, tenant: TenantId, centre: Centre): Promise<ReadonlyMap<string, string>> {
  const have = new Set(await usersWithPassword(db.as(tenant), tenant));
  const hashes = new Map<string, string>();
  for (const [user, password] of firstPasswords(centre)) if (!have.has(user)) hashes.set(user, await hashOf(password));
  return hashes;
}

const tenantOf = (centre: Centre): TenantId => centre.tenant.key as TenantId;
