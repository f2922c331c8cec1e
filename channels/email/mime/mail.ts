import type { Format } from '@patchbay/files/file.ts';
import type { Report } from '../threads/bounce.ts';
import type { Head } from '../threads/head.ts';

/** A mail that came, read: no byte of it is trusted beyond this. */
export interface Mail {
  readonly head: Head;
  /** When its writer says it was sent (ms since 1970); null: not said, or nonsense. */
  readonly sentAt: number | null;
  /** The plain text; made of the HTML where there is none. */
  readonly text: string;
  /** Cleaned HTML; null: there is none, or it is too long to be shown. */
  readonly html: Clean | null;
  readonly attachments: readonly Attachment[];
  readonly marks: readonly Mark[];
  /** What a report of delivery says; null: it is none. */
  readonly report: Report | null;
}
/** HTML that may be shown in a frame without scripts. */
export interface Clean {
  readonly html: string;
  /** The remote pictures that are held back, in order; the HTML names each by its place. */
  readonly remote: readonly string[];
}
/** What we recognise and do not open: told to whoever reads it. */
export type Mark = 'encryptedSmime' | 'signedSmime' | 'encryptedPgp' | 'signedPgp' | 'winmail' | 'calendar' | 'htmlTooLong' | 'textTooLong';

/** A part that is a file. */
export interface Attachment {
  readonly name: string;
  /** What its content says it is; null: nothing we know. */
  readonly format: Format | null;
  /** What the mail says it is. */
  readonly declared: string;
  /** Shown in the HTML under this id; null: it is not. */
  readonly cid: string | null;
  /** The key of a text: why it is not to be opened; null: nothing speaks against it. */
  readonly warning: string | null;
  readonly content: Uint8Array;
}

/** Why a mail cannot be read: it is kept as it came, and set aside. */
export type Poison = 'tooLarge' | 'tooDeep' | 'tooManyParts' | 'tooLong' | 'unreadable';
/** A mail that was read, or why it was not. */
export type Reading = { readonly mail: Mail } | { readonly poison: Poison; readonly said: string };

/** What a mail may be at most: bytes of the whole, levels of parts, parts, and what reading it may take of time and memory. */
export interface Limits {
  readonly bytes: number;
  readonly depth: number;
  readonly parts: number;
  readonly ms: number;
  readonly megabytes: number;
}
export const limits: Limits = { bytes: 50 * 1024 * 1024, depth: 60, parts: 500, ms: 20_000, megabytes: 512 };
