import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { First } from './account.ts';

/** A folder of a mailbox. */
export interface Folder {
  readonly tenant: TenantId;
  readonly mailbox: string;
  readonly folder: string;
}
/** Where we are in a folder; numbers are those of the mail server (RFC 9051, 2.3.1.1). */
export interface Place {
  readonly uidvalidity: bigint;
  /** The first number that was given after our first contact. */
  readonly first: number;
  readonly last: number;
  readonly modseq: bigint | null;
  /** What is still to be looked through from before; null: nothing. */
  readonly beginning: Exclude<First, 'new'> | 'anew' | null;
  readonly lookedAt: number;
}

/** Where we are in this folder; undefined: we were never there. */
export async function placeOf(run: Run, { tenant, mailbox, folder }: Folder): Promise<Place | undefined> {
  const [row] = await run<{
    uidvalidity: string;
    first_uid: string;
    last_uid: string;
    modseq: string | null;
    beginning: Place['beginning'];
    looked_at: string;
  }>({
    text: `select uidvalidity, first_uid, last_uid, modseq, beginning, looked_at from mail_places
      where tenant_id = $1 and mailbox = $2 and folder = $3`,
    values: [tenant, mailbox, folder],
  });
  return (
    row && {
      uidvalidity: BigInt(row.uidvalidity),
      first: Number(row.first_uid),
      last: Number(row.last_uid),
      modseq: row.modseq === null ? null : BigInt(row.modseq),
      beginning: row.beginning,
      lookedAt: Number(row.looked_at),
    }
  );
}

/** From here on; what the folder's former numbers meant is forgotten with them. */
export async function keepPlace(run: Run, { tenant, mailbox, folder }: Folder, place: Place): Promise<void> {
  await run({
    text: `
      with gone as (delete from mail_seen where tenant_id = $1 and mailbox = $2 and folder = $3 and uidvalidity <> $4)
      insert into mail_places (tenant_id, mailbox, folder, uidvalidity, first_uid, last_uid, modseq, beginning, looked_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      on conflict (tenant_id, mailbox, folder) do update set uidvalidity = excluded.uidvalidity, first_uid = excluded.first_uid,
        last_uid = excluded.last_uid, modseq = excluded.modseq, beginning = excluded.beginning, looked_at = excluded.looked_at`,
    values: [
      ...[tenant, mailbox, folder, place.uidvalidity.toString(), place.first, place.last],
      ...[place.modseq?.toString() ?? null, place.beginning, place.lookedAt],
    ],
  });
}

/** Which of these numbers we know. */
export async function knownOf(
  run: Run,
  { tenant, mailbox, folder }: Folder,
  place: Place,
  uids: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await run<{ uid: string }>({
    text: 'select uid from mail_seen where tenant_id = $1 and mailbox = $2 and folder = $3 and uidvalidity = $4 and uid = any($5)',
    values: [tenant, mailbox, folder, place.uidvalidity.toString(), uids],
  });
  return new Set(rows.map(({ uid }) => Number(uid)));
}

/** The numbers of mails that we have received, and with which nothing was done in the mailbox yet. */
export async function unsettled(run: Run, { tenant, mailbox, folder }: Folder, uidvalidity: bigint): Promise<readonly number[]> {
  const rows = await run<{ uid: string }>({
    name: 'mails-unsettled',
    // Each is looked up by its content: joined otherwise it would be all with all.
    text: `select s.uid from mail_seen s,
        lateral (select from mail_arrivals a where a.tenant_id = $1 and a.mailbox = $2 and a.hash = s.hash and a.state = 'received' offset 0) a
      where s.tenant_id = $1 and s.mailbox = $2 and s.folder = $3 and s.uidvalidity = $4 and not s.settled
      order by s.uid limit 500`,
    values: [tenant, mailbox, folder, uidvalidity.toString()],
  });
  return rows.map(({ uid }) => Number(uid));
}

/** It was done. */
export async function settle(run: Run, { tenant, mailbox, folder }: Folder, uidvalidity: bigint, uids: readonly number[]): Promise<void> {
  await run({
    text: 'update mail_seen set settled = true where tenant_id = $1 and mailbox = $2 and folder = $3 and uidvalidity = $4 and uid = any($5)',
    values: [tenant, mailbox, folder, uidvalidity.toString(), uids],
  });
}

/** They have gone from the folder: their numbers are never given again. [EM335] */
export async function forgetGone(
  run: Run,
  { tenant, mailbox, folder }: Folder,
  uidvalidity: bigint,
  uids: readonly number[],
): Promise<void> {
  if (uids.length === 0) return;
  await run({
    text: 'delete from mail_seen where tenant_id = $1 and mailbox = $2 and folder = $3 and uidvalidity = $4 and uid = any($5)',
    values: [tenant, mailbox, folder, uidvalidity.toString(), uids],
  });
}
