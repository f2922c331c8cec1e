import { type InteractionId, isRefused } from '@patchbay/base/decision.ts';
import { execute, load, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import { type Change, type Subject } from '@patchbay/base/subject.ts';
import { planOf } from '@patchbay/interactions/act.node.ts';
import { type Case, destination } from './case.ts';
import { type CaseId, type Email, type EmailCommand, type MailId, takesMail } from './email.ts';
import { filesById, type MailFile, shelve } from './files.node.ts';
import {
  type At,
  begun,
  caseEvents,
  changedCase,
  type Holding,
  type Intake,
  type Received,
  type ReceivedMail,
  type Receiving,
  written,
} from './intake.node.ts';
import { caseKind } from './kind.ts';
import { caseByNumber, lately, workOn } from './mails.node.ts';
import { bytesSay, canLookInto, maskedMail } from './masking/copies.node.ts';
import type { Masker } from './masking/masker.ts';
import { questionsOf } from './questions.node.ts';
import { authorOf, ignoredFor, isFromUs } from './threads/automatic.ts';
import { meaning } from './threads/bounce.ts';
import { clues, findThread } from './threads/find.ts';

export type { Holding, IntoQueue, Received, ReceivedMail, Receiving } from './intake.node.ts';

const hour = 3_600_000;

/**
 * Takes in a mail: known again, sorted, put to its case, work begun or joined; all in one transaction, once for each key. [EM100] Many can be taken in
 * at once: those that may be of one matter go one after the other, in the order they were given, and those of cases there are while nobody masks. [EM230]
 */
export const receive = (desk: Receiving, came: ReceivedMail): Promise<Received> => desk.k.inTurn(namesOf(came), () => takenIn(desk, came));

/** The same mail, one sender, whom it names to answer to, an answer and what it answers: each finds the one before. */
function namesOf({ tenant, key, mail: { head, report } }: ReceivedMail): readonly string[] {
  const ids = clues(head).flatMap((clue) => ('id' in clue ? [clue.id] : []));
  const answered = head.replyTo.map(({ address }) => address);
  return [key, head.from?.address, ...answered, head.messageId, report?.of, ...ids].flatMap((name) =>
    name ? [`mail ${tenant} ${name}`] : [],
  );
}

async function takenIn(desk: Receiving, came: ReceivedMail): Promise<Received> {
  const { k } = desk;
  const { tenant, key } = came;
  const holding = desk.holding(tenant);
  const box = holding?.box(came.mailbox);
  if (!holding || !box) throw new Error(`There is no mailbox ${came.mailbox}.`);
  const run = k.db.as(tenant);
  const questions = questionsOf(k, tenant);
  const before = await questions.arrivedAs(key);
  if (before) return { was: 'repeated', ...before };
  const wrote = await whoWrote(desk, came, holding);
  if ('was' in wrote) return { ...wrote, ...nothing };
  const { author } = wrote;
  const files = await shelved(desk, came);
  const asking = { tenant, by: 'customer' };
  const id = k.ids.next() as MailId;
  const numbered = once(questions.nextNumber);
  const intake = { desk, holding, box, came, author, files, id, numbered };
  const { known } = await placeOf(intake, { run, tenant, load: (kind, one) => load(run, tenant, kind, one) });
  const isNew = known === null;
  const answer = await k.inTurn(isNew ? [] : `mails ${tenant}`, () => execute(k, asking, (scene) => planned(intake, scene, isNew)));
  if (isRefused(answer)) throw new Error(`A mail was refused: ${answer.refused}`);
  const { ok: _, ...done } = answer as unknown as Received & { readonly ok: true };
  if (done.mail === id && !done.masked) return done;
  await forgetUnnamed(desk, tenant, files);
  return done.mail === id || done.mail === null ? done : { ...done, was: 'repeated' };
}

/** Files that nobody names: somebody was faster, or they say what was masked. */
async function forgetUnnamed(
  { k, files: { shelf } }: Receiving,
  tenant: Intake['came']['tenant'],
  files: readonly MailFile[],
): Promise<void> {
  const kept = await filesById(
    k.db.as(tenant),
    tenant,
    files.map(({ id }) => id),
  );
  for (const { id } of files) if (!kept.some((one) => one.id === id)) await shelf.forget(tenant, id);
}

/** Whether it has the id of a mail that we sent. [EM260] */
async function sentByUs({ k }: Receiving, { tenant, mail: { head } }: ReceivedMail): Promise<boolean> {
  const id = head.messageId;
  return id !== null && ((await questionsOf(k, tenant).named([id])).get(id)?.ours ?? false);
}
/** Who wrote it; or that we sent it ourselves, or that a machine sends so much that no work begins any more. [EM41] */
async function whoWrote(
  desk: Receiving,
  came: ReceivedMail,
  { ours, verify }: Holding,
): Promise<Pick<Intake, 'author'> | Pick<Received, 'was'>> {
  const { head } = came.mail;
  const { db, clock } = desk.k;
  const author = authorOf(head, ours, verify);
  if (author === 'ours' || (await sentByUs(desk, came))) return { was: 'ours' };
  if (author === 'person') return { author };
  return ignoredFor(author, await lately(db.as(came.tenant), came.tenant, head.from?.address ?? '', clock.now() - hour))
    ? { was: 'dropped' }
    : { author };
}
const nothing = { mail: null, case: null, interaction: null };
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => (asked ??= ask());
}

function shelved({ files }: Receiving, { tenant, mail }: ReceivedMail): Promise<readonly MailFile[]> {
  return Promise.all(mail.attachments.map((one) => shelve(files, tenant, one)));
}

type Reading = Pick<Scene, 'run' | 'tenant' | 'load'>;
/** Where a mail belongs; nowhere: it begins a case. */
interface InCase {
  readonly thread: Thread | null;
  readonly known: Subject<Case> | null;
}
const nowhere: InCase = { thread: null, known: null };
async function placeOf(intake: Intake, reading: Reading): Promise<InCase> {
  const thread = await threadOf(intake);
  return { thread, known: thread && (await caseFor(thread.number, reading)) };
}

/** What a mail changes: its case, the work, the contact; `isNew`: it is known to belong to no case. */
async function planned(coming: Intake, scene: Scene, isNew: boolean): Promise<Plan> {
  const { came } = coming;
  const before = scene.again ? await questionsOf(coming.desk.k, came.tenant).arrivedAs(came.key) : undefined; // somebody was faster
  if (before) return { changes: [], answer: before };
  const { thread, known } = isNew && !scene.again ? nowhere : await placeOf(coming, scene);
  const intake = known ? await maskedFor(coming, known.id) : coming;
  const works = known ? await workOn(scene.run, came.tenant, known.id) : [];
  const told = known && thread && automatic(intake, scene, { thread, known, works });
  return told ?? comes(intake, scene, { known, works });
}

/** Somebody has to do something: whoever is at it, or somebody new; a machine of ours asks for nothing. [EM260] */
async function comes(intake: Intake, scene: Scene, { known, works }: At): Promise<Plan> {
  if (isOurMachine(intake)) return { changes: [], answer: { was: 'ownMachine', ...nothing } };
  const open = works.find((one) => takesMail(one.state));
  if (open && known) return joined(intake, scene, known, open);
  return begun(intake, scene, { known, works }, [{ by: 'outside', type: 'arrived', mail: intake.id }]);
}

/** What was masked in its case stands in no mail that comes later either. [EM204] */
function maskedIntake(intake: Intake, masker: Masker): Intake {
  const { mail } = intake.came;
  const { html, remote, ...rest } = maskedMail(
    { head: mail.head, subject: '', text: mail.text, html: mail.html?.html ?? null, remote: mail.html?.remote ?? [] },
    masker,
  );
  const says = (n: number) =>
    canLookInto(intake.files[n] ?? { format: 'png', size: 0 }) && bytesSay(Buffer.from(mail.attachments[n]?.content ?? []), masker);
  const files = intake.files.filter((_, n) => !says(n)).map((file) => ({ ...file, name: masker.text(file.name) }));
  if (masker.count() === 0 && files.length === intake.files.length) return intake;
  const masked = {
    ...mail,
    head: rest.head,
    text: rest.text,
    html: html === null ? null : { html, remote },
    report: masker.value(mail.report),
  };
  return { ...intake, came: { ...intake.came, mail: masked }, files, masked: true };
}

/** What was masked in its case before is masked in it too. [EM204] */
async function maskedFor(coming: Intake, of: string): Promise<Intake> {
  const masker = await coming.desk.masker(coming.came.tenant, of);
  return masker ? maskedIntake(coming, masker) : coming;
}

interface On {
  readonly thread: Thread;
  readonly known: Subject<Case>;
  readonly works: readonly Subject<Email>[];
}
/** What a machine says of a case begins no work, unless a mail of ours was not delivered; undefined: it is as any other mail. */
function automatic(intake: Intake, scene: Scene, { thread, known, works }: On): Promise<Plan> | undefined {
  const { author, came } = intake;
  const says = author === 'report' && came.mail.report ? meaning(came.mail.report) : null;
  const failed = says?.is === 'failed' ? bounceOf(thread, works) : null;
  if (says && failed) return bounced(intake, scene, { known, ...failed, said: says.said, works });
  const [last] = works;
  return isSilent(intake, says?.is === 'failed') && last ? attached(intake, scene, known, last.id as InteractionId) : undefined;
}

/** Nobody has to do anything: answers of machines, reports that nothing failed, and whatever machines of ours say. */
const isSilent = (intake: Intake, failed: boolean): boolean =>
  intake.author === 'autoReply' || (intake.author === 'report' && !failed) || isOurMachine(intake);

/** A machine that writes from an address of ours: it begins no work, for that could go round in circles. [EM260] */
const isOurMachine = ({ author, came, holding }: Intake): boolean => author !== 'person' && isFromUs(came.mail.head, holding.ours);

/** The work that hears of a mail that was not delivered: what is open, else what sent it. */
function bounceOf(thread: Thread, works: readonly Subject<Email>[]) {
  const work = works.find(({ state }) => state.at.stage !== 'closed');
  const subject = work ?? works.find(({ id }) => id === thread.interaction);
  return thread.mail && subject ? { subject, open: work !== undefined, mail: thread.mail } : null;
}

interface Thread {
  readonly number: number;
  /** The mail of ours that a report is about. */
  readonly mail?: MailId;
  readonly interaction?: InteractionId;
}
/** The thread a mail belongs to; null: it begins one. A report belongs to the mail that it is about. */
async function threadOf({ desk, came, holding }: Intake): Promise<Thread | null> {
  const { mail, tenant } = came;
  const all = clues(mail.head);
  const of = mail.report?.of;
  const ids = [...all.flatMap((clue) => ('id' in clue ? [clue.id] : [])), ...(of ? [of] : [])];
  const named = ids.length ? await questionsOf(desk.k, tenant).named(ids) : new Map();
  const about = of ? named.get(of) : undefined;
  if (about?.ours) return { number: about.number, mail: about.mail, interaction: about.interaction };
  const found = findThread(all, { verify: holding.verify, caseOf: (one) => named.get(one)?.number ?? null });
  return found && { number: found.number };
}

async function caseFor(number: number, { run, tenant, load }: Reading): Promise<Subject<Case> | null> {
  let found = await caseByNumber(run, tenant, number);
  for (let n = 0; found && n < 20; n++) {
    const to = destination(found.state);
    if ('follows' in to || to.case === found.state.id) return found;
    found = await load(caseKind, to.case);
  }
  return found ?? null;
}

/** It belongs to the case, and nobody has to do anything. */
function attached(intake: Intake, scene: Scene, known: Subject<Case>, interaction: InteractionId): Promise<Plan> {
  const changes = changedCase(known, [{ type: 'case.noted', fact: intake.author }]);
  return written(intake, scene, { case: known.id as CaseId, interaction, contact: known.state.contact, changes, was: 'report' });
}

async function joined(intake: Intake, scene: Scene, known: Subject<Case>, work: Subject<Email>): Promise<Plan> {
  const { desk, id } = intake;
  const happened = await planOf({ ...scene, load: remembering(scene, work) }, desk.channels, {
    interaction: work.id as InteractionId,
    command: told({ by: 'outside', type: 'arrived', mail: id }),
  });
  if (isRefused(happened)) throw new Error(`A mail could not join its work: ${happened.refused}`);
  const events = caseEvents(intake, scene, known.state, work.state.queue ?? '');
  return written(intake, scene, {
    case: work.state.work.case, // of what was merged, the one its work is on: it can go back
    interaction: work.id as InteractionId,
    contact: known.state.contact,
    changes: [...happened.changes, ...changedCase(known, events)],
    was: 'new',
  });
}
const told = (command: EmailCommand): EmailCommand => command;
/** What was read a moment ago counts. */
const remembering = (scene: Scene, work: Subject<Email>): Scene['load'] =>
  (async (kind: { name: string }, id: string) =>
    kind.name === 'interaction' && id === work.id ? work : scene.load(kind as never, id)) as Scene['load'];

interface Bounce {
  readonly known: Subject<Case>;
  readonly subject: Subject<Email>;
  readonly open: boolean;
  readonly mail: MailId;
  readonly said: string;
  readonly works: readonly Subject<Email>[];
}
/** A mail of ours was not delivered: whoever works on the case sees it; if nobody does, somebody has to. */
async function bounced(intake: Intake, scene: Scene, { known, subject, open, mail, said, works }: Bounce): Promise<Plan> {
  const happened = await planOf({ ...scene, load: remembering(scene, subject) }, intake.desk.channels, {
    interaction: subject.id as InteractionId,
    command: told({ by: 'outside', type: 'bounced', mail, said }),
  });
  if (isRefused(happened)) throw new Error(`A report could not be noted: ${happened.refused}`);
  if (open)
    return written(intake, scene, {
      ...{ case: known.id as CaseId, interaction: subject.id as InteractionId, contact: known.state.contact },
      ...{ changes: happened.changes, also: happened.also, was: 'report' },
    });
  const [ofWork, ...others] = happened.changes;
  const reopened = others.find(({ kind }) => kind.name === 'case') as Change<Case> | undefined;
  const now = reopened ? { id: known.id, version: reopened.from + reopened.events.length, state: reopened.state } : known;
  const next = await begun(intake, scene, { known: now, works }, [{ by: 'outside', type: 'arrived', mail: intake.id }]);
  return {
    ...next,
    changes: [...(ofWork ? [ofWork] : []), ...others, ...next.changes],
    also: [...(happened.also ?? []), ...(next.also ?? [])],
  };
}
