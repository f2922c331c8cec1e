import type { Command } from './command.ts';
import { answered, nextOf, type Outbox, type Outgoing } from './outbox.ts';

/** Where the messages lie. */
export interface Box {
  get(): Outbox;
  set(outbox: Outbox): void;
  /** The server has this message for certain. */
  arrived(message: Outgoing): void;
}

/** Sends what lies in the outbox, one message after the other; calling it again while it runs does nothing. [WI5] */
export function sender(command: Command, box: Box): () => Promise<void> {
  let busy = false;
  const next = async (): Promise<void> => {
    const message = nextOf(box.get());
    if (busy || !message) return;
    busy = true;
    const { id, interaction, text, file } = message;
    const what = file ? { type: 'file', file: file.id, alt: file.alt } : { type: 'message', text };
    const answer = await command({ ...what, interaction, id }, id);
    busy = false;
    box.set(answered(box.get(), id, answer));
    if (answer.is === 'done') box.arrived(message);
    return next();
  };
  return next;
}
