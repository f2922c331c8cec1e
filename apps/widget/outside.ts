import type { InteractionId } from '@patchbay/base/decision.ts';
import type { Filled } from './form.ts';
import type { Absence, Answer, Identity, Look, VisitorFrame, Wait } from './frames.ts';
import type { Outgoing } from './outbox.ts';
import type { Proofs } from './proof.ts';

/** Everything a visit needs from the browser, so that it can be tested without one. */
export interface Outside {
  /** Milliseconds since 1970, by the customer's clock. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  /** A new name that no one else has. */
  id(): string;
  /** The address the customer is at. */
  page(): string;
  /** Runs once after so many milliseconds; answers how to call that off. */
  after(ms: number, run: () => void): () => void;
  /** POSTs to the server; a 5xx or no answer in time is `unreachable`. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  connect(on: SocketEvents): Socket;
  /** Runs in one tab at a time. */
  alone<T>(run: () => Promise<T>): Promise<T>;
  readonly memory: Memory;
  readonly drafts: Drafts;
  /** What the site says of who the customer is. */
  readonly proof: Proofs;
}
/** What a socket reports; `closed` comes once. */
export interface SocketEvents {
  opened(): void;
  frame(frame: VisitorFrame): void;
  closed(): void;
}
/** A WebSocket; sending on one that is not open does nothing. */
export interface Socket {
  send(frame: unknown): void;
  close(): void;
}

/** What is being written in this tab; it survives a reload. */
export interface Drafts {
  form(): Filled;
  keepForm(filled: Filled): void;
  message(): string;
  keepMessage(text: string): void;
}

/** What outlives the page, shared by all tabs. */
export interface Memory {
  read(): Kept;
  write(part: Partial<Kept>): void;
  /** Messages not yet known to have arrived, oldest first. */
  unsent(): readonly Unsent[];
  put(message: Unsent): void;
  drop(id: string): void;
}
export type Unsent = Pick<Outgoing, 'id' | 'interaction' | 'text' | 'file' | 'at'>;
/** One customer's visits with one widget. */
export interface Kept {
  /** With this the same customer comes back. */
  readonly resume: string | null;
  readonly token: string | null;
  /** Until when the token is used, by the customer's clock. */
  readonly until: number;
  readonly look: Look | null;
  /** Whom the site has named, as the server has taken it. */
  readonly identity: Identity | null;
  /** No chat can begin, as it was when the token was got. */
  readonly away: Absence | null;
  /** How long a chat would have waited then. */
  readonly wait: Wait;
  /** When it opens or closes next, or is worth asking again, by the customer's clock. */
  readonly turns: number | null;
  /** The chat that is open, or over and not yet put away. */
  readonly chat: InteractionId | null;
  /** A chat whose start the server has not confirmed. */
  readonly start: { readonly key: string; readonly body: unknown } | null;
  readonly seen: number;
  readonly open: boolean;
}
export const nothingKept: Kept = {
  resume: null,
  token: null,
  until: 0,
  look: null,
  identity: null,
  away: null,
  wait: null,
  turns: null,
  chat: null,
  start: null,
  seen: 0,
  open: false,
};

/** One timer that can be set anew and called off. */
export function alarm(outside: Pick<Outside, 'after'>) {
  let off: (() => void) | null = null;
  const cancel = () => {
    off?.();
    off = null;
  };
  return {
    set(ms: number, run: () => void) {
      cancel();
      off = outside.after(ms, () => {
        off = null;
        run();
      });
    },
    off: cancel,
    isSet: () => off !== null,
  };
}
