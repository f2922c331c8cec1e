import type { Pending } from '@patchbay/chat/transcript.ts';
import type { Timeline } from './timeline.ts';

/** A message of ours on its way into a chat. */
export interface Outgoing extends Pending, Partial<Knowing> {
  readonly interaction: string;
}
/** How much of the chat was on the screen when it was written, so that it does not cross what others wrote. [CH86] */
export interface Knowing {
  readonly seen: number;
  readonly sure: true;
}
/** Messages that the stream has not confirmed, in the order they were written. */
export type Outbox = readonly Outgoing[];

/** How a try to send ended: taken, refused for good, or not reached the server. */
export type Sent =
  | { readonly is: 'taken' }
  | { readonly is: 'refused'; readonly text: string; readonly crossed?: boolean }
  | { readonly is: 'unreached' };

/** Adds what the agent has just written. */
export const written = (
  outbox: Outbox,
  message: Pick<Outgoing, 'id' | 'interaction' | 'text' | 'inside' | 'at' | 'file' | 'seen' | 'sure'>,
): Outbox => [...outbox, { ...message, is: 'waiting', why: null }];

/** What may be sent now: the first of each chat, and only if that chat is known to be current. [DT10] */
export function sendable(outbox: Outbox, current: (interaction: string) => boolean): readonly Outgoing[] {
  const open = outbox.filter((m) => m.is === 'waiting' || m.is === 'sending');
  return open.filter(
    (m, k) => m.is === 'waiting' && current(m.interaction) && open.findIndex((o) => o.interaction === m.interaction) === k,
  );
}

/** It is on its way. */
export const sending = (outbox: Outbox, id: string): Outbox => change(outbox, id, { is: 'sending', why: null });

/** What became of a try. One that was taken stays until the stream shows it; one that did not reach the server waits and is sent again with the same id. [DT9] */
export function settled(outbox: Outbox, id: string, sent: Sent): Outbox {
  if (sent.is === 'taken') return change(outbox, id, { is: 'taken', why: null });
  if (sent.is === 'unreached') return change(outbox, id, { is: 'waiting', why: null });
  return change(outbox, id, { is: 'failed', why: sent.text, ...(sent.crossed && { crossed: true }) });
}

/** The agent wants a refused one to be tried again; it is another message then, with a new id, and knows what is on the screen now. */
export const retried = (outbox: Outbox, id: string, next: string, knowing: Knowing): Outbox =>
  change(outbox, id, { is: 'waiting', why: null, crossed: false, id: next, ...knowing });

/** The stream has shown these messages. */
export function confirmed(outbox: Outbox, ids: ReadonlySet<string>): Outbox {
  return outbox.some((m) => ids.has(m.id)) ? outbox.filter((m) => !ids.has(m.id)) : outbox;
}

/** Those that a transcript shows already, e.g. one read anew after a loss of the line. */
export function shownOf(outbox: Outbox, timelines: Readonly<Record<string, Timeline>>): ReadonlySet<string> {
  const shown = (m: Outgoing): boolean =>
    (timelines[m.interaction]?.entries ?? []).some(
      ({ event }) => (event.type === 'chat.said' || event.type === 'chat.whispered') && event.id === m.id,
    );
  return new Set(outbox.filter(shown).map((m) => m.id));
}

/** Given up by the agent. */
export const discarded = (outbox: Outbox, id: string): Outbox => outbox.filter((m) => m.id !== id);

/** After a reload nothing is on its way any more; what may have been taken is sent again with the same id. */
export const restored = (outbox: Outbox): Outbox => outbox.map((m) => (m.is === 'failed' ? m : { ...m, is: 'waiting' }));

const change = (outbox: Outbox, id: string, by: Partial<Outgoing>): Outbox => outbox.map((m) => (m.id === id ? { ...m, ...by } : m));
