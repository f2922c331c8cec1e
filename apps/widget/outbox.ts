import type { InteractionId } from '@patchbay/base/decision.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import type { Answer } from './frames.ts';

/** A message on its way. Its id is also the key under which the server does it once. [WI4] */
export interface Outgoing {
  readonly id: string;
  readonly interaction: InteractionId;
  readonly text: string;
  /** A file that the server has already. */
  readonly file?: SentFile;
  readonly at: number;
  /** `failed`: the server could not be reached; `refused`: it was, and said why. */
  readonly is: 'sending' | 'sent' | 'failed' | 'refused';
  readonly why: string;
}
export type Outbox = readonly Outgoing[];

/** A new message behind all others; those that failed before it are tried again first, so that the order stays. [WI5] */
export const wrote = (outbox: Outbox, message: Pick<Outgoing, 'id' | 'interaction' | 'text' | 'file' | 'at'>): Outbox =>
  retried(outbox).concat({ ...message, is: 'sending', why: '' });

/** The one message to send now: strictly one after the other. [WI5] */
export const nextOf = (outbox: Outbox): Outgoing | undefined => outbox.find((m) => m.is === 'sending');

/** What an answer makes of a message; when the server cannot be reached, those behind it fail too. [WI6] */
export function answered(outbox: Outbox, id: string, answer: Answer): Outbox {
  if (answer.is === 'unreachable') return outbox.map((m) => (m.is === 'sending' ? { ...m, is: 'failed' } : m));
  return outbox.map((m) => (m.id !== id ? m : answer.is === 'done' ? { ...m, is: 'sent' } : { ...m, is: 'refused', why: answer.text }));
}

/** Everything that could not be sent, in its order once more: the line is back, or the customer writes on. [WI6] */
export const retried = (outbox: Outbox): Outbox => again(outbox);

/** The customer asks to try again; the one they ask for is tried even if the server refused it. [WI6] */
export const again = (outbox: Outbox, id?: string): Outbox =>
  outbox.map((m) => (m.is === 'failed' || (m.id === id && m.is === 'refused') ? { ...m, is: 'sending', why: '' } : m));

/** Without the messages that the transcript shows. [WI4] */
export const without = (outbox: Outbox, ids: ReadonlySet<string>): Outbox => outbox.filter((m) => !ids.has(m.id));
