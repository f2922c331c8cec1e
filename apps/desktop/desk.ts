import type { Frame, SavedDraft } from '@patchbay/base/stream.ts';
import type { Attachment } from '@patchbay/chat/attaching.ts';
import type { ChatEvent } from '@patchbay/chat/chat.ts';
import type { Line } from './ladder.ts';
import type { Outbox } from './outbox.ts';
import type { Problem } from './problem.ts';
import type { Page, Place } from './routes.ts';
import { chosenOf, type Seen } from './selectors.ts';
import type { Me } from './session.ts';
import { knownItem, type Mirror, nothing, personOf, tidied } from './store.ts';

/** A command that was sent for a button: it is busy until the server's event has come, or nothing came in time. */
export interface Busy {
  readonly subject: string;
  /** The version of the subject when the button was pressed. */
  readonly version: number;
}
/** What is asked of the server; see core/agents, core/interactions and channels/chat `commands.ts`. */
export interface Command {
  readonly type: string;
  readonly [field: string]: string | boolean | number | null | Readonly<Record<string, string>>;
}
/** Everything the views of the desktop are drawn from. */
export interface Desk {
  readonly mirror: Mirror;
  readonly line: Line;
  readonly outbox: Outbox;
  /** Files that are chosen and not sent yet. */
  readonly attachments: readonly Attachment[];
  readonly seen: Seen;
  readonly page: Page;
  readonly selected: string | null;
  /** The contact that is open on the page of contacts. */
  readonly contact: string | null;
  readonly busy: Readonly<Record<string, Busy>>;
  /** Why the last command about a thing failed. */
  readonly problems: Readonly<Record<string, Problem>>;
  /** Drafts that were also changed in another window, and what is there; by `interaction kind`. */
  readonly clashes: Readonly<Record<string, SavedDraft | null>>;
  /** How often a draft was taken over from another window. */
  readonly redrawn: Readonly<Record<string, number>>;
  /** When the notes of an interaction were last saved. */
  readonly savedAt: Readonly<Record<string, number>>;
  /** Up to which version the selected interaction was seen when it was opened; null: it is opened for the first time. */
  readonly seenBefore: number | null;
  /** A wrap-up that is asked for its disposition, as its agent wants to be Ready. [DT260] */
  readonly asked: string | null;
  /** A row to point at once: accepted while something was being written. */
  readonly flashed: string | null;
}

/** The version of a thing, 0 if unknown. */
export const versionOf = ({ agent, others, chats, calls, mails, me }: Mirror, subject: string): number =>
  (subject === me.agent ? agent : (knownItem({ chats, calls, mails }, subject) ?? others[subject]))?.version ?? 0;

/** Whether the button of this command waits for the server. [DT22] */
export function isBusy(desk: Desk, command: string, subject: string): boolean {
  const busy = desk.busy[`${command}:${subject}`];
  return busy !== undefined && versionOf(desk.mirror, subject) === busy.version;
}

/** Marks what is read: all of the selected interaction. */
export function read({ seen, mirror, selected }: Desk): Seen {
  const to = selected ? mirror.timelines[selected]?.to : undefined;
  return selected && to !== undefined && to > (seen[selected] ?? 0) ? { ...seen, [selected]: to } : seen;
}

/** Entry without its key. */
export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = record;
  return key in record ? rest : record;
}

/** The desktop just opened. */
export const opened = (me: Me, place: Place, seen: Seen, now: number): Desk => ({
  mirror: nothing(personOf(me.id, me.may)),
  line: { up: false, since: now },
  outbox: [],
  attachments: [],
  seen,
  page: place.page,
  selected: place.interaction,
  contact: place.contact,
  busy: {},
  problems: {},
  clashes: {},
  redrawn: {},
  savedAt: {},
  seenBefore: place.interaction ? (seen[place.interaction] ?? null) : null,
  asked: null,
  flashed: null,
});

/** The ids of the messages a frame shows. */
export function saidIn(frame: Frame): ReadonlySet<string> {
  const events = frame.f === 'events' && frame.kind === 'interaction' ? (frame.events as readonly ChatEvent[]) : [];
  return new Set(events.flatMap((event) => (event.type === 'chat.said' || event.type === 'chat.whispered' ? [event.id] : [])));
}

/** Forgets interactions that are over when another one is looked at; the missed one and the two last looked at stay. [DT6] */
export function tidy({ mirror, seen, selected }: Desk, next: string | null): Pick<Desk, 'mirror' | 'seen'> {
  const chosen = chosenOf(mirror);
  const missed = chosen?.is === 'missed' ? chosen.interaction : null;
  const open = new Set(mirror.agent?.state.work.map((w) => String(w.interaction)));
  const keep = (id: string): boolean => open.has(id) || id === next || id === selected || id === missed;
  return { mirror: tidied(mirror, keep), seen: Object.fromEntries(Object.entries(seen).filter(([id]) => keep(id))) };
}
