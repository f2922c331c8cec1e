import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Shelf } from '@patchbay/files/shelf.node.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Deletes files that no mail needs: sent in for a draft that is gone for a day, and content that belongs to no file because something was
 * killed in between, or because the file was masked away. Answers how many. [EM206]
 */
export async function sweepMailFiles(run: Run, tenant: TenantId, shelf: Shelf, now: number): Promise<number> {
  const unsent = await run<{ id: string }>({
    text: `delete from email_files f where tenant_id = $1 and mail is null and created_at <= $2
      and not exists (select from email_drafts d where d.tenant_id = $1 and d.interaction = f.interaction)
      and not exists (select from email_mails m where m.tenant_id = $1 and m.interaction = f.interaction and m.draft -> 'files' ? f.id)
      returning id`,
    values: [tenant, now - day],
  });
  const there = [...(await shelf.kept(tenant))].filter((id) => bornAt(id) <= now - hour);
  const stray: string[] = [];
  for (let n = 0; n < there.length; n += 1000) {
    const some = there.slice(n, n + 1000);
    const rows = await run<{ id: string }>({
      text: 'select id from email_files where tenant_id = $1 and id = any($2)',
      values: [tenant, some],
    });
    const named = new Set(rows.map(({ id }) => id));
    stray.push(...some.filter((id) => !named.has(id)));
  }
  for (const id of new Set([...unsent.map(({ id }) => id), ...stray])) await shelf.forget(tenant, id);
  for (const id of await shelf.coming()) if (bornAt(id) <= now - hour) await shelf.drop(id);
  return unsent.length + stray.length;
}

/** When an id was made: its first 48 bits are milliseconds (RFC 9562 section 5.7). */
const bornAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
