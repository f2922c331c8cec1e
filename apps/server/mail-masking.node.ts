import { type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { execute } from '@patchbay/base/execute.node.ts';
import type { StoredMail } from '@patchbay/email/mails.node.ts';
import { type Copies, canLookInto, copiesOf, fileSays, maskedRow } from '@patchbay/email/masking/copies.node.ts';
import { digestsOf, finderOfDigests, keepingDigests, remembered } from '@patchbay/email/masking/digests.node.ts';
import { fewest, solid } from '@patchbay/email/masking/finder.ts';
import { staysIn } from '@patchbay/email/masking/head.ts';
import { hasPictures } from '@patchbay/email/masking/html.ts';
import { maskedCopies } from '@patchbay/email/masking/keep.node.ts';
import { type Masker, maskerOf, maskerOfFind } from '@patchbay/email/masking/masker.ts';
import { rewriteSources } from '@patchbay/email/masking/rewriting.node.ts';
import { suggestionsIn } from '@patchbay/email/masking/suggest.ts';
import { plain } from '@patchbay/email/mime/clean.node.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { Site } from './site.node.ts';

/** What somebody wants to be masked: texts of a mail, files of it, and the pictures in its text. */
export interface Wanted {
  readonly mail: string;
  readonly texts: readonly string[];
  readonly files: readonly string[];
  readonly pictures: boolean;
}
/** Who asks, and from where. */
export interface Asker extends Pick<Signed, 'tenant' | 'person'> {
  readonly address: string;
}
type Where = Pick<Site, 'k' | 'vault' | 'mailFiles' | 'mailSources'>;

/** What of a mail can be masked, and what looks as if it should be. [EM201] */
export function toMask(mail: StoredMail) {
  const shown = mail.html === null ? mail.text : plain({ html: mail.html, remote: [] });
  return {
    ...{ subject: mail.subject, text: shown.trim() || mail.text, pictures: hasPictures(mail.html) },
    suggestions: suggestionsIn([mail.subject, shown, mail.text].join('\n')),
  };
}

/** What would be masked, and what would stay: nothing is changed. [EM205] */
export async function maskingOf(site: Where, { tenant }: Asker, mail: StoredMail, wanted: Wanted): Promise<object | Refusal> {
  const short = wrong(wanted);
  if (short) return short;
  const masker = maskerOf(wanted.texts);
  const copies = await copiesOf(site.k.db.as(tenant), tenant, mail.case);
  const says = await sayingFiles(site, tenant, copies, masker);
  const hit = copies.mails.filter((one) => JSON.stringify(maskedRow(one, masker, false)) !== JSON.stringify(one));
  for (const { body } of copies.drafts) masker.value(body);
  for (const { text } of copies.inside) masker.text(text);
  for (const { state } of copies.works) masker.value({ notes: state.notes, data: state.data, handed: state.work.handed });
  const named = ({ id, name }: Copies['files'][number]) => ({ id, name });
  return {
    ...{ places: masker.count(), mails: hit.length },
    around: hit.flatMap((one) => masker.around([one.subject, one.text].join('\n'))).slice(0, 8),
    /** These say it, and go. */
    files: copies.files.filter(({ id }) => says.has(id)).map(named),
    /** Into these nobody has looked. */
    unseen: copies.files.filter((file) => !canLookInto(file) && !wanted.files.includes(file.id)).map(named),
    stays: copies.mails.some(({ head }) => staysIn(head, masker)),
  };
}

/** Masks for good, in every copy there is. Sources and files on the disk follow; whatever dies in between, they are done at the next start. [EM200] [EM203] */
export async function mask(site: Where, { tenant, person, address }: Asker, mail: StoredMail, wanted: Wanted): Promise<object | Refusal> {
  const short = wrong(wanted);
  if (short) return short;
  const { k } = site;
  const gone: string[] = [];
  const answer = await k.inTurn(`mails ${tenant}`, () =>
    execute(k, { tenant, by: person.agent }, async ({ run, now }) => {
      const masker = maskerOf(wanted.texts);
      const copies = await copiesOf(run, tenant, mail.case);
      const says = await sayingFiles(site, tenant, copies, masker);
      const files = copies.files.map(({ id }) => id).filter((id) => says.has(id) || wanted.files.includes(id));
      const pictures = wanted.pictures ? [mail.id] : [];
      const masked = maskedCopies(copies, masker, { tenant, by: person.agent, now, mail: mail.id, files, pictures });
      const nothing = masker.count() + files.length === 0 && !(wanted.pictures && hasPictures(mail.html));
      if (nothing) return refuse('mails.nothingToMask');
      gone.splice(0, gone.length, ...files);
      const digests = copies.cases.flatMap((one) =>
        wanted.texts.map((text) => ({ id: k.ids.next(), case: one.id, digest: remembered(text) })),
      );
      const note = { at: now, actor: person.agent, what: 'mailMasked', address, about: `mail ${mail.id}` } as const;
      return {
        changes: masked.changes,
        also: [...masked.also, ...(digests.length ? [keepingDigests(site.vault, tenant, digests)] : []), noting(tenant, note)],
        answer: { places: masker.count(), files: files.length },
      };
    }),
  );
  for (const id of gone) await site.mailFiles.shelf.forget(tenant, id); // what a crash leaves is swept
  await rewriteMasked(site, tenant);
  return answer;
}

/** Why nothing can be masked like this. */
const wrong = ({ texts, files, pictures }: Wanted): Refusal | undefined =>
  texts.some((text) => solid(text) < fewest) || (texts.length + files.length === 0 && !pictures)
    ? refuse('mails.tooShort', { least: fewest })
    : undefined;

async function sayingFiles({ mailFiles }: Where, tenant: TenantId, { files }: Copies, masker: Masker): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const file of files)
    if (canLookInto(file) && (await fileSays(mailFiles.shelf.path(tenant, file.id, 'view'), masker))) found.add(file.id);
  return found;
}

/** Writes the sources of masked mails anew; what a crash has left as well. [EM203] */
export const rewriteMasked = ({ k, mailSources, mailFiles }: Where, tenant: TenantId): Promise<number> =>
  rewriteSources(k.db.as(tenant), tenant, { sources: mailSources, files: mailFiles });

/** Masks what was masked in a case before; null: nothing was. [EM204] */
export async function maskedBefore({ k, vault }: Where, tenant: TenantId, of: string): Promise<Masker | null> {
  const digests = await digestsOf(k.db.as(tenant), vault, tenant, of);
  return digests.length ? maskerOfFind(finderOfDigests(digests)) : null;
}
