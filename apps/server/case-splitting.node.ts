import { type ContactId, type InteractionId, isRefused, type QueueId, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type Answer, execute, type Plan, type Scene } from '@patchbay/base/execute.node.ts';
import type { Change } from '@patchbay/base/subject.ts';
import { arrive } from '@patchbay/contacts/arrival.node.ts';
import { newCase, newWork, started } from '@patchbay/email/beginning.ts';
import type { CaseSettings } from '@patchbay/email/case.ts';
import type { CaseId, Email } from '@patchbay/email/email.ts';
import { caseKind } from '@patchbay/email/kind.ts';
import { mailById, mailsOf, nextNumber, type StoredMail } from '@patchbay/email/mails.node.ts';
import type { IntoQueue } from '@patchbay/email/receive.node.ts';
import { writerOf } from '@patchbay/email/threads/automatic.ts';
import { bare } from '@patchbay/email/threads/subject.ts';
import { eventsOn, type OnCase } from './case-deciding.node.ts';
import { holdingOf, intoQueue, oursOf } from './email.node.ts';

/** A mail that came about something else becomes a case of its own, which waits in the queue of its work. [EM145] */
export async function splitting(on: OnCase, id: string): Promise<Answer> {
  const { site, signed, asking, seen } = on;
  const { tenant } = signed;
  const run = site.k.db.as(tenant);
  const [mail, all] = await Promise.all([mailById(run, tenant, id), mailsOf(run, tenant, seen.of.id)]);
  if (!mail || !all.some((one) => one.id === id)) return refuse('mails.notFound');
  if (mail.direction !== 'in') return refuse('case.notCame');
  if (all.length < 2) return refuse('case.lastMail');
  const queue = queueOf(on, mail);
  if (!queue) return refuse('email.unknownQueue');
  const number = await nextNumber(run, tenant);
  return execute(site.k, asking, (scene) => planned(on, scene, { ...queue, mail, number }));
}

interface Apart {
  readonly mail: StoredMail;
  readonly number: number;
  readonly queue: QueueId;
  readonly into: IntoQueue;
  readonly cases: CaseSettings;
}
/** The queue of the work it came to, and what holds there. */
function queueOf({ site, signed: { tenant }, seen }: OnCase, mail: StoredMail): Pick<Apart, 'queue' | 'into' | 'cases'> | undefined {
  const centre = site.centres.of(tenant);
  const work = seen.works.find((one) => one.id === mail.interaction) ?? seen.works[0];
  const queue = work?.state.queue ?? (centre?.mailboxes[mail.mailbox]?.queue as QueueId | undefined);
  const into = centre && queue ? intoQueue(centre, queue) : undefined;
  const cases = holdingOf(site, tenant)?.cases;
  return into && queue && cases ? { queue, into, cases } : undefined;
}

async function planned(on: OnCase, scene: Scene, { mail, number, queue, into, cases }: Apart): Promise<Plan | Refusal> {
  const { site, signed, seen } = on;
  const stored = await scene.load(caseKind, seen.of.id);
  if (!stored) return refuse('mails.notFound');
  const of = site.k.ids.next() as CaseId;
  const next = eventsOn(stored, { by: signed.person, type: 'split', mail: mail.id, into: of, number }, scene);
  if (isRefused(next)) return next;
  const { contact, changes, also } = await contactOf(on, scene, mail, stored.state.contact);
  const due = into.due(mail.createdAt);
  const began = newCase({
    ...{ id: of, number, subject: bare(mail.subject), contact, settings: cases, at: { is: 'new' } },
    ...{ follows: null, splitFrom: seen.of.id as CaseId, mailbox: mail.mailbox, due },
  });
  const interaction = site.k.ids.next() as InteractionId;
  const policy = { ...into.policy, dueAt: due.at };
  const initial: Email = newWork({ id: interaction, of, contact, policy, settings: into.settings, now: scene.now });
  const enqueue = { by: 'system', type: 'enqueue', queue } as const;
  const begun = started(initial, [enqueue, { by: 'outside', type: 'arrived', mail: mail.id }], scene.now);
  return {
    changes: [...changes, next, began, begun],
    also: [...also, ...moved(mail.id, of, interaction), mayStillRead(signed.person.agent, of, scene.now)],
    answer: { case: of, number, interaction },
  };
}

type V = (value: unknown) => string;
const ofTenant = "tenant_id = current_setting('app.tenant', true)";
const moved = (mail: string, to: string, interaction: string): NonNullable<Plan['also']> => [
  (v) => `update email_mails set case_id = ${v(to)}, interaction = ${v(interaction)} where ${ofTenant} and id = ${v(mail)}`,
  (v) => `update email_search set case_id = ${v(to)} where ${ofTenant} and mail = ${v(mail)}`,
  (v) => `update email_files set interaction = ${v(interaction)} where ${ofTenant} and mail = ${v(mail)}`,
];
/** Whoever split it off sees what became of it. */
const mayStillRead =
  (agent: string, id: string, now: number) =>
  (v: V): string =>
    `insert into email_parts (tenant_id, agent, case_id, at) values (current_setting('app.tenant', true), ${v(agent)}, ${v(id)}, ${v(now)}) on conflict do nothing`;

/** The customer of the case, or whoever else wrote. */
async function contactOf(
  { site, signed: { tenant } }: OnCase,
  scene: Scene,
  { speaker, head }: StoredMail,
  contact: ContactId | null,
): Promise<{ readonly contact: ContactId | null; readonly changes: readonly Change[]; readonly also: NonNullable<Plan['also']> }> {
  const from = writerOf(head, oursOf(site, tenant));
  if (speaker === 'contact' || !from) return { contact, changes: [], also: [] };
  return arrive(scene, site.k.ids, {
    ...{ tenant, known: null, name: from.name, callingCode: site.centres.of(tenant)?.tenant.callingCode ?? null },
    addresses: [{ kind: 'email', typed: from.address }],
  });
}
