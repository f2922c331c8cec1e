import { hash } from 'node:crypto';
import type { Database } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

interface Stands {
  readonly db: Database;
  readonly vault: Vault;
}
const place = (tenant: TenantId) => `push-signing ${tenant}`;
const validS = 300;

/** The key of a tenant that others know us by (Ed25519), made once; what the database has of it is sealed. */
async function keyOf({ db, vault }: Stands, tenant: TenantId): Promise<JWK> {
  const run = db.as(tenant);
  const kept = () =>
    run<{ value: string }>({ text: "select value from secrets where tenant_id = $1 and name = 'push-signing'", values: [tenant] });
  if (!(await kept()).length) {
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const sealed = vault.seal(JSON.stringify(await exportJWK(privateKey)), place(tenant));
    await run({
      text: "insert into secrets (tenant_id, name, value) values ($1, 'push-signing', $2) on conflict do nothing",
      values: [tenant, sealed.toString('base64')],
    });
  }
  const [row] = await kept();
  const opened = row && vault.open(Buffer.from(row.value, 'base64'), place(tenant));
  if (!opened) throw new Error(`The key that signs pushes of ${tenant} cannot be opened: the data folder has another secret key.`);
  return JSON.parse(opened) as JWK;
}

/** What others check our signatures with, as a set of keys (RFC 7517). */
export async function publicKeys(stands: Stands, tenant: TenantId): Promise<{ readonly keys: readonly JWK[] }> {
  const { d: _, ...open } = await keyOf(stands, tenant);
  return { keys: [{ ...open, alg: 'EdDSA', use: 'sig', kid: await calculateJwkThumbprint(open) }] };
}

/** A token for one request with this body to this address (RFC 7519, EdDSA): whoever gets it knows that it is ours, whole, and new. */
export async function signed(
  stands: Stands,
  tenant: TenantId,
  { id, url, body, now }: { readonly id: string; readonly url: string; readonly body: string; readonly now: number },
): Promise<string> {
  const key = await keyOf(stands, tenant);
  const at = Math.floor(now / 1000);
  return new SignJWT({ body: hash('sha256', body, 'base64url') })
    .setProtectedHeader({ alg: 'EdDSA', kid: await calculateJwkThumbprint(key) })
    .setIssuer(tenant)
    .setAudience(new URL(url).origin)
    .setJti(id)
    .setIssuedAt(at)
    .setExpirationTime(at + validS)
    .sign(await importJWK(key, 'EdDSA'));
}
