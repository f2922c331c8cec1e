import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Poison } from '../mime/mail.ts';
import type { Folder } from './places.node.ts';
import type { Sources } from './sources.node.ts';

/** Why a mail is set aside: it cannot be read, the mail server does not give it, receiving it fails again and again, or a machine of ours wrote it about no case. */
export type Aside = Poison | 'unfetchable' | 'failed' | 'ownMachine';

/** A mail as it is fetched; `hash` is of its bytes, of one that is not fetched of its place. */
export interface Fetched {
  readonly id: string;
  readonly uid: number;
  readonly hash: string;
  readonly bytes: number;
  readonly receivedAt: number;
  readonly aside: { readonly reason: Aside; readonly said: string } | null;
}
/** A mail that waits to be received. */
export interface Waiting {
  readonly id: string;
  readonly hash: string;
  readonly bytes: number;
  readonly receivedAt: number;
  readonly tries: number;
}

/** Keeps what was fetched of a folder, each content once, and moves our place there; answers the ids of those that are new. [EM70] */
export async function keepFetched(
  run: Run,
  { tenant, mailbox, folder }: Folder,
  uidvalidity: bigint,
  mails: readonly Fetched[],
): Promise<ReadonlySet<string>> {
  const rows = await run<{ id: string }>({
    text: `
      with fetched as (select * from jsonb_to_recordset($5) as mail (id text, uid bigint, hash text, bytes bigint, "receivedAt" bigint, aside jsonb)),
      seen as (
        insert into mail_seen (tenant_id, mailbox, folder, uidvalidity, uid, hash) select $1, $2, $3, $4, uid, hash from fetched
        on conflict do nothing),
      place as (
        update mail_places set last_uid = greatest(last_uid, (select max(uid) from fetched))
        where tenant_id = $1 and mailbox = $2 and folder = $3 and uidvalidity = $4 and beginning is null)
      insert into mail_arrivals (tenant_id, id, mailbox, hash, bytes, received_at, state, reason, said, due_at)
      select $1, id, $2, hash, bytes, "receivedAt", case when aside is null or aside = 'null' then 'waiting' else 'aside' end,
        aside ->> 'reason', aside ->> 'said', 0 from fetched order by uid
      on conflict (tenant_id, mailbox, hash) do nothing returning id`,
    values: [tenant, mailbox, folder, uidvalidity.toString(), JSON.stringify(mails)],
  });
  return new Set(rows.map(({ id }) => id));
}

/** What is due to be received, those first that failed least, in the order they came. */
export async function waitingNow(run: Run, tenant: TenantId, mailbox: string, now: number): Promise<readonly Waiting[]> {
  const rows = await run<{ id: string; hash: string; bytes: string; received_at: string; tries: number }>({
    text: `select id, hash, bytes, received_at, tries from mail_arrivals
      where tenant_id = $1 and mailbox = $2 and state = 'waiting' and due_at <= $3 order by tries, id limit 200`,
    values: [tenant, mailbox, now],
  });
  return rows.map(({ id, hash, bytes, received_at, tries }) => ({
    ...{ id, hash, tries, bytes: Number(bytes), receivedAt: Number(received_at) },
  }));
}

/** When the next one is due; undefined: nothing waits. */
export async function nextDue(run: Run, tenant: TenantId, mailbox: string): Promise<number | undefined> {
  const [row] = await run<{ due: string | null }>({
    text: "select min(due_at) as due from mail_arrivals where tenant_id = $1 and mailbox = $2 and state = 'waiting'",
    values: [tenant, mailbox],
  });
  return row?.due ? Number(row.due) : undefined;
}

/** They are received. */
export async function noteReceived(run: Run, tenant: TenantId, ids: readonly string[]): Promise<void> {
  await run({
    name: 'mails-received',
    text: "update mail_arrivals set state = 'received', reason = null, said = null where tenant_id = $1 and id = any($2)",
    values: [tenant, ids],
  });
}

/** Of it nothing is kept here: in its mailbox it stays as it is, unread, for people. [EM41] */
export async function leaveUnread(run: Run, tenant: TenantId, mailbox: string, hash: string): Promise<void> {
  await run({
    text: 'update mail_seen set settled = true where tenant_id = $1 and mailbox = $2 and hash = $3',
    values: [tenant, mailbox, hash],
  });
}

/** It failed, and is tried again at that time. */
export async function noteLater(run: Run, tenant: TenantId, id: string, due: number): Promise<void> {
  await run({
    text: 'update mail_arrivals set tries = tries + 1, due_at = $3 where tenant_id = $1 and id = $2',
    values: [tenant, id, due],
  });
}

/** It is set aside, with why. [EM74] */
export async function setAside(run: Run, tenant: TenantId, id: string, { reason, said }: NonNullable<Fetched['aside']>): Promise<void> {
  await run({
    text: "update mail_arrivals set state = 'aside', reason = $3, said = $4 where tenant_id = $1 and id = $2",
    values: [tenant, id, reason, said.slice(0, 500)],
  });
}

/** Sources that nothing names are forgotten: we died between writing them and noting it, and they were fetched again. [EM70] */
export async function sweepSources(run: Run, sources: Sources, tenant: TenantId): Promise<void> {
  const ids = await sources.kept(tenant);
  for (let n = 0; n < ids.length; n += 1000) {
    const some = ids.slice(n, n + 1000);
    const rows = await run<{ id: string }>({
      text: 'select id from mail_arrivals where tenant_id = $1 and id = any($2)',
      values: [tenant, some],
    });
    const named = new Set(rows.map(({ id }) => id));
    for (const id of some) if (!named.has(id)) await sources.forget(tenant, id);
  }
}

/** A mail that was set aside. */
export interface SetAside {
  readonly id: string;
  readonly mailbox: string;
  readonly reason: Aside;
  readonly said: string;
  readonly bytes: number;
  readonly receivedAt: number;
}
/** What was set aside, the newest first. */
export async function asideOf(run: Run, tenant: TenantId): Promise<readonly SetAside[]> {
  const rows = await run<{ id: string; mailbox: string; reason: Aside; said: string | null; bytes: string; received_at: string }>({
    text: `select id, mailbox, reason, said, bytes, received_at from mail_arrivals
      where tenant_id = $1 and state = 'aside' order by received_at desc, id desc limit 200`,
    values: [tenant],
  });
  return rows.map(({ id, mailbox, reason, said, bytes, received_at }) => ({
    ...{ id, mailbox, reason, said: said ?? '', bytes: Number(bytes), receivedAt: Number(received_at) },
  }));
}

/** One that was set aside is tried again: received anew, or fetched anew if it never was. Answers its mailbox; undefined: there is none. */
export async function tryAside(run: Run, tenant: TenantId, id: string): Promise<string | undefined> {
  const [row] = await run<{ mailbox: string }>({
    text: `
      with one as (select * from mail_arrivals where tenant_id = $1 and id = $2 and state = 'aside' for update),
      unfetched as (delete from mail_arrivals a using one where a.tenant_id = $1 and a.id = one.id and one.hash like 'uid %'),
      unseen as (delete from mail_seen s using one where s.tenant_id = $1 and s.mailbox = one.mailbox and s.hash = one.hash and one.hash like 'uid %'),
      place as (
        update mail_places p set last_uid = least(last_uid, split_part(one.hash, ' ', 3)::bigint - 1) from one
        where p.tenant_id = $1 and p.mailbox = one.mailbox and one.hash like 'uid ' || p.uidvalidity || ' %'
          and p.folder = substring(one.hash from '^uid \\d+ \\d+ (.*)$')),
      again as (
        update mail_arrivals a set state = 'waiting', tries = 0, due_at = 0 from one
        where a.tenant_id = $1 and a.id = one.id and one.hash not like 'uid %')
      select mailbox from one`,
    values: [tenant, id],
  });
  return row?.mailbox;
}
