import type { Clock, Ids } from '@patchbay/base/clock.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { Egress, Way } from '@patchbay/base/egress.node.ts';
import type { MailboxSecrets } from '@patchbay/configuration/items.ts';
import type { Reader } from '../mime/reader.node.ts';
import type { Account } from './account.ts';
import { type SentCopy, startCopying } from './copying.node.ts';
import { type Line, type Watched, watchFolder } from './folder.node.ts';
import type { Patience } from './imap.node.ts';
import type { Sources } from './sources.node.ts';
import { type Receive, startTaking } from './taking.node.ts';
import { type Signer, signerOf } from './token.node.ts';

/** What the mailboxes of a tenant stand on. */
export interface Post {
  readonly run: Run;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly egress: Egress;
  readonly way: Way;
  readonly sources: Sources;
  readonly reader: Reader;
  readonly receive: Receive;
  /** A mail of ours as it was sent; null: it is not there any more. */
  copyOf(mail: string): Promise<SentCopy | null>;
  readonly patience?: Patience;
  readonly pauses?: { readonly first: number; readonly last: number };
  secrets(mailbox: string): Promise<MailboxSecrets>;
  keepSecrets(mailbox: string, secrets: MailboxSecrets): Promise<void>;
  failed(error: unknown): void;
}

/** How a mailbox is: the worst of its lines, the last thing that went wrong, and when mail came last (ms; null: not since the start). */
export interface Light {
  readonly is: Line['is'];
  readonly said: string | null;
  readonly failedAt: number | null;
  readonly mailAt: number | null;
}
/** A mailbox that is fetched from until it is closed. */
export interface OpenMailbox {
  readonly account: Account;
  readonly signer: Signer;
  light(): Light;
  /** It is looked into at once, and lines that wait are opened. */
  ring(): void;
  /** A mail of ours was delivered. */
  sent(): void;
  close(): Promise<void>;
}

const usual = { first: 500, last: 60_000 };

/** Watches every folder of a mailbox, and receives what is fetched. [EM70] [EM71] */
export function openMailbox(post: Post, account: Account): OpenMailbox {
  const { tenant, mailbox } = account;
  const { run, clock, ids, sources } = post;
  const lines = new Map<string, Line>(account.folders.map((folder) => [folder, { is: 'connecting' }]));
  let last: { readonly said: string; readonly at: number } | null = null;
  let mailAt: number | null = null;
  const folders: Watched[] = [];
  const signing = { egress: post.egress, now: () => clock.now(), secrets: () => post.secrets(mailbox) };
  const signer = signerOf(account.oauth, { ...signing, keep: (secrets) => post.keepSecrets(mailbox, secrets) });
  const settleAll = () => {
    for (const folder of folders) folder.ring();
  };
  const taking = startTaking({ ...post, tenant, mailbox, received: settleAll });
  const tellOf = (name: string) => (line: Line) => {
    lines.set(name, line);
    if (line.is === 'failed') last = { said: line.said, at: clock.now() };
  };
  const pauses = post.pauses ?? usual;
  const { sent } = account;
  const copying = sent === null ? null : startCopying({ ...post, account: { ...account, sent }, signer, pauses, tell: tellOf(copies) });
  for (const folder of account.folders)
    folders.push(
      watchFolder({
        ...{ account, signer, way: post.way, ...(post.patience && { patience: post.patience }), pauses },
        at: {
          tenant,
          mailbox,
          folder,
          run,
          sources,
          first: account.first,
          now: clock.now,
          id: ids.next,
          failed: new Map(),
          gone: new Set(),
        },
        kept() {
          mailAt = clock.now();
          taking.ring();
        },
        tell: tellOf(folder),
      }),
    );
  return {
    account,
    signer,
    light: () => ({ is: worst([...lines.values()]), said: last?.said ?? null, failedAt: last?.at ?? null, mailAt }),
    ring() {
      taking.ring();
      settleAll();
    },
    sent: () => copying?.ring(),
    async close() {
      await Promise.all([...folders.map((one) => one.stop()), taking.stop(), copying?.stop()]);
    },
  };
}

/** The line by which copies go, beside those of the folders: no folder has this name. */
const copies = '';
const order = ['failed', 'connecting', 'connected'] as const;
const worst = (lines: readonly Line[]): Line['is'] => order.find((is) => lines.some((line) => line.is === is)) ?? 'connected';
