import type { AnyEvent } from './subject.ts';

/** A place in the stream of a database: everything before it is known. Opaque to clients. */
export interface Position {
  /** Of this database only; another one after a restore. */
  readonly epoch: string;
  /** Every transaction below this one is settled. */
  readonly xid: string;
}

/** One thing as it is now. */
export interface SubjectFrame {
  readonly f: 'subject';
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly state: unknown;
}
/** What happened to one thing: events `from + 1` to `to`, one version each. */
export interface EventsFrame {
  readonly f: 'events';
  readonly kind: string;
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly by: string;
  readonly events: readonly AnyEvent[];
}
/** How a queue stands; not stored. */
export interface QueueStatistic {
  readonly queue: string;
  readonly waiting: number;
  readonly longestSince: number | null;
  readonly ready: number;
  /** How long who comes now would wait, from and to, in minutes; null: nobody would have to, or it is not known. */
  readonly wait: readonly [number, number] | null;
}

/** What somebody is writing, as it was saved last; every save has another revision. */
export interface SavedDraft {
  readonly text: string;
  readonly caret: number;
  readonly rev: string;
}

/** A colleague on the same conversation; `note`: what they write is for staff only. */
export interface Beside {
  readonly agent: string;
  readonly writing: boolean;
  readonly note?: true;
}

/** What the server says to a desktop. `now` is the server's clock, so that countdowns are right. */
export type Frame =
  | SubjectFrame
  | EventsFrame
  /** Everything this person may see now; replaces what the desktop knew. */
  | { readonly f: 'snapshot'; readonly position: Position; readonly now: number; readonly subjects: readonly SubjectFrame[] }
  /** The gap since the position of `hello` was filled by the frames before this one. */
  | { readonly f: 'resumed'; readonly position: Position; readonly now: number }
  /** Say this at the next `hello`. */
  | { readonly f: 'position'; readonly position: Position; readonly now: number }
  | { readonly f: 'queues'; readonly queues: readonly QueueStatistic[] }
  /** Something about this contact has changed; whoever shows it reads it anew. */
  | { readonly f: 'contact'; readonly id: string }
  /** Somebody asks for the logs of my desktop, or that is answered; what stands is read anew. */
  | { readonly f: 'logsAsked' }
  /** A draft of mine was saved in a window that calls itself so; null: it is gone. */
  | { readonly f: 'draft'; readonly interaction: string; readonly kind: string; readonly window: string; readonly draft: SavedDraft | null }
  /** What I write in a mail was saved in a window that calls itself so. */
  | { readonly f: 'mailDraft'; readonly interaction: string; readonly window: string; readonly rev: string }
  /** `text`: what the customer has typed so far, where the queue shows it before it is sent. */
  | { readonly f: 'typing'; readonly interaction: string; readonly from: string; readonly on: boolean; readonly text?: string }
  /** How far the customer's browser has got a chat, and how far the customer has read it: numbers of its events. */
  | { readonly f: 'received'; readonly interaction: string; readonly to: number; readonly read: number }
  /** Colleagues who have this conversation open too, and who of them writes an answer or a note; replaces what was told before. */
  | { readonly f: 'staff'; readonly interaction: string; readonly staff: readonly Beside[] }
  /** The session is over; `why` is the key of a text. The socket closes. */
  | { readonly f: 'signedOut'; readonly why: string; readonly with?: Readonly<Record<string, string | number>> }
  /** Nobody uses this desktop: it signs out then; null: not any more. */
  | { readonly f: 'ending'; readonly at: number | null };

/** What a client says to the server. The first frame is `hello`; a visitor's token comes in it, never in an address. */
export type ClientFrame =
  | { readonly f: 'hello'; readonly token?: string | undefined; readonly position?: Position | undefined }
  /** A person uses this desktop; staff say it at most once a minute. */
  | { readonly f: 'used' }
  /** Of staff: the conversation that is open on this desktop now; null: none. */
  | { readonly f: 'viewing'; readonly interaction: string | null }
  /** Of customers `text`, what is typed so far; of staff `note`, that it is for staff only: the customer is told nothing. */
  | {
      readonly f: 'typing';
      readonly interaction: string;
      readonly on: boolean;
      readonly text?: string | undefined;
      readonly note?: true | undefined;
    }
  /** How far a browser has got a chat and its user has read it, by numbers of events: of customers, and of staff who talk with one. */
  | { readonly f: 'received'; readonly interaction: string; readonly to: number; readonly read: number };

/** What to do with events of a thing whose version we know: fold them, drop them as known, or ask for the thing anew. */
export function fits(known: number | undefined, frame: Pick<EventsFrame, 'from' | 'to'>): 'fold' | 'drop' | 'ask' {
  if (known === undefined) return frame.from === 0 ? 'fold' : 'ask';
  if (frame.to <= known) return 'drop';
  return frame.from <= known ? 'fold' : 'ask';
}
