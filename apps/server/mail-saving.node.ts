import type { Person, TenantId } from '@patchbay/base/decision.ts';
import type { DraftBody } from '@patchbay/email/commands.ts';
import { draftOf, type KeptDraft, saveDraft } from '@patchbay/email/drafts.node.ts';
import { type Email, isTheirs } from '@patchbay/email/email.ts';
import { clean, plain } from '@patchbay/email/mime/clean.node.ts';
import { noteOnce } from '@patchbay/email/notes.node.ts';
import { ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { toldOfDraft } from './mail-news.node.ts';
import type { Site } from './site.node.ts';

type Who = Pick<Signed, 'tenant' | 'person'>;
interface Saving {
  readonly interaction: string;
  /** The revision this stands on. */
  readonly rev: string;
  readonly body: DraftBody;
  readonly window: string;
}
type Saved =
  | { readonly saved: true; readonly rev: string; readonly at: number }
  | { readonly saved: false; readonly draft: KeptDraft | null };

/** Keeps what is being written; undefined: it is not theirs to write. What was typed just before it went into other hands still counts. [EM114] [EM293] */
export async function savedDraft(site: Site, { tenant, person }: Who, saving: Saving): Promise<Saved | undefined> {
  const now = site.k.clock.now();
  const i = await mailWork(site, tenant, saving.interaction);
  if (!i || !(ownerOf(i) === person.agent || hadIt(i, person, now))) return undefined;
  const { interaction, rev: known, body, window } = saving;
  const run = site.k.db.as(tenant);
  const rev = site.k.ids.next();
  if (await saveDraft(run, { tenant, interaction, known }, { body, rev, by: person.agent, at: now })) {
    for (const agent of new Set([person.agent, ownerOf(i) ?? person.agent])) toldOfDraft(site, tenant, agent, { interaction, window, rev });
    return { saved: true, rev, at: now };
  }
  const draft = (await draftOf(run, tenant, interaction)) ?? null;
  if (ownerOf(i) !== person.agent && said(body) !== said(draft?.body))
    await noteOnce(run, tenant, { id: rev, case: i.work.case, agent: person.agent, text: said(body), at: now });
  return { saved: false, draft };
}

const mostNote = 10_000;
const said = (body: DraftBody | undefined): string => (body ? plain(clean(body.html)).trim().slice(0, mostNote) : '');

const momentMs = 60_000;
/** Who had it until a moment ago, or has it in their workbin. */
const hadIt = (i: Email, { agent }: Person, now: number): boolean => {
  const part = participationOf(i, agent);
  return isTheirs(i, agent) || (part?.stage === 'wrapUp' && now - part.since < momentMs);
};

/** Work that this person writes in: theirs now. */
export async function theirWork(site: Site, { tenant, person }: Who, id: string): Promise<Email | undefined> {
  const i = await mailWork(site, tenant, id);
  return i && ownerOf(i) === person.agent ? i : undefined;
}
async function mailWork(site: Site, tenant: TenantId, id: string): Promise<Email | undefined> {
  const found = await interactionById(site.k.db.as(tenant), tenant, id);
  return found?.state.channel === 'email' ? (found.state as Email) : undefined;
}
