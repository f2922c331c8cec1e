import type { Clock } from '@patchbay/base/clock.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { Way } from '@patchbay/base/egress.node.ts';
import type { ImapFlow } from 'imapflow';
import type { Account } from './account.ts';
import { newBell } from './bell.ts';
import { copiesNow, nextCopy, noteCopied, noteCopyLater, type WaitingCopy } from './copies.node.ts';
import type { Line } from './folder.node.ts';
import { isUnauthenticated, openImap, type Patience, saidBy } from './imap.node.ts';
import { folderFor } from './settling.node.ts';
import type { Signer } from './token.node.ts';

/** A mail of ours as its recipients have it. */
export interface SentCopy {
  readonly messageId: string;
  readonly at: number;
  readonly raw: Buffer;
}
/** What copying stands on; `copyOf` answers null for a mail that is not there any more, `tell` hears how it goes. */
export interface Copying {
  readonly account: Account & { readonly sent: string };
  readonly run: Run;
  readonly clock: Clock;
  readonly signer: Signer;
  readonly way: Way;
  readonly patience?: Patience | undefined;
  /** Pauses before the next try: the first one, four times as long each time, at most the last (ms). */
  readonly pauses: { readonly first: number; readonly last: number };
  copyOf(mail: string): Promise<SentCopy | null>;
  tell(line: Line): void;
  failed(error: unknown): void;
}
/** Copying, until it is stopped. */
export interface Copies {
  /** A mail was delivered. */
  ring(): void;
  stop(): Promise<void>;
}

/** What another server has delivered is found so often. */
const lookMs = 60_000;

/** Lays what was delivered into the folder of what was sent, each mail once; what fails is tried again, and never touches the delivery. [EM261] */
export function startCopying(copying: Copying): Copies {
  const { clock, failed } = copying;
  const bell = newBell();
  const stopped = new AbortController();
  async function live() {
    while (!stopped.signal.aborted) {
      const due = await round(copying, stopped.signal).catch((error: unknown) => {
        failed(error);
        return undefined; // the database is away
      });
      if (stopped.signal.aborted) return;
      const cancel = clock.wake(Math.min(due ?? Number.POSITIVE_INFINITY, clock.now() + lookMs), bell.ring);
      await bell.rung();
      cancel();
    }
  }
  const over = live();
  return {
    ring: bell.ring,
    async stop() {
      stopped.abort(new Error('The mailbox is closed.'));
      bell.ring();
      await over;
    },
  };
}

/** Copies all that is due; answers when the next one is. */
async function round(copying: Copying, stopped: AbortSignal): Promise<number | undefined> {
  const { run, account, clock, tell } = copying;
  const { tenant, mailbox } = account;
  const waiting = await copiesNow(run, tenant, mailbox, clock.now());
  if (waiting.length) {
    const said = await copyAll(copying, waiting, stopped);
    if (!stopped.aborted) tell(said === null ? { is: 'connected' } : { is: 'failed', said: `${account.sent}: ${said}` });
  }
  return nextCopy(run, tenant, mailbox);
}

/** One line for all of them; what it was that failed, in the words of the mail server. */
async function copyAll(copying: Copying, waiting: readonly WaitingCopy[], stopped: AbortSignal): Promise<string | null> {
  const { account, run, clock, pauses, signer, way, patience } = copying;
  const later = ({ mail, tries }: WaitingCopy) =>
    noteCopyLater(run, account.tenant, mail, clock.now() + Math.min(pauses.first * 4 ** tries, pauses.last));
  const left = [...waiting];
  let said: string | null = null;
  try {
    const client = await openImap(account.imap, await signer.credentials(), { way, patience, signal: stopped });
    try {
      await folderFor(client, account.sent);
      await client.mailboxOpen(account.sent);
      for (let one = left[0]; one && client.usable; one = left[0]) {
        try {
          await copy(client, copying, one.mail);
          await noteCopied(run, account.tenant, one.mail);
        } catch (error) {
          said = saidBy(error);
          await later(one);
        }
        left.shift();
      }
      if (left.length) throw new Error('The mail server closed the line.');
    } finally {
      client.close();
    }
  } catch (error) {
    if (stopped.aborted) return said;
    if (isUnauthenticated(error)) signer.spoiled();
    said = saidBy(error);
    for (const one of left) await later(one);
  }
  return said;
}

/** It is looked for before: a mail server may lay it there by itself, and we may have died after it was there. */
async function copy(client: ImapFlow, { account, copyOf }: Copying, mail: string): Promise<void> {
  const sent = await copyOf(mail);
  if (!sent) return;
  const there = await client.search({ header: { 'message-id': `<${sent.messageId}>` } }, { uid: true });
  if (!there) throw new Error('The mail server did not search.');
  if (there.length) return;
  if (!(await client.append(account.sent, sent.raw, ['\\Seen'], new Date(sent.at))))
    throw new Error('The mail server did not take the copy.');
}
