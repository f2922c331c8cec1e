import { type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { FileFacts, FileSettings, Kinds, SentFile } from '@patchbay/files/file.ts';
import { mostBytes, wrongName } from '@patchbay/files/rules.ts';

/** A file that somebody has chosen and not sent yet. */
export interface Attachment {
  /** Its sender's own id: sent again under it, it is the same file. [FI1] */
  readonly id: string;
  readonly interaction: string;
  readonly name: string;
  readonly size: number;
  readonly picture: boolean;
  /** What a picture shows, in words. */
  readonly alt: string;
  readonly is: Attaching;
}
/** On its way (so much of it, 0 to 1), on the server, not reached it (again is possible), or refused for a reason fit to be read. */
export type Attaching =
  | { readonly now: 'uploading'; readonly part: number }
  | { readonly now: 'ready'; readonly file: FileFacts }
  | { readonly now: 'unreached' }
  | { readonly now: 'refused'; readonly why: string };

/** What may be sent: told before a byte is. [FI2] */
export type Allowed = Kinds & Pick<FileSettings, 'megabytes'>;

/** Why a file cannot be sent, as far as its name and size tell; undefined: it may. */
export function unfit(file: { readonly name: string; readonly size: number }, allowed: Allowed): Refusal | undefined {
  if (file.size === 0) return refuse('files.empty');
  if (file.size > mostBytes(allowed)) return refuse('files.tooLarge', { most: allowed.megabytes });
  return wrongName(file.name, allowed);
}

/** Whether all that is chosen could be sent now. */
export const allReady = (attachments: readonly Attachment[]): boolean => attachments.every(({ is }) => is.now === 'ready');

/** The files as messages will show them. */
export const sentFiles = (attachments: readonly Attachment[]): readonly SentFile[] =>
  attachments.flatMap(({ is, alt }) => (is.now === 'ready' ? [{ ...is.file, alt: alt.trim() }] : []));

/** Changes one of them. */
export const changed = (all: readonly Attachment[], id: string, by: Partial<Attachment>): readonly Attachment[] =>
  all.map((one) => (one.id === id ? { ...one, ...by } : one));
