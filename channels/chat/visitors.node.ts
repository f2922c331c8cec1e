import { hash } from 'node:crypto';
import type { Clock, Ids } from '@patchbay/base/clock.ts';
import type { Database, Row } from '@patchbay/base/database.node.ts';
import { type Refusal, refuse, type TenantId, type VisitorId } from '@patchbay/base/decision.ts';
import type { Kernel } from '@patchbay/base/execute.node.ts';
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose';
import { contactOfIdentity } from './identified.node.ts';
import type { Claims, Identity } from './identity.node.ts';

/** A customer in a browser, as a verified token names them. */
export interface Visitor {
  readonly tenant: TenantId;
  readonly visitor: VisitorId;
  readonly widget: string;
  /** Whom the site has named, by a token it signed; absent: nobody is known. [CH42] */
  readonly identity?: Identity;
}
/** What a visitor gets: a short-lived token (RFC 7519, HS256) and the key to come back with. */
export interface Admission {
  readonly token: string;
  readonly expiresAt: number;
  readonly resume: string;
  readonly identity: Identity | null;
}
interface Deps {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
}

const tokenMs = 15 * 60_000;
const resumeMs = 24 * 3_600_000;
const codeMs = 5 * 60_000;
const audience = 'patchbay-visitor';

/** Who comes to a widget: with the key of an earlier visit, and with what the site has said of them. */
export interface Coming {
  readonly tenant: TenantId;
  readonly widget: string;
  readonly resume?: string | undefined;
  readonly claims?: Claims | undefined;
  /** They go on here with what they have begun at another device. [CH49] */
  readonly code?: string | undefined;
}

/** Admits a visitor of a widget: the one of a code; the one of the resume key if it is still good and nobody else is named; else a new one. [CH42] */
export async function admit(k: Kernel, coming: Coming): Promise<Admission | Refusal> {
  const { resume, claims, code } = coming;
  if (code) return moved(k, coming, code);
  const known = resume ? await returning(k.db, coming.tenant, { widget: coming.widget, resume, now: k.clock.now() }) : undefined;
  const same = known && (!claims || claims.subject === known.subject);
  return same && resume ? again(k, coming, { ...known, resume }) : anew(k, coming);
}

async function again(k: Kernel, { tenant, widget, claims }: Coming, known: Returned & { readonly resume: string }): Promise<Admission> {
  if (claims) await named(k, tenant, known.id, { identity: claims.identity, now: k.clock.now() });
  const identity = claims?.identity ?? known.identity;
  return admission(k, { tenant, visitor: known.id, widget, ...(identity && { identity }) }, known.resume);
}

async function anew(k: Kernel, { tenant, widget, claims }: Coming): Promise<Admission> {
  const visitor = k.ids.next() as VisitorId;
  const fresh = k.ids.secret();
  const now = k.clock.now();
  const who = claims
    ? [await contactOfIdentity(k, { tenant, widget, ...claims }), claims.subject, claims.identity, now]
    : [null, null, null, null];
  await k.db.as(tenant)({
    name: 'new-visitor',
    text: `insert into visitors (tenant_id, id, widget, resume_hash, seen_at, contact, subject, identity, identified_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [tenant, visitor, widget, hashOf(fresh), now, ...who],
  });
  return admission(k, { tenant, visitor, widget, ...(claims && { identity: claims.identity }) }, fresh);
}

async function admission(k: Kernel, who: Visitor, resume: string): Promise<Admission> {
  return { ...(await token(k, who, k.clock.now())), resume, identity: who.identity ?? null };
}

/** A code with which this customer goes on at another device, once; the last one counts. [CH49] */
export async function codeFor(k: Kernel, { tenant, visitor }: Visitor): Promise<{ readonly code: string; readonly expiresAt: number }> {
  const code = k.ids.secret();
  const expiresAt = k.clock.now() + codeMs;
  await k.db.as(tenant)({
    text: 'update visitors set code_hash = $3, code_until = $4 where tenant_id = $1 and id = $2',
    values: [tenant, visitor, hashOf(code), expiresAt],
  });
  return { code, expiresAt };
}

/** The customer of a code, with a key of their own to come back with; a device they went on at before has none any more. */
async function moved(k: Kernel, { tenant, widget }: Coming, code: string): Promise<Admission | Refusal> {
  const fresh = k.ids.secret();
  const now = k.clock.now();
  const rows = await k.db.as(tenant)<Returned & Row>({
    name: 'moved-visitor',
    text: `update visitors set code_hash = null, code_until = null, second_hash = $4, seen_at = $5
      where tenant_id = $1 and widget = $2 and code_hash = $3 and code_until > $5 and seen_at > $6
        and (identified_at is null or identified_at > $6) returning id, subject, identity`,
    values: [tenant, widget, hashOf(code), hashOf(fresh), now, now - resumeMs],
  });
  const [known] = rows;
  if (!known) return refuse('widget.code');
  return admission(k, { tenant, visitor: known.id, widget, ...(known.identity && { identity: known.identity }) }, fresh);
}

interface Returned {
  readonly id: VisitorId;
  readonly subject: string | null;
  readonly identity: Identity | null;
}
/** The key of somebody who was named is good for a day since then, however often it is used. */
async function returning(db: Database, tenant: TenantId, { widget, resume, now }: { widget: string; resume: string; now: number }) {
  const rows = await db.as(tenant)<Returned & Row>({
    name: 'returning-visitor',
    text: `update visitors set seen_at = $4 where tenant_id = $1 and widget = $2 and (resume_hash = $3 or second_hash = $3) and seen_at > $5
      and (identified_at is null or identified_at > $5) returning id, subject, identity`,
    values: [tenant, widget, hashOf(resume), now, now - resumeMs],
  });
  return rows[0];
}

/** The same customer was named again, maybe by a new name. */
async function named(k: Kernel, tenant: TenantId, visitor: VisitorId, { identity, now }: { identity: Identity; now: number }) {
  await k.db.as(tenant)({
    text: 'update visitors set identity = $3, identified_at = $4 where tenant_id = $1 and id = $2',
    values: [tenant, visitor, identity, now],
  });
}

async function token(deps: Pick<Deps, 'db' | 'ids'>, { tenant, visitor, widget, identity }: Visitor, now: number) {
  const expiresAt = now + tokenMs;
  const signed = await new SignJWT({ tenant, widget, ...(identity && { identity }) })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(visitor)
    .setAudience(audience)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(Math.floor(expiresAt / 1000))
    .sign(await signingKey(deps, tenant));
  return { token: signed, expiresAt };
}

/** Whom a token names; null if it is forged, expired or of another kind. */
export async function visitorOf(
  deps: Pick<Deps, 'db' | 'ids' | 'clock'>,
  tenants: ReadonlySet<string>,
  text: string,
): Promise<Visitor | null> {
  const seen = admitted.get(deps.db)?.get(text);
  if (seen && seen.until > deps.clock.now() && tenants.has(seen.tenant)) return seen;
  const tenant = tenantIn(text);
  if (!tenant || !tenants.has(tenant)) return null;
  const key = await signingKey(deps, tenant); // outside of what may be forged: a database that is away is no bad token
  try {
    const { payload } = await jwtVerify(text, key, {
      audience,
      algorithms: ['HS256'],
      currentDate: new Date(deps.clock.now()),
      requiredClaims: ['sub', 'exp'],
    });
    const identity = payload['identity'] as Identity | undefined; // we have signed it ourselves
    const visitor = { tenant, visitor: payload.sub as VisitorId, widget: String(payload['widget']), ...(identity && { identity }) };
    keepAdmitted(deps.db, text, { ...visitor, until: Number(payload.exp) * 1000 });
    return visitor;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
    throw error;
  }
}

function tenantIn(text: string): TenantId | null {
  try {
    return String(decodeJwt(text)['tenant']) as TenantId;
  } catch {
    return null; // no token at all
  }
}

/** Tokens that were verified, until they expire: a customer sends the same one with every message. */
const admitted = new WeakMap<Database, Map<string, Visitor & { readonly until: number }>>();
const admittedAtMost = 10_000;
function keepAdmitted(db: Database, text: string, visitor: Visitor & { readonly until: number }): void {
  const known = admitted.get(db) ?? new Map<string, Visitor & { readonly until: number }>();
  admitted.set(db, known);
  known.set(text, visitor);
  const [oldest] = known.keys();
  if (known.size > admittedAtMost && oldest !== undefined) known.delete(oldest);
}

const keys = new WeakMap<Database, Map<string, Uint8Array>>();
/** The tenant's key, made once and kept in its row. */
async function signingKey({ db, ids }: Pick<Deps, 'db' | 'ids'>, tenant: TenantId): Promise<Uint8Array> {
  const known = keys.get(db) ?? new Map<string, Uint8Array>();
  keys.set(db, known);
  const kept = known.get(tenant);
  if (kept) return kept;
  const run = db.as(tenant);
  await run({
    text: "insert into secrets (tenant_id, name, value) values ($1, 'visitor-tokens', $2) on conflict do nothing",
    values: [tenant, ids.secret()],
  });
  const rows = await run<{ value: string }>({
    text: "select value from secrets where tenant_id = $1 and name = 'visitor-tokens'",
    values: [tenant],
  });
  if (!rows[0]) throw new Error(`The key of tenant ${tenant} is gone.`);
  const key = new TextEncoder().encode(rows[0].value);
  known.set(tenant, key);
  return key;
}

const hashOf = (secret: string) => hash('sha256', secret, 'hex');
