import type { Effect } from '@patchbay/base/commit.node.ts';
import type { Plan, Scene } from '@patchbay/base/execute.node.ts';
import type { CaseId, MailId } from './email.ts';
import type { Intake } from './intake.node.ts';
import { keepingMail, lately, type StoredMail } from './mails.node.ts';
import { indexing } from './search.node.ts';
import { threadFields } from './threads/answer.ts';
import { isFromUs, silentFor, writerOf } from './threads/automatic.ts';
import { type Address, idsIn } from './threads/head.ts';
import { answering } from './threads/subject.ts';
import { escaped, wholeHtml, wholeText } from './writing.ts';

/** What a queue says to whoever writes first, and what stands around it. */
export interface Acknowledgement {
  readonly text: string;
  readonly header: string | null;
  readonly footer: string | null;
  /** It goes out as text alone. */
  readonly plain: boolean;
}
/** The case and the work that have just begun. */
interface Begun {
  readonly case: CaseId;
  readonly number: number;
  readonly interaction: StoredMail['interaction'];
}

const hour = 3_600_000;

/** Says to a person who begins a thread that their mail has come: once, and never round in circles. It is no answer: their time runs on. [EM231] [EM41] */
export async function acknowledging(
  intake: Intake,
  scene: Scene,
  says: Acknowledgement | null,
  begun: Begun,
): Promise<Pick<Plan, 'also' | 'effects'>> {
  const { came, author, holding, desk } = intake;
  const { head } = came.mail;
  const writer = writerOf(head, holding.ours);
  const to = writer && (head.replyTo[0] ?? writer);
  if (!says || !to || isFromUs({ from: to }, holding.ours)) return {};
  if (silentFor(head, author, await lately(scene.run, scene.tenant, to.address, scene.now - hour)) !== null) return {};
  const id = desk.k.ids.next() as MailId;
  const mail = mailTo(intake, says, { ...begun, id, to, now: scene.now });
  const effect: Effect = { id: `email acknowledge ${id}`, channel: 'email', body: { do: 'acknowledge', mail: id }, dueAt: scene.now };
  return { also: [keepingMail(scene.tenant, mail, null), indexing(scene.tenant, mail, [])], effects: [effect] };
}

function mailTo(
  { came, box, holding }: Intake,
  { text, header, footer, plain }: Acknowledgement,
  at: Begun & { readonly id: MailId; readonly to: Address; readonly now: number },
): StoredMail {
  const { head } = came.mail;
  const token = holding.sign(at.number);
  const fields = threadFields({ token, nonce: at.id, host: box.address.split('@')[1] ?? 'localhost' }, head, true);
  const ids = (name: string) => idsIn(fields.find((one) => one.name === name)?.value ?? '');
  const said = text.replaceAll('{case.number}', String(at.number));
  const whole = { header, footer, said: { text: said, html: escaped(said).replace(/\r?\n/g, '<br>') }, below: null };
  const messageId = ids('message-id')[0] ?? null;
  const subject = answering(head.subject, token, 'Re');
  const html = plain ? null : wholeHtml(whole);
  return {
    ...{ id: at.id, case: at.case, interaction: at.interaction, direction: 'out', mailbox: came.mailbox, messageId, bcc: [], subject },
    head: {
      ...{ messageId, inReplyTo: ids('in-reply-to'), references: ids('references'), from: { name: box.name, address: box.address } },
      ...{ replyTo: holding.replyTo(came.mailbox, at.number), to: [at.to], cc: [], subject, returnPath: null, fields },
    },
    ...{ speaker: 'agent', author: 'autoReply', agent: null, text: wholeText(whole), html, remote: [], marks: [] },
    ...{
      sentAt: null,
      createdAt: at.now,
      bytes: (html ?? text).length,
      raw: null,
      state: 'sending',
      said: null,
      draft: null,
      maskedAt: null,
    },
  };
}
