import { type AgentId, isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { execute } from '@patchbay/base/execute.node.ts';
import { erasing, isOnTheWay, mailsOfContacts } from '@patchbay/email/erasing.node.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import { rewriteMasked } from './mail-masking.node.ts';
import type { Site } from './site.node.ts';

/** Whose mails are erased. */
export interface Whose {
  readonly contacts: readonly string[];
  readonly addresses: readonly string[];
}

/** Empties the mails of a customer and our answers to them, with their files and sources; refused while one of ours is on its way. [EM280] */
export async function eraseMails(
  site: Pick<Site, 'k' | 'mailFiles' | 'mailSources' | 'vault'>,
  { tenant, by }: { readonly tenant: TenantId; readonly by: AgentId },
  whose: Whose,
): Promise<Refusal | undefined> {
  const { k } = site;
  const gone: string[] = [];
  const answer = await k.inTurn(`mails ${tenant}`, () =>
    execute(k, { tenant, by }, async ({ run, now }) => {
      const theirs = await mailsOfContacts(run, tenant, whose);
      if (isOnTheWay(theirs)) return refuse('contacts.hasWork');
      gone.splice(0, gone.length, ...theirs.files);
      const { changes, also } = erasing(tenant, theirs, { by, now, addresses: whose.addresses });
      const about = `contact ${whose.contacts[0]}: ${theirs.cases.length} cases, ${theirs.mails.length} mails, ${theirs.files.length} files`;
      const note = { at: now, actor: by, what: 'mailsErased', address: '', about } as const;
      return { changes, also: theirs.cases.length + theirs.mails.length === 0 ? [] : [...also, noting(tenant, note)] };
    }),
  );
  if (isRefused(answer)) return answer;
  for (const id of gone) await site.mailFiles.shelf.forget(tenant, id); // what a crash leaves is swept [EM206]
  while ((await rewriteMasked(site, tenant)) > 0); // so many at a time
  return undefined;
}
