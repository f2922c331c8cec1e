import type { EventsFrame } from '@patchbay/base/stream.ts';
import type { Veiled } from '@patchbay/chat/access.ts';
import type { ChatEvent } from '@patchbay/chat/chat.ts';
import type { Entry } from '@patchbay/chat/transcript.ts';

/** What has happened to one interaction as far as it was read, without a gap up to version `to`. */
export interface Timeline {
  readonly entries: readonly Entry[];
  readonly to: number;
  /** The server has older entries. */
  readonly more: boolean;
}

/** A page of the past as the server answers it, ascending. */
export interface Page {
  readonly entries: readonly Entry[];
  readonly more: boolean;
}

/** What the stream says is added if it follows on what is known and says it all; else the timeline stays behind and is read again. [DT7] [CH115] */
export function appended(known: Timeline, { from, at, by, events }: Pick<EventsFrame, 'from' | 'at' | 'by' | 'events'>): Timeline {
  if (known.to < from || isVeiled(events)) return known;
  const all = (events as readonly ChatEvent[]).map((event, k) => ({ n: from + 1 + k, at, by, event }));
  const fresh = all.filter((entry) => entry.n > known.to);
  return fresh.length ? { ...known, entries: [...known.entries, ...fresh], to: from + events.length } : known;
}

/** Whether words of it were kept back. [CH115] [CH117] */
export const isVeiled = (events: EventsFrame['events']): boolean => (events as readonly Veiled[]).some(({ veiled }) => veiled);

/** The newest page, read when the thing had version `asked`: joined to what is known, or in its place if something between them is missing. [DT7] */
export function newest(known: Timeline | undefined, page: Page, asked: number): Timeline {
  const last = Math.max(page.entries.at(-1)?.n ?? 0, asked);
  const first = page.entries[0]?.n ?? 0;
  if (!known || first > known.to + 1) return { ...page, to: last };
  const fresh = page.entries.filter((entry) => entry.n > known.to);
  return { ...known, entries: [...known.entries, ...fresh], to: Math.max(known.to, last) };
}

/** A page that comes before what is known. */
export function older(known: Timeline, page: Page): Timeline {
  const first = known.entries[0]?.n ?? Number.POSITIVE_INFINITY;
  return { ...known, entries: [...page.entries.filter((entry) => entry.n < first), ...known.entries], more: page.more };
}

/** The number of the entry of a message; 0: it is none that is known. */
export const numberOf = (entries: readonly Entry[], message: string | undefined): number =>
  entries.findLast(({ event }) => event.type === 'chat.said' && event.id === message)?.n ?? 0;
