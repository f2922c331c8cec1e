import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';

/** A mail of ours whose copy is still to be laid into its mailbox. */
export interface WaitingCopy {
  readonly mail: string;
  readonly tries: number;
}
const atOnce = 50;
/** What could not be laid there for so long is given up, and said so for as long. [EM332] */
const longestMs = 30 * 86_400_000;

/** The copies of a mailbox that are due, the oldest first. */
export async function copiesNow(run: Run, tenant: TenantId, mailbox: string, now: number): Promise<readonly WaitingCopy[]> {
  await run({
    text: `with gone as (delete from mail_copies where tenant_id = $1 and mailbox = $2 and at < $3 returning mail)
      insert into audit (tenant_id, at, actor, what, address, about) select $1, $4, 'system', 'copyGivenUp', '', $2 || ' ' || mail from gone`,
    values: [tenant, mailbox, now - longestMs, now],
  });
  return run<{ mail: string; tries: number }>({
    text: `select mail, tries from mail_copies where tenant_id = $1 and mailbox = $2 and due_at <= $3 order by at, mail limit ${atOnce}`,
    values: [tenant, mailbox, now],
  });
}

/** How many copies of each mailbox were given up lately. [EM332] */
export async function copiesGivenUp(run: Run, tenant: TenantId, now: number): Promise<ReadonlyMap<string, number>> {
  const rows = await run<{ mailbox: string; n: number }>({
    text: `select split_part(about, ' ', 1) as mailbox, count(*)::int as n from audit
      where tenant_id = $1 and what = 'copyGivenUp' and at > $2 group by 1`,
    values: [tenant, now - longestMs],
  });
  return new Map(rows.map(({ mailbox, n }) => [mailbox, n]));
}

/** When the next copy of a mailbox is due; undefined: none is. */
export async function nextCopy(run: Run, tenant: TenantId, mailbox: string): Promise<number | undefined> {
  const [row] = await run<{ due: number | null }>({
    text: 'select min(due_at)::float8 as due from mail_copies where tenant_id = $1 and mailbox = $2',
    values: [tenant, mailbox],
  });
  return row?.due ?? undefined;
}

/** A copy lies there, or there is nothing to copy any more. */
export async function noteCopied(run: Run, tenant: TenantId, mail: string): Promise<void> {
  await run({ text: 'delete from mail_copies where tenant_id = $1 and mail = $2', values: [tenant, mail] });
}

/** A copy could not be laid there: it is tried again later. */
export async function noteCopyLater(run: Run, tenant: TenantId, mail: string, due: number): Promise<void> {
  await run({
    text: 'update mail_copies set tries = tries + 1, due_at = $3 where tenant_id = $1 and mail = $2',
    values: [tenant, mail, due],
  });
}
