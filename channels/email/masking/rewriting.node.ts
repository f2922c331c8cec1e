import { basename } from 'node:path';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { formats } from '@patchbay/files/file.ts';
import { filesOf, type MailFiles } from '../files.node.ts';
import type { Sources } from '../mailbox/sources.node.ts';
import { mailById } from '../mails.node.ts';
import { sourceOf } from './source.node.ts';

/** The id of a source by where it lies. */
export const sourceId = (path: string): string => basename(path, '.eml');

/** Writes the sources of masked mails anew, and notes that it is done: whatever dies in between, it is done again. [EM203] */
export async function rewriteSources(
  run: Run,
  tenant: TenantId,
  { sources, files }: { readonly sources: Sources; readonly files: MailFiles },
): Promise<number> {
  const rows = await run<{ mail: string }>({
    text: 'select mail from email_rewrites where tenant_id = $1 order by mail limit 500',
    values: [tenant],
  });
  for (const { mail } of rows) {
    const of = await mailById(run, tenant, mail);
    if (of?.raw) {
      const id = sourceId(of.raw);
      const all = (await filesOf(run, tenant, [mail])).get(mail) ?? [];
      const bytes = await sourceOf({
        ...{ fields: of.head.fields, text: of.text, html: of.html },
        files: all.map(({ id: file, name, format, declared, cid }) => ({
          ...{
            name,
            type: format ? formats[format].type : declared || 'application/octet-stream',
            path: files.shelf.path(tenant, file, 'view'),
          },
          ...(cid !== null && { cid }),
        })),
      });
      if (await sources.has(tenant, id)) await sources.write(tenant, id, bytes);
    }
    await run({ text: 'delete from email_rewrites where tenant_id = $1 and mail = $2', values: [tenant, mail] });
  }
  return rows.length;
}
