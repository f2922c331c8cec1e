import type { TenantId } from '@patchbay/base/decision.ts';
import type { FileSettings } from './file.ts';
import { forgetOld, known } from './store.node.ts';
import type { FileDesk } from './take.node.ts';

const hour = 3_600_000;
const day = 24 * hour;

/**
 * Deletes what nobody needs any more: files that no message showed within a day, files older than the centre keeps them, and content
 * that belongs to no file because something was killed in between. Answers how many. [FI8]
 */
export async function sweep(desk: Pick<FileDesk, 'db' | 'clock' | 'shelf'>, tenant: TenantId, settings: FileSettings): Promise<number> {
  const { db, clock, shelf } = desk;
  const run = db.as(tenant);
  const now = clock.now();
  const gone = await forgetOld(run, tenant, { unsent: now - day, all: now - settings.keepDays * day });
  const there = [...(await shelf.kept(tenant))].filter((id) => bornAt(id) <= now - hour);
  const files = await known(run, tenant, there);
  const stray = there.filter((id) => !files.has(id));
  for (const id of new Set([...gone, ...stray])) await shelf.forget(tenant, id);
  for (const id of await shelf.coming()) if (bornAt(id) <= now - hour) await shelf.drop(id);
  return gone.length + stray.length;
}

/** When an id was made: its first 48 bits are milliseconds (RFC 9562 section 5.7). */
const bornAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
