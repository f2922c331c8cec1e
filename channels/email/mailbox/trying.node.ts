import type { MailId } from '../email.ts';
import { compose } from '../out/compose.node.ts';
import { send, tryServer } from '../out/send.node.ts';
import type { Sent } from '../out/sent.ts';
import type { Account, Credentials } from './account.ts';
import type { Reach } from './imap.node.ts';
import { openImap, saidBy } from './imap.node.ts';

/** Whether one can sign in to both servers of a mailbox, and open its folders; null: yes, else why not in their words. */
export interface Tried {
  readonly imap: string | null;
  readonly smtp: string | null;
}

/** Signs in as fetching and sending do, and changes nothing. [EM81] */
export async function tryMailbox(account: Account, credentials: Credentials, reach: Reach): Promise<Tried> {
  const fetching = async () => {
    const client = await openImap(account.imap, credentials, reach);
    try {
      for (const folder of account.folders) await client.mailboxOpen(folder, { readOnly: true });
    } finally {
      client.close();
    }
  };
  const [imap, smtp] = await Promise.all(
    [fetching, () => tryServer({ server: account.smtp, credentials, ...reach })].map((work) => work().then(() => null, saidBy)),
  );
  return { imap: imap ?? null, smtp: smtp ?? null };
}

/** A short mail that shows that sending works; `id` makes it one of its own. [EM81] */
export async function sendTrial(
  account: Account & { readonly name: string },
  {
    to,
    id,
    at,
    subject,
    text,
  }: { readonly to: string; readonly id: string; readonly at: number; readonly subject: string; readonly text: string },
  how: Reach & { readonly credentials: Credentials },
): Promise<Sent> {
  const host = account.address.split('@')[1] ?? 'localhost';
  const raw = await compose({
    ...{ id: id as MailId, from: { name: account.name, address: account.address }, to: [{ name: '', address: to }], at, subject, text },
    ...{ replyTo: [], cc: [], bcc: [], messageId: `${id}@${host}`, inReplyTo: null, references: [], html: null, files: [] },
    headers: [{ name: 'auto-submitted', value: 'auto-generated' }],
  });
  return send({ from: account.address, to: [to] }, raw, { ...how, server: account.smtp });
}
