import type { TenantId } from '@patchbay/base/decision.ts';

/** A mail server and who signs in there: TLS from the first byte, after STARTTLS, or none (only on this machine). */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: 'tls' | 'starttls' | 'none';
  readonly user: string;
}
/** What happens in the mailbox to a mail that we have: nothing, it is marked as read, or it is moved. */
export type Handled = 'keep' | 'seen' | { readonly move: string };
/** Which of the mails that lie there at the first contact are ours: those nobody has read, all, or none. */
export type First = 'unseen' | 'all' | 'new';
/** Where tokens come from (RFC 6749): by a refresh token where there is one, else by the client's own credentials. */
export interface TokenServer {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly scope: string | null;
}
/** A mailbox as it is fetched from and sent through. */
export interface Account {
  readonly tenant: TenantId;
  readonly mailbox: string;
  readonly address: string;
  readonly imap: MailServer;
  readonly smtp: MailServer;
  readonly folders: readonly string[];
  readonly handled: Handled;
  readonly first: First;
  /** Where a copy of what was sent is laid; null: nowhere. */
  readonly sent: string | null;
  readonly oauth: TokenServer | null;
}

/** What one signs in with at this moment. */
export type Credentials = { readonly password: string } | { readonly accessToken: string };
