import type { TenantId } from '@patchbay/base/decision.ts';
import { execute, type Kernel } from '@patchbay/base/execute.node.ts';
import { filesOf } from './files.node.ts';
import { foundBy } from './finding.ts';
import { mailById, type StoredMail } from './mails.node.ts';

type V = (value: unknown) => string;
/** What of a mail it is found by. */
export type Indexed = Pick<StoredMail, 'id' | 'case' | 'head' | 'bcc' | 'subject' | 'text' | 'createdAt'>;

/** Writes what a mail is found by, new or anew: for whoever writes a mail or changes its text; with the names of its files as they are then. [EM140] */
export const indexing =
  (tenant: TenantId, mail: Indexed, files: readonly string[]) =>
  (v: V): string =>
    `insert into email_search (tenant_id, mail, case_id, at, words)
    values (${[tenant, mail.id, mail.case, mail.createdAt].map(v).join(', ')}, array_to_tsvector(${v(wordsIn(mail, files))}::text[]))
    on conflict (mail, tenant_id) do update set words = excluded.words, case_id = excluded.case_id`;
/** A mail is found no more. */
export const unindexing =
  (mail: string) =>
  (v: V): string =>
    `delete from email_search where tenant_id = current_setting('app.tenant', true) and mail = ${v(mail)}`;

const wordsIn = ({ head, bcc, subject, text }: Indexed, files: readonly string[]): readonly string[] => {
  const people = [head.from, ...head.to, ...head.cc, ...bcc].flatMap((one) => (one ? [one.name, one.address] : []));
  return foundBy({ text, short: [subject, ...people, ...files] });
};

const atOnce = 200;
/** Makes mails that are older than the search findable. */
export async function indexMails(k: Kernel, tenant: TenantId): Promise<void> {
  const run = k.db.as(tenant);
  for (;;) {
    const some = await run<{ id: string }>({
      text: `select id from email_mails m where tenant_id = $1 and state <> 'takenBack'
        and not exists (select from email_search s where s.tenant_id = $1 and s.mail = m.id) limit $2`,
      values: [tenant, atOnce],
    });
    const files = await filesOf(
      run,
      tenant,
      some.map(({ id }) => id),
    );
    for (const { id } of some) {
      const mail = await mailById(run, tenant, id);
      const names = (files.get(id) ?? []).map(({ name }) => name);
      if (mail) await execute(k, { tenant, by: 'system' }, async () => ({ changes: [], also: [indexing(tenant, mail, names)] }));
    }
    if (some.length < atOnce) return;
  }
}
