import { hash } from 'node:crypto';
import type { Clock } from '@patchbay/base/clock.ts';
import type { Database, Run } from '@patchbay/base/database.node.ts';
import type { AgentId, Person, TenantId } from '@patchbay/base/decision.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { permissions, shutOut } from './access.ts';
import { readCookie } from './cookie.ts';
import { isOver } from './limits.ts';

/** Who is signed in, and by which session. */
export interface Signed {
  readonly tenant: TenantId;
  readonly person: Person;
  readonly user: string;
  /** The hash of the cookie's secret: it opens nothing. */
  readonly sessionId: string;
}
/** What reading a session stands on. `centre` answers from memory. */
export interface Reception {
  readonly db: Database;
  readonly clock: Clock;
  centre(tenant: string): Centre | undefined;
}

const seenEveryMs = 60_000;

/** Who sends this Cookie header; null: nobody who may be signed in now. Asked anew for every request. [US8] */
export async function sessionOf({ db, clock, centre }: Reception, cookie: string | undefined): Promise<Signed | null> {
  const token = readCookie(cookie);
  const known = token && centre(token.tenant);
  if (!token || !known) return null;
  const run = db.as(token.tenant);
  const sessionId = idOf(token.secret);
  const session = await find(run, token.tenant, sessionId);
  const now = clock.now();
  if (!session || isOver(session.seenAt, known.signIn, now)) return null;
  const signed = signedAs(known, { tenant: token.tenant, user: session.user, sessionId });
  if (signed && now - session.seenAt >= seenEveryMs) await noteSeen(run, token.tenant, sessionId, now);
  return signed;
}

/** The person a user is in this centre now; null: they may not be signed in. */
export function signedAs(centre: Centre, { tenant, user, sessionId }: Omit<Signed, 'person'>): Signed | null {
  const known = Object.hasOwn(centre.users, user) ? centre.users[user] : undefined;
  if (!known || shutOut(centre, user)) return null;
  return { tenant, user, sessionId, person: { agent: user as AgentId, may: permissions(known, centre) } };
}

/** What is stored of a secret. It has 256 random bits, so a fast hash is enough. */
export const idOf = (secret: string): string => hash('sha256', secret, 'base64url');

async function find(run: Run, tenant: TenantId, id: string) {
  const text = 'select user_id, seen_at from sessions where tenant_id = $1 and secret_hash = $2';
  const [row] = await run<{ user_id: string; seen_at: string }>({ name: 'session', text, values: [tenant, id] });
  return row && { user: row.user_id, seenAt: Number(row.seen_at) };
}

async function noteSeen(run: Run, tenant: TenantId, id: string, now: number): Promise<void> {
  await run({
    text: 'update sessions set seen_at = $3 where tenant_id = $1 and secret_hash = $2 and seen_at < $3',
    values: [tenant, id, now],
  });
}

/** When a person last used the desktop of a session; undefined: it is no more. [US21] */
export async function usedAt(run: Run, { tenant, sessionId }: Pick<Signed, 'tenant' | 'sessionId'>): Promise<number | undefined> {
  const text = 'select coalesce(used_at, created_at) used_at from sessions where tenant_id = $1 and secret_hash = $2';
  const [row] = await run<{ used_at: string }>({ name: 'session-used', text, values: [tenant, sessionId] });
  return row && Number(row.used_at);
}

/** Notes that a person uses the desktop of a session. */
export async function noteUsed(run: Run, { tenant, sessionId }: Pick<Signed, 'tenant' | 'sessionId'>, now: number): Promise<void> {
  await run({ text: 'update sessions set used_at = $3 where tenant_id = $1 and secret_hash = $2', values: [tenant, sessionId, now] });
}

/** The sessions of a user that were seen after this moment. */
export async function sessionsOfUser(run: Run, tenant: TenantId, user: string, since: number): Promise<readonly string[]> {
  const text = 'select secret_hash from sessions where tenant_id = $1 and user_id = $2 and seen_at > $3';
  return (await run<{ secret_hash: string }>({ text, values: [tenant, user, since] })).map((row) => row.secret_hash);
}

/** Every user with a session that was seen after this moment. */
export async function usersWithSession(run: Run, tenant: TenantId, since: number): Promise<readonly string[]> {
  const text = 'select distinct user_id from sessions where tenant_id = $1 and seen_at > $2';
  return (await run<{ user_id: string }>({ name: 'users-with-session', text, values: [tenant, since] })).map((row) => row.user_id);
}

/** Begins a session. */
export async function beginSession(
  run: Run,
  { tenant, user, sessionId }: Omit<Signed, 'person'>,
  seen: { at: number; address: string },
): Promise<void> {
  const text = 'insert into sessions (tenant_id, secret_hash, user_id, created_at, seen_at, address) values ($1, $2, $3, $4, $4, $5)';
  await run({ text, values: [tenant, sessionId, user, seen.at, seen.address] });
}

/** Ends these sessions. */
export async function endSessions(run: Run, tenant: TenantId, ids: readonly string[]): Promise<void> {
  await run({ text: 'delete from sessions where tenant_id = $1 and secret_hash = any ($2)', values: [tenant, ids] });
}

/** Ends the sessions of a user but this one, or all, and answers which. */
export async function endOtherSessions(
  run: Run,
  { tenant, user, sessionId }: Pick<Signed, 'tenant' | 'user' | 'sessionId'>,
): Promise<readonly string[]> {
  const text = 'delete from sessions where tenant_id = $1 and user_id = $2 and secret_hash <> $3 returning secret_hash';
  return (await run<{ secret_hash: string }>({ text, values: [tenant, user, sessionId] })).map((row) => row.secret_hash);
}

/** Deletes what is over anyway. */
export async function forgetOver(run: Run, tenant: TenantId, before: number): Promise<void> {
  await run({ text: 'delete from sessions where tenant_id = $1 and seen_at <= $2', values: [tenant, before] });
}
