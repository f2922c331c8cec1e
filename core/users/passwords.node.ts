import { hash, verify } from '@node-rs/argon2';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** Argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** What is checked when there is no password, so that the answer takes as long. */
const nobody = hash('nobody has this password', cost);

/** The hash to store of a password. */
export const hashOf = (password: string): Promise<string> => hash(plain(password), cost);

/** Whether this is the password of the hash. Without a hash it works as long, by the same `check`, and says no. [US3] */
export async function isRight(password: string, stored: string | undefined, check = verify): Promise<boolean> {
  const right = await check(stored ?? (await nobody), plain(password));
  return right && stored !== undefined;
}

/** The same letters typed on another keyboard are the same password (NIST SP 800-63B, 5.1.1.2). */
const plain = (password: string): string => password.normalize('NFKC');

/** The hash of a user; undefined: they have no password. */
export async function hashOfUser(run: Run, tenant: TenantId, user: string): Promise<string | undefined> {
  const rows = await run<{ hash: string }>({
    text: 'select hash from passwords where tenant_id = $1 and user_id = $2',
    values: [tenant, user],
  });
  return rows[0]?.hash;
}

/** The same, and nobody changes it or signs in with it until the transaction ends. */
export async function holdPassword(run: Run, tenant: TenantId, user: string): Promise<string | undefined> {
  const text = 'select hash from passwords where tenant_id = $1 and user_id = $2 for update';
  return (await run<{ hash: string }>({ text, values: [tenant, user] }))[0]?.hash;
}

/** Stores the hash of a user's password. */
export async function keepPassword(
  run: Run,
  tenant: TenantId,
  { user, hash, at }: { user: string; hash: string; at: number },
): Promise<void> {
  const text = `insert into passwords (tenant_id, user_id, hash, changed_at) values ($1, $2, $3, $4)
    on conflict (tenant_id, user_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`;
  await run({ text, values: [tenant, user, hash, at] });
}

/** The users who have a password. */
export async function usersWithPassword(run: Run, tenant: TenantId): Promise<readonly string[]> {
  const rows = await run<{ user_id: string }>({ text: 'select user_id from passwords where tenant_id = $1 order by 1', values: [tenant] });
  return rows.map((row) => row.user_id);
}

/** Takes password and sessions from every user but these. [CF8] */
export async function forgetAllBut(run: Run, tenant: TenantId, users: readonly string[]): Promise<void> {
  await run({ text: 'delete from sessions where tenant_id = $1 and user_id <> all ($2)', values: [tenant, users] });
  await run({ text: 'delete from passwords where tenant_id = $1 and user_id <> all ($2)', values: [tenant, users] });
}
