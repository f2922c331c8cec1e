import type { Text } from '@patchbay/configuration/text.ts';
import type { Sorting } from '@patchbay/email/sorting.ts';

/** Where mail is fetched or sent. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'tls' | 'starttls' | 'none';
  readonly user?: string | undefined;
}
/** A mailbox as a file of the configuration has it; secrets only when they are written anew. */
export interface MailboxIs {
  readonly address: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly queue: string;
  readonly rules: readonly Sorting[];
  readonly imap: MailServer | null;
  readonly smtp: MailServer | null;
  readonly oauth: { readonly tokenUrl: string; readonly clientId: string; readonly scope: string | null } | null;
  readonly folders: readonly string[];
  readonly handled: 'keep' | 'seen' | { readonly move: string };
  readonly first: 'unseen' | 'all' | 'new';
  readonly sent: string | null;
  readonly plus: boolean | null;
  readonly disabled: boolean;
  readonly password?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly refreshToken?: string | undefined;
}
/** The secrets there can be. */
export const secretNames = ['password', 'clientSecret', 'refreshToken'] as const;
export type SecretName = (typeof secretNames)[number];
/** A mailbox as its administrators see it. */
export interface MailboxShown {
  readonly is: MailboxIs;
  readonly version: string;
  /** Which of its secrets are kept; never what they are. */
  readonly secrets: readonly SecretName[];
  readonly light: {
    readonly is: 'connecting' | 'connected' | 'failed' | 'off';
    readonly said: string | null;
    readonly failedAt?: number | null;
    readonly mailAt?: number | null;
  };
  /** Copies of sent mails that could not be laid into it for 30 days, lately; left out where that was not asked. */
  readonly copiesGivenUp?: number;
}
/** All of a centre, and the queues they can lead to. */
export interface MailboxesShown {
  readonly mailboxes: Readonly<Record<string, MailboxShown>>;
  readonly queues: Readonly<Record<string, Text>>;
}
/** A mail that was set aside. */
export interface AsideShown {
  readonly id: string;
  readonly mailbox: string;
  readonly reason: 'tooLarge' | 'tooDeep' | 'tooManyParts' | 'tooLong' | 'unreadable' | 'unfetchable' | 'failed' | 'ownMachine';
  readonly said: string;
  readonly bytes: number;
  readonly receivedAt: number;
}

/** Words as people type them: apart by commas or line ends. */
export const wordsIn = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split(/[,;\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
/** The same to edit. */
export const typedWords = (words: readonly string[]): string => words.join(', ');

/** A new mailbox: it lies on the mail server for trying until it has its own. */
export const newMailbox = (address: string, name: string, queue: string): MailboxIs => ({
  ...{ address: address.trim().toLowerCase(), name: name.trim(), aliases: [], queue, rules: [], imap: null, smtp: null, oauth: null },
  ...{ folders: ['INBOX'], handled: 'seen', first: 'unseen', sent: null, plus: null, disabled: false },
});

/** The usual ports of a host that is typed first. */
export const serverOf = (kind: 'imap' | 'smtp', { address }: Pick<MailboxIs, 'address'>): MailServer => ({
  host: `${kind}.${address.split('@')[1] ?? 'example'}`,
  port: kind === 'imap' ? 993 : 465,
  tls: 'tls',
});
const ports = { imap: { tls: 993, starttls: 143, none: 143 }, smtp: { tls: 465, starttls: 587, none: 25 } } as const;
/** A server spoken to in another way: the usual port goes along, one that somebody has typed stays. */
export const withTls = (kind: 'imap' | 'smtp', server: MailServer, tls: MailServer['tls']): MailServer => ({
  ...server,
  tls,
  port: server.port === ports[kind][server.tls] ? ports[kind][tls] : server.port,
});

/** What is written of a form: what was left empty is left out. */
export function toWrite(draft: MailboxIs): MailboxIs {
  const server = (one: MailServer | null): MailServer | null => {
    if (!one) return null;
    const { user, ...rest } = one;
    return user?.trim() ? { ...rest, user: user.trim() } : rest;
  };
  const { password, clientSecret, refreshToken, ...rest } = draft;
  return {
    ...rest,
    ...{ imap: server(draft.imap), smtp: server(draft.smtp) },
    ...(password && { password }),
    ...(clientSecret && { clientSecret }),
    ...(refreshToken && { refreshToken }),
    rules: draft.rules.map(({ priority, ...rule }) => (priority === undefined ? rule : { ...rule, priority })),
  };
}
/** A rule that says nothing is none. */
export const isEmptyRule = ({ from, to, words }: Sorting): boolean => from.length + to.length + words.length === 0;
