import type { OwnServer } from '@patchbay/email/mailbox/wanted.ts';
import { z } from 'zod';

/** Whether the engines of calls run, as the supervisor says: `off`, `starting`, `ready`, or why they do not. Nobody else runs any. */
export function voiceNews(): () => string {
  let voice = 'off';
  process.on('message', (message) => {
    voice = voiceIn(message) ?? voice;
  });
  return () => voice;
}

/** The mail server that is brought for trying, as the supervisor says; tells whoever listens when it changes. */
export interface MailNews {
  now(): OwnServer;
  heard(listener: () => void): void;
}
/** What the supervisor says of it; nobody else runs any. */
export function mailNews(): MailNews {
  let now: OwnServer = { is: 'off' };
  let listener = () => {};
  process.on('message', (message) => {
    const read = mail.safeParse(message);
    if (!read.success) return;
    now = read.data.state;
    listener();
  });
  return { now: () => now, heard: (next) => void (listener = next) };
}

const port = z.number().int().min(1).max(65_535);
const mail = z.object({
  type: z.literal('mail'),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.enum(['off', 'starting']) }),
    z.object({ is: z.literal('ready'), imap: port, smtp: port, password: z.string() }),
    z.object({ is: z.literal('failed'), reason: z.string() }),
  ]),
});

/** `{ type: 'voice', state }`, where a state is a word or has a reason. */
function voiceIn(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'voice' || !('state' in message))
    return undefined;
  const { state } = message;
  if (typeof state === 'string') return state;
  return typeof state === 'object' && state !== null && 'reason' in state ? String(state.reason) : undefined;
}
