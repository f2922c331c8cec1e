import { setTimeout as pause } from 'node:timers/promises';
import type { Way } from '@patchbay/base/egress.node.ts';
import type { ImapFlow } from 'imapflow';
import type { Account } from './account.ts';
import { type Bell, newBell } from './bell.ts';
import { isUnauthenticated, openImap, type Patience, saidBy } from './imap.node.ts';
import { type Looking, look } from './look.node.ts';
import { settleReceived } from './settling.node.ts';
import type { Signer } from './token.node.ts';

/** How a line to a folder is: being opened, open, or broken, with the words of the mail server. */
export type Line = { readonly is: 'connecting' } | { readonly is: 'connected' } | { readonly is: 'failed'; readonly said: string };

/** What watching a folder stands on; `kept` hears that mails were fetched, `tell` how the line is. */
export interface Watching {
  readonly account: Account;
  readonly signer: Signer;
  readonly way: Way;
  readonly at: Looking;
  readonly patience?: Patience;
  /** Pauses before a line is opened anew: the first one, doubled each time, at most the last (ms). */
  readonly pauses: { readonly first: number; readonly last: number };
  kept(mails: number): void;
  tell(line: Line): void;
}
/** A folder that is watched until it is stopped. */
export interface Watched {
  /** Something is to be done there: look, settle; a line that waits to be opened is opened at once. */
  ring(): void;
  stop(): Promise<void>;
}

/** Watches a folder: each new mail is fetched, and what was received is settled, until it is stopped. [EM71] */
export function watchFolder(watching: Watching): Watched {
  const stopped = new AbortController();
  const bell = newBell();
  const over = live(watching, bell, stopped.signal);
  return {
    ring: bell.ring,
    async stop() {
      stopped.abort();
      bell.ring();
      await over;
    },
  };
}

async function live(watching: Watching, bell: Bell, stopped: AbortSignal): Promise<void> {
  const { pauses, tell } = watching;
  let wait = pauses.first;
  while (!stopped.aborted) {
    tell({ is: 'connecting' });
    try {
      await stay(watching, bell, stopped, () => {
        wait = pauses.first;
        tell({ is: 'connected' });
      });
    } catch (error) {
      if (stopped.aborted) return;
      if (isUnauthenticated(error)) watching.signer.spoiled();
      tell({ is: 'failed', said: saidBy(error) });
      const early = new AbortController();
      await bell.rung(pause(wait, undefined, { signal: early.signal }).catch(() => undefined)); // called off: somebody rang
      early.abort();
      wait = Math.min(wait * 2, pauses.last);
    }
  }
}

/** One line, as long as it holds: it is looked and settled whenever the bell rings. */
async function stay(
  { account, signer, way, at, patience, kept }: Watching,
  bell: Bell,
  stopped: AbortSignal,
  there: () => void,
): Promise<void> {
  const client = await openImap(account.imap, await signer.credentials(), { way, patience, signal: stopped });
  client.on('exists', bell.ring).on('close', bell.ring);
  at.gone.clear(); // of a line that broke: it is told again
  client.on('expunge', (told: Expunged) => hearsGone(client, at, told) && bell.ring());
  try {
    await client.mailboxOpen(at.folder);
    while (!stopped.aborted) {
      const mails = await look(client, at);
      there();
      if (mails) kept(mails);
      await settleReceived(client, at, account.handled);
      await bell.rung();
      if (!client.usable) throw new Error(endOf(client));
    }
  } finally {
    client.close();
  }
}

const endOf = ({ byeReason }: ImapFlow): string => byeReason ?? 'The mail server closed the line.';

/** What the library tells of a mail that has gone: its number only where the server speaks QRESYNC; `earlier`: while we were away. */
interface Expunged {
  readonly uid?: number;
  readonly earlier?: boolean;
}
/** The library does not count one less of what goes by its number, and would take the next mail for the one that has gone. */
function hearsGone({ mailbox }: ImapFlow, { gone }: Looking, { uid, earlier }: Expunged): boolean {
  if (uid === undefined) return false;
  gone.add(uid);
  if (earlier || !mailbox || mailbox.exists === 0) return false;
  mailbox.exists -= 1;
  return true;
}
