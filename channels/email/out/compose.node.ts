import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailId } from '../email.ts';
import type { Address } from '../threads/head.ts';

/** A file that goes with a mail; with a `cid` it is shown in the HTML. */
export interface FileToSend {
  readonly name: string;
  readonly type: string;
  readonly cid?: string;
  /** Where it lies on our disk. */
  readonly path: string;
}
/** A mail as it goes out: who, what, and the fields that tie it to its thread (`threadFields`). */
export interface MailToSend {
  readonly id: MailId;
  readonly from: Address;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly subject: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly text: string;
  readonly html: string | null;
  readonly files: readonly FileToSend[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** When it was sent (ms since 1970). */
  readonly at: number;
}

const angled = (id: string) => `<${id.replace(/^<|>$/g, '')}>`;

/** The mail as bytes (RFC 5322, RFC 2045): whoever gets a blind copy is not named, nothing is fetched from anywhere. [EM85] */
export async function compose(mail: MailToSend): Promise<Buffer> {
  const { from, replyTo, to, cc, subject, text, html } = mail;
  return new MailComposer({
    ...{ from: named(from), to: to.map(named), cc: cc.map(named), replyTo: replyTo.map(named), subject, text, date: new Date(mail.at) },
    ...(html !== null && { html }),
    messageId: angled(mail.messageId),
    ...(mail.inReplyTo && { inReplyTo: angled(mail.inReplyTo) }),
    ...(mail.references.length && { references: mail.references.map(angled) }),
    headers: mail.headers.map(({ name, value }) => ({ key: name, value })),
    attachments: mail.files.map(({ name, type, cid, path }) => ({
      ...{ filename: name, contentType: type, path, contentDisposition: cid ? 'inline' : 'attachment' },
      ...(cid && { cid }),
    })),
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
const named = ({ name, address }: Address) => ({ name, address });
