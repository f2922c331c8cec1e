import type { TenantId } from '@patchbay/base/decision.ts';
import type { Mail } from '../mime/mail.ts';

/** A mail that came, read, with its source. */
export interface ReceivedMail {
  readonly tenant: TenantId;
  readonly mailbox: string;
  /** The same mail has the same key, however often it is fetched. */
  readonly key: string;
  /** When the mail server got it (ms since 1970). */
  readonly receivedAt: number;
  readonly mail: Mail;
  readonly raw: { readonly file: string; readonly bytes: number };
}
/** Makes of a mail what it is for the centre, in one transaction, once for each key. */
export type Receive = (mail: ReceivedMail) => Promise<{ readonly was: 'new' | 'repeated' | 'ours' | 'report' | 'dropped' }>;
