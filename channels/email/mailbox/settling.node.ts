import type { ImapFlow } from 'imapflow';
import type { Handled } from './account.ts';
import type { Looking } from './look.node.ts';
import { settle, unsettled } from './places.node.ts';

/** Does in the mailbox what is done with mails that we have, and notes it; one that is not there any more is done with. [EM76] */
export async function settleReceived(client: ImapFlow, at: Looking, handled: Handled): Promise<void> {
  for (;;) {
    const { mailbox } = client;
    if (!mailbox) throw new Error('The folder is not open.');
    const uids = await unsettled(at.run, at, mailbox.uidValidity);
    if (uids.length === 0) return;
    await handle(client, uids.join(','), handled);
    if (!client.usable) throw new Error('The line to the mail server broke.');
    await settle(at.run, at, mailbox.uidValidity, uids);
  }
}

async function handle(client: ImapFlow, range: string, handled: Handled): Promise<void> {
  if (handled === 'keep') return;
  if (handled === 'seen') return done(await client.messageFlagsAdd(range, ['\\Seen'], { uid: true }), 'mark mails as read');
  await folderFor(client, handled.move);
  if (client.capabilities.has('MOVE')) return done(await client.messageMove(range, handled.move, { uid: true }), 'move mails');
  // Without MOVE (RFC 6851) nothing is deleted before its copy is there.
  done(await client.messageCopy(range, handled.move, { uid: true }), 'copy mails');
  done(await client.messageDelete(range, { uid: true }), 'delete copied mails');
}

/** Makes a folder where there is none. */
export async function folderFor(client: ImapFlow, path: string): Promise<void> {
  if (!(await client.list()).some((folder) => folder.path === path)) await client.mailboxCreate(path);
}

function done(answer: unknown, what: string): void {
  if (!answer) throw new Error(`The mail server did not ${what}.`);
}
