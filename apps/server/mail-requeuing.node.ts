import type { TenantId } from '@patchbay/base/decision.ts';
import type { DraftBody } from '@patchbay/email/commands.ts';
import { draftOf, type KeptDraft, savingDraft } from '@patchbay/email/drafts.node.ts';
import type { Email } from '@patchbay/email/email.ts';
import { casesWith } from '@patchbay/email/mails.node.ts';
import { resigned } from '@patchbay/email/signing.ts';
import { intoQueue } from './email.node.ts';
import type { Along } from './mail-commands.node.ts';
import { signatureOf } from './mail-looks.node.ts';
import { toldOfDraft } from './mail-news.node.ts';
import type { Site } from './site.node.ts';

interface Scene {
  readonly site: Site;
  readonly tenant: TenantId;
  readonly agent: string;
  readonly i: Email;
}

/** Another queue's matter in the same hands: whoever waits, waits as long as that queue says, and what is being written ends with its signature. [EM290] [EM291] */
export async function withQueue(scene: Scene, queue: string, { command, ...along }: Along): Promise<Along> {
  const { site, tenant, agent, i } = scene;
  const run = site.k.db.as(tenant);
  const [cases, draft] = await Promise.all([casesWith(run, tenant, i.work.case), i.work.draft ? draftOf(run, tenant, i.id) : undefined]);
  const centre = site.centres.of(tenant);
  const since = cases[0]?.state.due?.since;
  const due = since === undefined || !centre ? undefined : intoQueue(centre, queue)?.due(since);
  const body = draft && (await signedFor(scene, queue, draft.body));
  const rev = site.k.ids.next();
  return {
    ...along,
    command: { ...command, ...(due && { due, policy: { ...(command['policy'] as object), dueAt: due.at } }) },
    ...(draft &&
      body && {
        also: [savingDraft(tenant, i.id, draft.rev, { body, rev, by: agent, at: site.k.clock.now() } satisfies KeptDraft)],
        tells: () => toldOfDraft(site, tenant, agent, { interaction: i.id, window: '-', rev }),
      }),
  };
}

/** What is written with the signature of that queue; undefined: it has that already. */
async function signedFor({ site, tenant, agent, i }: Scene, queue: string, body: DraftBody): Promise<DraftBody | undefined> {
  const of = (one: string | null) => signatureOf(site, { tenant, agent, queue: one });
  const html = resigned(body.html, await of(i.queue), await of(queue));
  return html === body.html ? undefined : { ...body, html };
}
