import { randomBytes } from 'node:crypto';
import type { Clock } from '@patchbay/base/clock.ts';
import type { Database, Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { type Envelope, type Handing, send } from './send.node.ts';
import type { Sent } from './sent.ts';

/** One attempt to deliver a mail: `id` is that of its effect, so that each order to send is an attempt of its own. */
export interface Attempt {
  readonly tenant: TenantId;
  readonly id: string;
  readonly mail: string;
}
/** What is sent, and through which mail server. */
export interface Outgoing extends Omit<Handing, 'handing' | 'signal'> {
  readonly envelope: Envelope;
  readonly raw: Buffer;
  /** The mailbox where a copy is to be laid when it was delivered; left out: nowhere. */
  readonly copyIn?: string;
}
/** Delivers mails; twice the same attempt is once. */
export interface Outbox {
  /** `make` is asked only if the mail is to be sent; what it answers instead of a mail is the end of the attempt. */
  deliver(attempt: Attempt, make: () => Promise<Outgoing | Sent>): Promise<Sent>;
  /** Cuts off what is being sent. */
  close(): void;
}

/** An outbox on this database. */
export function openOutbox(db: Database, clock: Clock): Outbox {
  const running = new Map<string, Promise<Sent>>();
  const closed = new AbortController();
  return {
    deliver(attempt, make) {
      const key = `${attempt.tenant} ${attempt.id}`;
      const now = running.get(key) ?? alone({ db, clock, signal: closed.signal }, attempt, make).finally(() => running.delete(key));
      running.set(key, now);
      return now;
    },
    close: () => closed.abort(new Error('The server stops.')),
  };
}

interface Stands {
  readonly db: Database;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** One process at a time: a mail that somebody else is sending now is asked for again later. */
async function alone({ db, clock, signal }: Stands, attempt: Attempt, make: () => Promise<Outgoing | Sent>): Promise<Sent> {
  const letGo = await db.hold(`mail ${attempt.tenant} ${attempt.id}`, () => undefined);
  if (!letGo) throw new Error('Another server is sending this mail.');
  try {
    return await once({ run: db.as(attempt.tenant), clock, signal }, attempt, make);
  } finally {
    await letGo();
  }
}

/**
 * Written before it begins, and again before the last byte: so after whatever death it is known whether the mail server may have the mail. If it
 * may, the attempt is `unknown`; if it cannot, it is made again. [EM87]
 */
async function once(
  { run, clock, signal }: { readonly run: Run; readonly clock: Clock; readonly signal: AbortSignal },
  attempt: Attempt,
  make: () => Promise<Outgoing | Sent>,
): Promise<Sent> {
  const before = await attemptBefore(run, attempt);
  if (before?.sent) return before.sent;
  if (before?.handed)
    return end(run, attempt, { was: 'unknown', said: 'We were interrupted while the mail server was taking the mail.', lacking: [] });
  const holder = randomBytes(12).toString('base64url');
  await begin(run, attempt, holder, clock.now());
  const what = await make();
  if ('was' in what) return end(run, attempt, what);
  const sent = await send(what.envelope, what.raw, { ...what, signal, handing: () => hand(run, attempt, holder, clock.now()) });
  return end(run, attempt, sent, what.copyIn && { mailbox: what.copyIn, at: clock.now() });
}

async function attemptBefore(run: Run, { tenant, id }: Attempt) {
  const [row] = await run<{ handed_at: string | null; was: Sent['was'] | null; said: string | null; lacking: Sent['lacking'] | null }>({
    text: 'select handed_at, was, said, lacking from mail_attempts where tenant_id = $1 and id = $2',
    values: [tenant, id],
  });
  if (!row) return undefined;
  return { handed: row.handed_at !== null, sent: row.was && { was: row.was, said: row.said ?? '', lacking: row.lacking ?? [] } };
}

async function begin(run: Run, { tenant, id, mail }: Attempt, holder: string, now: number): Promise<void> {
  await run({
    text: `insert into mail_attempts (tenant_id, id, mail, holder, began_at) values ($1, $2, $3, $4, $5)
      on conflict (tenant_id, id) do update set holder = excluded.holder, began_at = excluded.began_at`,
    values: [tenant, id, mail, holder, now],
  });
}

/** Whoever began last may send the last byte, once. */
async function hand(run: Run, { tenant, id }: Attempt, holder: string, now: number): Promise<void> {
  const [row] = await run({
    text: `update mail_attempts set handed_at = $4 where tenant_id = $1 and id = $2 and holder = $3 and handed_at is null and was is null
      returning id`,
    values: [tenant, id, holder, now],
  });
  if (!row) throw new Error('Another server has begun to send this mail.');
}

/** Written down together: what became of it, and that a copy is to be laid into its mailbox. [EM261] */
async function end(
  run: Run,
  { tenant, id, mail }: Attempt,
  sent: Sent,
  copy?: { readonly mailbox: string; readonly at: number } | '',
): Promise<Sent> {
  const values = [tenant, id, sent.was, sent.said, JSON.stringify(sent.lacking)];
  const ended = 'update mail_attempts set was = $3, said = $4, lacking = $5 where tenant_id = $1 and id = $2';
  if (!copy || sent.was !== 'delivered') await run({ text: ended, values });
  else
    await run({
      text: `with ended as (${ended}) insert into mail_copies (tenant_id, mail, mailbox, at, due_at) values ($1, $6, $7, $8, $8)
        on conflict (tenant_id, mail) do nothing`,
      values: [...values, mail, copy.mailbox, copy.at],
    });
  return sent;
}

/** How often the mail server has said "later" to a mail. */
export async function deferrals(run: Run, tenant: TenantId, mail: string): Promise<number> {
  const [row] = await run<{ n: number }>({
    text: "select count(*)::int as n from mail_attempts where tenant_id = $1 and mail = $2 and was = 'deferred'",
    values: [tenant, mail],
  });
  return row?.n ?? 0;
}
