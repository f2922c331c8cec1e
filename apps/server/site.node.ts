import type { Egress } from '@patchbay/base/egress.node.ts';
import type { Kernel } from '@patchbay/base/execute.node.ts';
import type { Hub } from '@patchbay/base/hub.ts';
import type { Vault } from '@patchbay/base/vault.node.ts';
import type { MailFiles } from '@patchbay/email/files.node.ts';
import type { Sources } from '@patchbay/email/mailbox/sources.node.ts';
import type { tokensOf } from '@patchbay/email/threads/token.node.ts';
import type { FileDesk } from '@patchbay/files/take.node.ts';
import type { Channels } from '@patchbay/interactions/act.node.ts';
import type { Decider } from '@patchbay/routing/decider.node.ts';
import type { Logger } from 'pino';
import type { Centres } from './centres.node.ts';
import type { Mailboxes } from './mailboxes.node.ts';
import type { Previews } from './previews.ts';
import type { Door } from './telephony.node.ts';

/** Everything the routes and sockets of one server stand on. */
export interface Site {
  readonly k: Kernel;
  readonly centres: Centres;
  readonly channels: Channels;
  readonly hub: Hub;
  readonly files: FileDesk;
  /** Where files of mails lie. */
  readonly mailFiles: MailFiles;
  /** The sources of mails as they came. */
  readonly mailSources: Sources;
  /** Signs and verifies the names of cases in mails. */
  readonly tokens: (tenant: string) => ReturnType<typeof tokensOf>;
  /** The mailboxes of every centre: fetched from and sent through. */
  readonly mailboxes: () => Mailboxes;
  /** Seals what must not be readable in the database. */
  readonly vault: Vault;
  /** The way out to others. */
  readonly egress: Egress;
  /** By tenant. */
  readonly deciders: ReadonlyMap<string, Decider>;
  /** Widgets as administrators would have them. */
  readonly previews: Previews;
  readonly log: Logger;
  /** Whether the engines of calls run, if anybody tells. */
  readonly voice: (() => string) | undefined;
  /** The telephony process, while there is one. */
  readonly telephony: () => Pick<Door, 'press' | 'audio'> | undefined;
}
