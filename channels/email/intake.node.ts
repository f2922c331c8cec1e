import { type ContactId, type InteractionId, isRefused, type QueueId, type TenantId } from '@patchbay/base/decision.ts';
import { type Kernel, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, changed, type Subject } from '@patchbay/base/subject.ts';
import { arrive } from '@patchbay/contacts/arrival.node.ts';
import { type Contact, contactKind } from '@patchbay/contacts/contact.ts';
import { type Channels } from '@patchbay/interactions/act.node.ts';
import type { Policy } from '@patchbay/interactions/interaction.ts';
import { type Acknowledgement, acknowledging } from './acknowledging.node.ts';
import { lastOf, newCase, newWork, started } from './beginning.ts';
import { awaits, type Case, type CaseSettings, decideCase, destination } from './case.ts';
import type { CaseId, Due, Email, EmailCommand, EmailSettings, MailId } from './email.ts';
import { keepingFiles, type MailFile, type MailFiles, notingViruses } from './files.node.ts';
import { caseKind } from './kind.ts';
import { keepingMail, type StoredMail } from './mails.node.ts';
import type { Masker } from './masking/masker.ts';
import type { Mail } from './mime/mail.ts';
import { remembering } from './parts.node.ts';
import { questionsOf } from './questions.node.ts';
import { indexing } from './search.node.ts';
import { type Box, sort } from './sorting.ts';
import { type Author, writerOf } from './threads/automatic.ts';
import { speakerOf } from './threads/find.ts';
import type { Address } from './threads/head.ts';
import { bare } from './threads/subject.ts';
import type { Token } from './threads/token.ts';

/** A mail that came, as whoever fetched it gives it. */
export interface ReceivedMail {
  readonly tenant: TenantId;
  readonly mailbox: string;
  /** The same mail fetched twice has the same key. */
  readonly key: string;
  readonly receivedAt: number;
  readonly mail: Mail;
  readonly raw: { readonly file: string; readonly bytes: number };
}
/** What became of it. `report`: it belongs to a case and begins no work; `ours`, `ownMachine` and `dropped`: nothing was kept. */
export interface Received {
  readonly was: 'new' | 'repeated' | 'ours' | 'ownMachine' | 'report' | 'dropped';
  readonly mail: MailId | null;
  readonly case: CaseId | null;
  readonly interaction: InteractionId | null;
  readonly masked?: true;
}

/** What holds for the work of a queue, and by when it shall be answered. */
export interface IntoQueue {
  readonly policy: Policy;
  readonly settings: EmailSettings;
  due(from: number): Due;
  /** What comes again goes to the workbin of who had it last. */
  readonly toLastAgent: boolean;
  /** What is said to whoever begins a thread; null: nothing. */
  readonly acknowledgement: Acknowledgement | null;
}
/** What holds for the mails of one centre now. */
export interface Holding {
  box(mailbox: string): Box | undefined;
  /** Every address of ours. */
  readonly ours: readonly string[];
  into(queue: string): IntoQueue | undefined;
  readonly cases: CaseSettings;
  readonly callingCode: string | null;
  /** Whether a user still handles e-mail for this queue. */
  serves(agent: string, queue: string): boolean;
  verify(token: Token): boolean;
  sign(number: number): Token;
  /** Where answers to mails of this case shall come to, if not to the mailbox itself. */
  replyTo(mailbox: string, number: number): readonly Address[];
}
/** What receiving stands on. */
export interface Receiving {
  readonly k: Kernel;
  readonly channels: Channels;
  readonly files: MailFiles;
  holding(tenant: TenantId): Holding | undefined;
  /** Masks what was masked in a case before; null: nothing was. [EM204] */
  masker(tenant: TenantId, of: string): Promise<Masker | null>;
}

/** A mail on its way in. */
export interface Intake {
  readonly desk: Receiving;
  readonly holding: Holding;
  readonly box: Box;
  readonly came: ReceivedMail;
  readonly author: Exclude<Author, 'ours'>;
  readonly files: readonly MailFile[];
  readonly id: MailId;
  readonly numbered: () => Promise<number>;
  /** It said what was masked in its case before: its source is written anew. */
  readonly masked?: true;
}

/** Where work begins: on a case there is, with the work there was. */
export interface At {
  readonly known: Subject<Case> | null;
  readonly works: readonly Subject<Email>[];
}

/** The queue a mail goes to, and what holds there. */
function sortedInto({ holding, box, came }: Intake) {
  const { queue, ...priority } = sort(box, came.mail, holding.ours);
  const into = holding.into(queue);
  if (into) return { queue, into, priority };
  const usual = holding.into(box.queue);
  if (!usual) throw new Error(`There is no queue of e-mail for mailbox ${came.mailbox}.`);
  return { queue: box.queue, into: usual, priority: {} };
}

/** The case of work that begins: one that goes on, or a new one; with its contact. */
async function caseOf(intake: Intake, scene: Scene, known: Subject<Case> | null, { queue, due }: { queue: string; due: Due }) {
  const { desk, holding, came, numbered } = intake;
  const goesOn = known && !('follows' in destination(known.state)) ? known : null;
  const person = await whose(intake, scene, goesOn?.state.contact ?? null, known?.state.contact ?? null);
  if (goesOn) {
    const changes = changedCase(goesOn, caseEvents(intake, scene, goesOn.state, queue));
    return { ...person, id: goesOn.state.id, number: goesOn.state.number, changes, dueAt: goesOn.state.due?.at ?? due.at };
  }
  const id = desk.k.ids.next() as CaseId;
  const subject = bare(came.mail.head.subject);
  const number = await numbered();
  const begins = newCase({
    id,
    number,
    subject,
    contact: person.contact,
    settings: holding.cases,
    ...newAt(known, came, due),
  });
  return { ...person, id, number, changes: [begins], dueAt: due.at };
}

/** Work begins: on a case there is, or on a new one. */
export async function begun(intake: Intake, scene: Scene, { known, works }: At, commands: readonly EmailCommand[]): Promise<Plan> {
  const { queue, into, priority } = sortedInto(intake);
  const due = into.due(scene.now);
  const { id: of, number, contact, changes, ofContact, also = [], dueAt } = await caseOf(intake, scene, known, { queue, due });
  const id = intake.desk.k.ids.next() as InteractionId;
  const first = into.toLastAgent ? forLast(intake.holding, works, queue) : waits(queue);
  const initial = newWork({ id, of, contact, policy: { ...into.policy, ...priority, dueAt }, settings: into.settings, now: scene.now });
  const work = started(initial, [first, ...commands], scene.now);
  const parts = remembering(work.state as Email, [], scene.now);
  const says = known ? null : into.acknowledgement;
  const told = await acknowledging(intake, scene, says, { case: of, number, interaction: id });
  return written(intake, scene, {
    ...{ case: of, interaction: id, contact, was: 'new' as const, changes: [...ofContact, ...changes, work] },
    ...{ also: [...also, ...parts, ...(told.also ?? [])], effects: told.effects },
  });
}

const newAt = (known: Subject<Case> | null, { mailbox }: ReceivedMail, due: Due) => ({
  ...{ at: { is: 'new' } as const, follows: (known?.id as CaseId | undefined) ?? null, mailbox, due },
});
/** A case with what happened to it; nothing if nothing did. */
export const changedCase = (known: Subject<Case>, events: readonly Parameters<typeof caseKind.evolve>[1][]): readonly Change[] =>
  events.length ? [changed(caseKind, known, events) as Change] : [];

/** What a mail that came means to a case there is. */
export function caseEvents({ holding }: Intake, { now }: Scene, state: Case, queue: string) {
  const next = decideCase(state, { by: 'outside', type: 'mailCame' }, now);
  const due = holding.into(queue)?.due(now);
  return [...(isRefused(next) ? [] : next.filter(({ type }) => type !== 'case.noted')), ...(due ? awaits(state, due) : [])];
}

const waits = (queue: string): EmailCommand => ({ by: 'system', type: 'enqueue', queue: queue as QueueId });
/** To the workbin of who had the case last and still serves the queue. [EM4] */
function forLast({ serves }: Holding, works: readonly Subject<Email>[], queue: string): EmailCommand {
  const agent = works.map(({ state }) => lastOf(state)).find((one) => one !== null && serves(one, queue));
  return agent ? { by: 'system', type: 'keepFor', agent, queue: queue as QueueId } : waits(queue);
}

/** Whose case it is: it stays theirs whoever writes; a new one is of who wrote. */
async function whose(intake: Intake, scene: Scene, theirs: ContactId | null, before: ContactId | null) {
  const arrived = theirs ? null : await contactOf(intake, scene, before);
  return { contact: theirs ?? arrived?.contact ?? null, also: arrived?.also, ofContact: arrived?.changes ?? [] };
}

/** Whoever wrote it, as a contact; of a form on a site of ours whom it names. [EM260] */
function contactOf({ desk, holding, came }: Intake, scene: Scene, known: ContactId | null) {
  const from = writerOf(came.mail.head, holding.ours);
  if (!from) return null;
  const arrival = {
    ...{ tenant: came.tenant, known, name: from.name, callingCode: holding.callingCode },
    addresses: [{ kind: 'email' as const, typed: from.address }],
  };
  return arrive(scene, desk.k.ids, arrival, questionsOf(desk.k, came.tenant).contactsWith);
}

/** What a mail is written with. */
export interface Written {
  readonly case: CaseId;
  readonly interaction: InteractionId;
  readonly contact: ContactId | null;
  readonly changes: readonly Change[];
  readonly also?: Plan['also'];
  readonly effects?: Plan['effects'];
  readonly was: 'new' | 'report';
}
/** Who speaks, by the addresses of the contact. [EM32] */
async function speaker({ came, holding }: Intake, { load }: Scene, { contact, changes }: Written): Promise<StoredMail['speaker']> {
  const before = changes.find(({ kind, id, from }) => kind.name === 'contact' && id === contact && from === 0)?.state;
  const known = (before as Contact | undefined) ?? (contact && (await load(contactKind, contact))?.state);
  return known
    ? speakerOf(
        writerOf(came.mail.head, holding.ours),
        known.addresses.map(({ normal }) => normal),
      )
    : 'contact';
}

/** The mail and its files, with what they change. */
export async function written(intake: Intake, scene: Scene, at: Written): Promise<Plan> {
  const { came, author, files, id } = intake;
  const { now, tenant } = scene;
  const { mail, mailbox, raw, receivedAt, key } = came;
  const row: StoredMail = {
    ...{
      id,
      case: at.case,
      interaction: at.interaction,
      direction: 'in',
      mailbox,
      messageId: mail.head.messageId,
      head: mail.head,
      bcc: [],
    },
    ...{ speaker: await speaker(intake, scene, at), author, agent: null, subject: mail.head.subject, text: mail.text },
    ...{ html: mail.html?.html ?? null, remote: mail.html?.remote ?? [], marks: mail.marks },
    ...{
      sentAt: mail.sentAt,
      createdAt: receivedAt,
      bytes: raw.bytes,
      raw: raw.file,
      state: 'received',
      said: null,
      draft: null,
      maskedAt: intake.masked ? now : null,
    },
  };
  const names = files.map(({ name }) => name);
  const where = { interaction: at.interaction, now };
  const kept = files.length
    ? [keepingFiles(tenant, files, { mail: id, ...where }), ...notingViruses(tenant, files, { actor: 'customer', ...where })]
    : [];
  return {
    changes: at.changes,
    effects: at.effects,
    also: [
      ...(at.also ?? []),
      keepingMail(tenant, row, key),
      indexing(tenant, row, names),
      ...kept,
      ...(intake.masked ? [rewriting(tenant, id)] : []),
    ],
    answer: { was: at.was, mail: id, case: at.case, interaction: at.interaction, ...(intake.masked && { masked: true }) },
  };
}
const rewriting = (tenant: TenantId, mail: MailId) => (v: (value: unknown) => string) =>
  `insert into email_rewrites (tenant_id, mail) values (${v(tenant)}, ${v(mail)}) on conflict do nothing`;
