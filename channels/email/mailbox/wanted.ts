import type { TenantId } from '@patchbay/base/decision.ts';
import type { MailboxSettings } from '@patchbay/configuration/mailbox.ts';
import type { Account } from './account.ts';

/** The mail server that is brought for trying: not wanted, being started, there, or why it is not. */
export type OwnServer =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | { readonly is: 'ready'; readonly imap: number; readonly smtp: number; readonly password: string }
  | { readonly is: 'failed'; readonly reason: string };

/** Why a mailbox is not opened: nobody wants it, or the mail server that it lies on does not run. */
export interface Off {
  readonly off: 'disabled' | 'own';
  readonly said: string;
}

/** A mailbox of the configuration as it is opened, or why it is not. */
export function wanted(tenant: TenantId, mailbox: string, settings: MailboxSettings, own: OwnServer): Account | Off {
  const { address, imap, smtp, folders, handled, first, sent, oauth, disabled } = settings;
  if (disabled) return { off: 'disabled', said: '' };
  const rest = { tenant, mailbox, address, folders, handled, first, sent };
  if (imap && smtp)
    return { ...rest, oauth, imap: { ...imap, user: imap.user ?? address }, smtp: { ...smtp, user: smtp.user ?? imap.user ?? address } };
  if (own.is !== 'ready') return { off: 'own', said: own.is === 'failed' ? own.reason : own.is };
  const at = { host: '127.0.0.1', tls: 'none', user: address } as const;
  return { ...rest, oauth: null, imap: { ...at, port: own.imap }, smtp: { ...at, port: own.smtp } };
}
