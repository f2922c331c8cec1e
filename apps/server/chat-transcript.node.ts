import { type InteractionId, type Person, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, execute, type Plan } from '@patchbay/base/execute.node.ts';
import type { Chat, ChatEvent } from '@patchbay/chat/chat.ts';
import { mailedLines, mailWords, mayBeMailed } from '@patchbay/chat/mailed.ts';
import { visitorEvent } from '@patchbay/chat/visitor.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { newCase } from '@patchbay/email/beginning.ts';
import type { CaseId, MailId } from '@patchbay/email/email.ts';
import { arrivedAs, keepingMail, nextNumber, type StoredMail } from '@patchbay/email/mails.node.ts';
import { indexing } from '@patchbay/email/search.node.ts';
import { threadFields } from '@patchbay/email/threads/answer.ts';
import { idsIn } from '@patchbay/email/threads/head.ts';
import { escaped, isAddress, subjectOut, wholeHtml, wholeText } from '@patchbay/email/writing.ts';
import { interactionById, timeline } from '@patchbay/interactions/store.node.ts';
import { holdingOf, replyTo } from './email.node.ts';
import { limiter } from './limits.ts';
import { shownName } from './policy.ts';
import type { Sees } from './send-file.node.ts';
import type { Site } from './site.node.ts';

const mostLines = 1000;
const perHour = 3;
/** So many to one address, whoever asks: whose it is nobody has proved. */
const mayGo = limiter(perHour, 3_600_000);

interface Wanted {
  readonly interaction: string;
  /** Null: the customer asks. */
  readonly person: Person | null;
  readonly sees: Sees;
}

/** The mailbox by which transcripts of a queue go out; null: they do not. [CH120] */
export function transcriptBox({ queues, mailboxes }: Centre, queue: string | null): string | null {
  const mailbox = queue !== null && Object.hasOwn(queues, queue) ? queues[queue]?.transcript?.mailbox : undefined;
  const box = mailbox !== undefined && Object.hasOwn(mailboxes, mailbox) ? mailboxes[mailbox] : undefined;
  return mailbox !== undefined && box && !box.disabled ? mailbox : null;
}

/** Where the transcript of a chat would go; null: it cannot be had by e-mail. [CH120] */
export function transcriptGoes(
  centre: Centre,
  { queue, work, participations }: Chat,
): { readonly mailbox: string; readonly to: string } | null {
  const mailbox = transcriptBox(centre, queue);
  const to = work.form['email'] ?? '';
  const answered = participations.some(({ stage }) => stage === 'active' || stage === 'wrapUp' || stage === 'done');
  return mailbox !== null && answered && isAddress(to) ? { mailbox, to } : null;
}

/** Sends the customer what they have seen of a chat: once, to the address they gave for it. An answer to it goes on as a case of e-mail. [CH120] [CH121] */
export async function mailTranscript(site: Site, asking: Asking, { interaction, person, sees }: Wanted): Promise<Answer> {
  const { tenant } = asking;
  const run = site.k.db.as(tenant);
  const centre = site.centres.of(tenant);
  const found = await interactionById(run, tenant, interaction as InteractionId);
  if (!found || !centre || !sees(found.state)) return refuse('interactions.notFound');
  const chat = found.state as Chat;
  const goes = chat.channel === 'chat' && mayBeMailed(chat, person?.agent ?? null) ? transcriptGoes(centre, chat) : null;
  if (!goes) return refuse('interactions.notNow');
  if (await isSent(site, tenant, chat)) return { ok: true };
  if (!mayGo(`${tenant} ${goes.to.toLowerCase()}`, site.k.clock.now())) return refuse('requests.tooMany');
  return site.k.inTurn(`transcript ${chat.id}`, () => execute(site.k, asking, () => planned(site, tenant, { centre, chat, ...goes })));
}

/** The same mail once: it is known by its chat. */
const nameOf = ({ id }: Chat): string => `transcript ${id}`;
const isSent = async ({ k }: Site, tenant: TenantId, chat: Chat): Promise<boolean> =>
  (await arrivedAs(k.db.as(tenant), tenant, [nameOf(chat)])).size > 0;

interface Making {
  readonly centre: Centre;
  readonly chat: Chat;
  readonly mailbox: string;
  readonly to: string;
}
async function planned(site: Site, tenant: TenantId, making: Making): Promise<Plan> {
  const { chat, mailbox } = making;
  const run = site.k.db.as(tenant);
  if (await isSent(site, tenant, chat)) return { changes: [] };
  const now = site.k.clock.now();
  const number = await nextNumber(run, tenant);
  const id = site.k.ids.next() as CaseId;
  const mail = await written(site, tenant, { ...making, number, of: id, now });
  const settings = holdingOf(site, tenant)?.cases ?? { pendingReasons: [], closeMs: null, reopens: true };
  const begins = newCase({
    ...{ id, number, subject: mail.subject, contact: chat.contact, settings, follows: null, mailbox, due: null, links: [chat.id] },
    at: { is: 'resolved', closes: settings.closeMs === null ? null : now + settings.closeMs },
  });
  return {
    changes: [begins],
    also: [keepingMail(tenant, mail, nameOf(chat)), indexing(tenant, mail, [])],
    effects: [{ id: `email transcript ${mail.id}`, channel: 'email', body: { do: 'acknowledge', mail: mail.id }, dueAt: now }],
  };
}

interface Numbered extends Making {
  readonly number: number;
  readonly of: CaseId;
  readonly now: number;
}
async function written(site: Site, tenant: TenantId, { centre, chat, mailbox, to, number, of, now }: Numbered): Promise<StoredMail> {
  const box = centre.mailboxes[mailbox] ?? { name: '', address: '' };
  const id = site.k.ids.next() as MailId;
  const token = site.tokens(tenant).sign(number);
  const fields = threadFields({ token, nonce: id, host: box.address.split('@')[1] ?? 'localhost' }, null, true);
  const ids = (name: string) => idsIn(fields.find((one) => one.name === name)?.value ?? '');
  const messageId = ids('message-id')[0] ?? null;
  const { language, name } = centre.tenant;
  const say = mailWords[language];
  const day = new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', { dateStyle: 'long', timeZone: zoneOf(centre, chat) });
  const subject = subjectOut(say.subject(name, day.format(chat.startedAt)), token);
  const lines = [say.intro(name), '', ...(await linesOf(site, tenant, centre, chat)), '', say.answer];
  const whole = { header: null, footer: null, said: { text: lines.join('\n'), html: lines.map(escaped).join('<br>') }, below: null };
  const html = wholeHtml(whole);
  return {
    ...{ id, case: of, interaction: chat.id, direction: 'out', mailbox, messageId, bcc: [], subject },
    head: {
      ...{ messageId, inReplyTo: ids('in-reply-to'), references: ids('references'), from: { name: box.name, address: box.address } },
      ...{ replyTo: replyTo(centre, mailbox, token), to: [{ name: chat.work.form['name'] ?? '', address: to }], cc: [], subject },
      ...{ returnPath: null, fields },
    },
    ...{ speaker: 'agent', author: 'autoReply', agent: null, text: wholeText(whole), html, remote: [], marks: [] },
    ...{ sentAt: null, createdAt: now, bytes: html.length, raw: null, state: 'sending', said: null, draft: null, maskedAt: null },
  };
}

/** What the customer could see, and no more of it. [CH8] */
async function linesOf(site: Site, tenant: TenantId, centre: Centre, chat: Chat): Promise<readonly string[]> {
  const entries = await timeline(site.k.db.as(tenant), tenant, chat.id, { limit: mostLines });
  const { language } = centre.tenant;
  const time = new Intl.DateTimeFormat(language === 'de' ? 'de' : 'en-GB', {
    ...{ hour: '2-digit', minute: '2-digit', timeZone: zoneOf(centre, chat), timeZoneName: 'short' },
  } as const);
  const shown = entries.flatMap(({ n, at, event }) => {
    const entry = visitorEvent(event as ChatEvent, (agent) => shownName(centre, agent));
    return entry ? [{ n, at, ...entry }] : [];
  });
  return mailedLines(shown, mailWords[language], (at) => time.format(at));
}

/** Times are those of the hours of its queue, else of the world. */
const zoneOf = ({ hours, queues }: Centre, { queue }: Chat): string => hours[queues[queue ?? '']?.hours ?? '']?.zone ?? 'UTC';
