import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Scan } from '@patchbay/files/file.ts';
import type { Scanner } from '@patchbay/files/scanner.node.ts';
import type { Shelf } from '@patchbay/files/shelf.node.ts';

const triesAtMost = 50;

/** Files of mails that nobody could look at when they came are looked at now; a virus that is found is noted in the audit. [EM263] */
export async function scanMailFiles(
  run: Run,
  tenant: TenantId,
  { shelf, scanner }: { readonly shelf: Shelf; readonly scanner: Scanner | null },
  now: number,
): Promise<void> {
  if (!scanner) return;
  const waiting = await run<{ id: string }>({
    text: `select id from email_files where tenant_id = $1 and scan in ('pending', 'failed') and scans < $2 order by created_at, id limit 20`,
    values: [tenant, triesAtMost],
  });
  for (const { id } of waiting) await noteScan(run, tenant, { id, scan: await looked(scanner, shelf.path(tenant, id, 'view')), now });
}

/** Whatever was in the way: it says that it was not looked at, and the next one is looked at. */
const looked = (scanner: Scanner, path: string): Promise<Scan> => scanner.scan(path).catch(() => 'failed' as const);

/** Who sent it: the agent whose mail or draft it is of, else a customer. */
async function noteScan(run: Run, tenant: TenantId, { id, scan, now }: { readonly id: string; readonly scan: Scan; readonly now: number }) {
  await run({
    text: `with seen as (update email_files set scan = $3, scans = scans + 1 where tenant_id = $1 and id = $2 returning *)
      insert into audit (tenant_id, at, actor, what, address, about)
      select $1, $4, coalesce((select agent from email_mails m where m.tenant_id = $1 and m.id = seen.mail),
        (select by_agent from email_drafts d where d.tenant_id = $1 and d.interaction = seen.interaction and seen.mail is null), 'customer'),
        'virusFound', '', seen.id || ' ' || coalesce(seen.interaction, '')
      from seen where $3 = 'infected'`,
    values: [tenant, id, scan, now],
  });
}
