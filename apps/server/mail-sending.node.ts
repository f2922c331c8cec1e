import { isRefused, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Plan } from '@patchbay/base/execute.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import type { Case } from '@patchbay/email/case.ts';
import type { DraftBody } from '@patchbay/email/commands.ts';
import { draftOf, endingDraft } from '@patchbay/email/drafts.node.ts';
import type { Email, MailId } from '@patchbay/email/email.ts';
import { filesToSend, type MailFile, namingFiles } from '@patchbay/email/files.node.ts';
import { type Font, styleOf } from '@patchbay/email/font.ts';
import { casesWith, keepingMail, mailById, maskedIn, type StoredMail } from '@patchbay/email/mails.node.ts';
import { clean, plain } from '@patchbay/email/mime/clean.node.ts';
import { indexing } from '@patchbay/email/search.node.ts';
import { threadFields } from '@patchbay/email/threads/answer.ts';
import { type Address, idsIn } from '@patchbay/email/threads/head.ts';
import { isAddress, most, type Original, subjectOut, wholeHtml, wholeText } from '@patchbay/email/writing.ts';
import { replyTo } from './email.node.ts';
import { fontOf } from './mail-looks.node.ts';
import { unwantedAt } from './mail-wishes.node.ts';
import type { Site } from './site.node.ts';

/** A mailbox that mails go out by. */
export interface Sender {
  readonly mailbox: string;
  readonly name: string;
  readonly address: string;
}

/** By which mailbox a mail of this queue goes out: the one that leads to it, else that of the case, else one whose rules do. */
export function senderFor({ mailboxes }: Centre, queue: string | null, of: string | undefined): Sender | undefined {
  const all = Object.entries(mailboxes).map(([mailbox, one]) => ({ mailbox, ...one }));
  return (
    all.find((one) => one.queue === queue) ??
    all.find(({ mailbox }) => mailbox === of) ??
    all.find(({ rules }) => rules.some((rule) => rule.queue === queue)) ??
    all[0]
  );
}

/** Why no mail of a queue can be sent: no mailbox is its own, or that is switched off; null: one can. [EM262] */
export function cannotSend(centre: Centre, queue: string): 'none' | 'off' | null {
  const from = senderFor(centre, queue, undefined);
  return from ? (centre.mailboxes[from.mailbox]?.disabled ? 'off' : null) : 'none';
}

/** What is needed to send what an agent has written. */
export interface Sending {
  readonly tenant: TenantId;
  readonly agent: string;
  readonly interaction: string;
  readonly rev: string;
  /** They have been asked whether the rest of a masked case may leave. */
  readonly checked?: boolean | undefined;
}
interface Scene {
  readonly site: Site;
  readonly centre: Centre;
  readonly asked: Sending;
  readonly i: Email;
  readonly of: Case;
  /** It, and those that were merged into it. */
  readonly cases: readonly string[];
  readonly draft: DraftBody;
  /** Something was masked in one of them. */
  readonly masked: boolean;
}

/** The mail that is made of a draft, and what is written with the command that sends it; or why it cannot be sent. [EM111] */
export async function mailOfDraft(
  site: Site,
  centre: Centre,
  asked: Sending,
  i: Email,
): Promise<{ readonly mail: MailId; readonly also: NonNullable<Plan['also']> } | Refusal> {
  const run = site.k.db.as(asked.tenant);
  const draft = await draftOf(run, asked.tenant, asked.interaction);
  if (!draft) return refuse('email.noDraft');
  if (draft.rev !== asked.rev) return refuse('email.draftChanged');
  const cases = await casesWith(run, asked.tenant, i.work.case);
  const [of] = cases;
  if (!of) return refuse('mails.notFound');
  const scene: Scene = {
    site,
    centre,
    asked,
    i,
    of: of.state,
    cases: cases.map(({ id }) => id),
    draft: { ...draft.body, what: whatOf(i, draft.body) },
    masked: await maskedIn(run, asked.tenant, i.work.case),
  };
  const named = [...draft.body.files, ...inlineIn(draft.body.html)];
  const files = await filesToSend(run, asked.tenant, i, named);
  const why = files.length < named.length ? refuse('files.notFound') : (wrong(scene, files) ?? (await unasked(scene)));
  if (why) return why;
  const mail = await written(scene, files);
  if (isRefused(mail)) return mail;
  return {
    mail: mail.id,
    also: [
      keepingMail(asked.tenant, mail, null),
      indexing(asked.tenant, mail, files.map(nameOf)),
      endingDraft(asked.tenant, asked.interaction),
      ...(named.length ? [namingFiles(asked.tenant, named, mail.id)] : []),
    ],
  };
}

const nameOf = ({ name }: MailFile): string => name;
/** What is being written: the work knows it; a draft is what its writer says. */
const whatOf = ({ work: { doing } }: Email, { what }: DraftBody) => (doing.doing === 'writing' ? doing.what : what);

/** Why it cannot be sent as it is. [EM113] */
const wrong = (scene: Scene, files: readonly MailFile[]): Refusal | undefined =>
  wrongAddresses(scene.draft) ?? wrongFiles(files) ?? (scene.draft.what === 'forward' ? (notThere(scene) ?? unchecked(scene)) : undefined);
/** What is left of a masked case may still say too much. [EM292] */
const unchecked = ({ masked, asked }: Scene): Refusal | undefined => (masked && !asked.checked ? refuse('email.masked') : undefined);

/** Whoever wants no mail is not written to by mistake. [EM298] */
async function unasked({ site, asked, draft }: Scene): Promise<Refusal | undefined> {
  if (draft.what !== 'new' || draft.of || asked.checked) return undefined;
  const all = everybody(draft).map(({ address }) => address);
  const [address] = await unwantedAt(site.k.db.as(asked.tenant), asked.tenant, all);
  return address === undefined ? undefined : refuse('email.unwanted', { address });
}

const everybody = ({ to, cc, bcc }: DraftBody) => [...to, ...cc, ...bcc];
function wrongAddresses(draft: DraftBody): Refusal | undefined {
  const strange = everybody(draft).find(({ address }) => !isAddress(address));
  if (draft.to.length === 0) return refuse('email.noRecipient');
  return strange && refuse('email.wrongAddress', { address: strange.address });
}
function wrongFiles(files: readonly MailFile[]): Refusal | undefined {
  const all = files.reduce((sum, { size }) => sum + size, 0);
  if (all > most.all || files.some(({ size }) => size > most.one)) return refuse('email.tooLarge');
  const harmful = files.find(({ scan }) => scan !== 'clean' && scan !== 'unscanned');
  return harmful && refuse('email.harmful', { name: harmful.name });
}
function notThere({ centre, i, draft }: Scene): Refusal | undefined {
  const domains = centre.queues[i.queue ?? '']?.email.forwardTo;
  const outside =
    domains &&
    everybody(draft)
      .map(({ address }) => address.split('@')[1] ?? '')
      .find((domain) => !domains.includes(domain));
  return outside === undefined ? undefined : refuse('email.notThere', { domain: outside });
}

async function written(scene: Scene, files: readonly MailFile[]): Promise<StoredMail | Refusal> {
  const { site, centre, asked, i, of, draft } = scene;
  const from = senderFor(centre, i.queue, of.mailbox);
  if (!from) return refuse('email.noMailbox');
  const { k } = site;
  const id = k.ids.next() as MailId;
  const now = k.clock.now();
  const token = site.tokens(asked.tenant).sign(of.number);
  const answered = await answeredBy(scene);
  if (isRefused(answered)) return answered;
  const fields = threadFields({ token, nonce: id, host: from.address.split('@')[1] ?? 'localhost' }, answered?.head ?? null, false);
  const field = (name: string) => idsIn(fields.find((one) => one.name === name)?.value ?? '');
  const texts = textsOf(scene, answered, await fontOf(site, { ...asked, queue: i.queue }));
  const subject = subjectOut(draft.subject || of.subject, token);
  const sender: Address = { name: from.name, address: from.address };
  return {
    ...{ id, case: of.id, interaction: i.id, direction: 'out', mailbox: from.mailbox, messageId: field('message-id')[0] ?? null },
    head: {
      ...{ messageId: field('message-id')[0] ?? null, inReplyTo: field('in-reply-to'), references: field('references'), from: sender },
      ...{ replyTo: replyTo(centre, from.mailbox, token), to: draft.to, cc: draft.cc, subject, returnPath: null, fields },
    },
    ...{ bcc: draft.bcc, speaker: 'agent', author: 'person', agent: asked.agent, subject, ...texts, remote: [], marks: [] },
    ...{ sentAt: null, createdAt: now, bytes: files.reduce((sum, { size }) => sum + size, (texts.html ?? texts.text).length), raw: null },
    ...{ state: i.work.settings.review ? 'review' : 'held', said: null, draft, maskedAt: null },
  };
}

/** The mail it answers or passes on, if any: nothing of another case is quoted. */
async function answeredBy({ site, asked, cases, draft }: Scene): Promise<StoredMail | undefined | Refusal> {
  if (!draft.of) return undefined;
  const answered = await mailById(site.k.db.as(asked.tenant), asked.tenant, draft.of);
  return answered && cases.includes(answered.case) ? answered : refuse('mails.notFound');
}

function textsOf({ centre, i, draft }: Scene, answered: StoredMail | undefined, font: Font) {
  const { language } = centre.tenant;
  const { header = null, footer = null, plainText = false } = centre.queues[i.queue ?? '']?.email ?? {};
  const cleaned = clean(draft.html.replace(ownPicture, (_, id: string) => `src="cid:${id}@patchbay"`));
  const whole = {
    header: header && textIn(header, language),
    footer: footer && textIn(footer, language),
    said: { html: cleaned.html, text: plain(cleaned) },
    below: draft.quoted && answered ? originalOf(answered, draft.what === 'forward', language) : null,
    style: styleOf(font),
  };
  return { html: plainText ? null : wholeHtml(whole), text: wholeText(whole) };
}
const ownPicture = /src="\/api\/mail-files\/([0-9a-f-]{36})"/g;
/** The pictures that stand in what was written. */
const inlineIn = (html: string): string[] => [...html.matchAll(ownPicture)].map(([, id]) => id ?? '');

function originalOf({ head, sentAt, createdAt, text, html, subject }: StoredMail, forwarded: boolean, language: string): Original {
  const shown = ({ name, address }: Address) => (name ? `${name} <${address}>` : address);
  const date = new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return {
    ...{ forwarded, subject, text, html, from: head.from ? shown(head.from) : '', to: head.to.map(shown).join(', ') },
    date: `${date.format(sentAt ?? createdAt)} UTC`,
  };
}
