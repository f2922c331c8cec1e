import type { Scan, SentFile } from '@patchbay/files/file.ts';
import type { ChatEvent } from './chat.ts';
import { decimalOf } from './places.ts';

/** One thing that happened to a chat; `n` is the version it made, so entries are in order and never twice. */
export interface Entry {
  readonly n: number;
  readonly at: number;
  readonly by: string;
  readonly event: ChatEvent;
}

/** How far a customer has got the chat and read it, by the numbers of its events, and when they read last. */
export interface Received {
  readonly to: number;
  readonly read: number;
  readonly readAt: number;
}

/** A message of ours that the server has not confirmed yet. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  /** Between staff. */
  readonly inside: boolean;
  readonly file?: SentFile;
  readonly at: number;
  /** `waiting` for the line, on its way, taken by the server, or refused for a reason fit to be read. */
  readonly is: 'waiting' | 'sending' | 'taken' | 'failed';
  readonly why: string | null;
  /** It was refused because somebody else had written meanwhile. */
  readonly crossed?: boolean;
}

/** One line of the transcript, ready to be drawn. */
export type Line = SaidLine | NoteLine | ToldLine | Mark<'day'> | Mark<'new'>;
interface Mark<Is extends string> {
  readonly is: Is;
  readonly key: string;
  readonly at: number;
}
export interface SaidLine {
  readonly is: 'said';
  readonly key: string;
  readonly at: number;
  readonly from: 'customer' | 'me' | 'colleague';
  /** The colleague. */
  readonly agent: string | null;
  readonly text: string;
  /** Between staff: the customer never sees it. */
  readonly inside: boolean;
  /** A coach whispers it to this agent only; left out: to all of staff. */
  readonly to?: string | undefined;
  /** Its number among all that was written in the chat; left out: not known yet. */
  readonly nth?: number | undefined;
  /** As it is known now: what came of looking at it is in. */
  readonly file: SentFile | null;
  /** The first of several in a row by the same person: name and time are drawn. */
  readonly first: boolean;
  readonly delivery: 'sent' | 'delivered' | 'read' | Exclude<Pending['is'], 'taken'>;
  /** When the customer read it, at the last of mine that they have read. */
  readonly readAt?: number;
  readonly why: string | null;
  /** Not sent, because somebody else had written meanwhile. */
  readonly crossed?: boolean;
}
/** What the system told the customer. */
export interface ToldLine {
  readonly is: 'told';
  readonly key: string;
  readonly at: number;
  readonly text: string;
}
/** Something that happened between the messages; `what` is the key of its text. */
export interface NoteLine {
  readonly is: 'note';
  readonly key: string;
  readonly at: number;
  readonly what: Note;
  readonly agent: string | null;
  /** To whom, if it was handed on: the agent or the queue. */
  readonly to: string | null;
  /** Of a rating. */
  readonly stars?: number;
  /** In somebody's own words. */
  readonly text?: string;
}
export type Note =
  | 'queued'
  | 'overflowed'
  | 'youJoined'
  | 'joined'
  | 'missed'
  | 'declined'
  | 'away'
  | 'back'
  | 'youEnded'
  | 'ended'
  | 'customerLeft'
  | 'timedOut'
  | 'youAsked'
  | 'asked'
  | 'cancelled'
  | 'handedOn'
  | 'youConsulted'
  | 'consulted'
  | 'advises'
  | 'consultEnded'
  | 'added'
  | 'left'
  | 'bargedIn'
  | 'bargedOut'
  | 'tookOver'
  | 'youTookOver'
  | 'wrapUpDone'
  | 'rated'
  | 'banned'
  | 'banLifted'
  | 'banRestored'
  | 'located'
  | 'wentTo'
  | 'shares'
  | 'sharesNoMore';

const together = 120_000;

/** The transcript: messages and what happened between them, then what is still on its way; how far mine have come. [DT8] [CH74] */
export function lines(entries: readonly Entry[], pending: readonly Pending[], me: string, received?: Received): readonly Line[] {
  const scans = new Map(entries.flatMap(({ event }) => (event.type === 'chat.fileScanned' ? [[event.file, event.scan] as const] : [])));
  const known = withReceipts(
    entries.flatMap((entry) => lineOf(entry, me, scans) ?? []),
    new Map(entries.flatMap(({ n, event }) => (event.type === 'chat.said' ? [[event.id, n] as const] : []))),
    received,
  );
  const ids = new Set(known.map((line) => line.key));
  const waiting = pending.filter((p) => !ids.has(p.id)).map(own);
  return dated([...known, ...waiting]);
}

type Drawn = SaidLine | NoteLine | ToldLine;
/** What I have said is on its way to the customer, there, or read; `at` says which event a message is. */
function withReceipts(all: readonly Drawn[], at: ReadonlyMap<string, number>, received: Received | undefined): readonly Drawn[] {
  if (!received) return all;
  const far = (line: Drawn, to: number): line is SaidLine =>
    line.is === 'said' && line.from === 'me' && !line.inside && (at.get(line.key) ?? Number.POSITIVE_INFINITY) <= to;
  const last = all.findLast((line) => far(line, received.read));
  return all.map((line) => {
    if (!far(line, received.to)) return line;
    const read = far(line, received.read);
    return { ...line, delivery: read ? 'read' : 'delivered', ...(line === last && { readAt: received.readAt }) };
  });
}

type Scans = ReadonlyMap<string, Scan>;
const lineOf = (entry: Entry, me: string, scans: Scans): SaidLine | ToldLine | NoteLine | null =>
  spoken(entry, me, scans) ?? noteOf(entry, me);

/** What was said: to the customer, between staff, or by the system. */
function spoken({ n, at, event }: Entry, me: string, scans: Scans): SaidLine | ToldLine | null {
  const by = (agent: string | null) => ({ agent, from: agent === null ? 'customer' : agent === me ? 'me' : 'colleague' }) as const;
  const line = { is: 'said', file: null, first: true, delivery: 'sent', why: null } as const;
  if (event.type === 'chat.said') {
    const { id: key, at, text, from, file, nth } = event;
    const known = file ? { ...file, scan: scans.get(file.id) ?? file.scan } : null;
    return { ...line, key, at, text, file: known, inside: false, nth, ...by(from.is === 'agent' ? from.agent : null) };
  }
  if (event.type === 'chat.whispered') {
    const { id: key, at, text, to, nth } = event;
    if (to !== undefined && !text) return null; // not for me
    return { ...line, key, at, text, inside: true, nth, to, ...by(event.by) };
  }
  return event.type === 'chat.told' && event.text !== null ? { is: 'told', key: `n${n}`, at, text: event.text } : null;
}

/** What happened between the messages. */
function noteOf({ n, at, by, event }: Entry, me: string): NoteLine | null {
  const note = (what: Note, agent: string | null = null, to: string | null = null, comment = ''): NoteLine => ({
    is: 'note',
    key: `n${n}`,
    at,
    what,
    agent,
    to,
    ...(comment && { text: comment }),
  });
  switch (event.type) {
    case 'chat.transferring':
      return note(event.by === me ? 'youAsked' : 'asked', event.by, event.to, event.comment);
    case 'chat.asking':
      return note(event.by === me ? 'youConsulted' : 'consulted', event.by, event.to, event.comment);
    case 'chat.consulting':
      return note('advises', event.with);
    case 'chat.consultEnded':
      return note('consultEnded');
    case 'chat.joined':
      return note('added', event.agent);
    case 'chat.left':
      return note('left', event.agent);
    case 'chat.monitored':
    case 'chat.monitoringEnded':
      return watching(event, note);
    case 'chat.handedOn':
      return note('handedOn', event.by, event.queue, event.comment);
    case 'interaction.queued':
      return waits(event, note);
    case 'interaction.accepted':
      return note(event.agent === me ? 'youJoined' : 'joined', event.agent);
    case 'interaction.ownerChanged':
      return owned(event, me, note);
    case 'participation.unanswered':
      return unanswered(event.as, by) && note(event.as === 'revoked' ? 'cancelled' : event.as, event.agent);
    case 'chat.away':
      return note('away');
    case 'chat.back':
      return note('back');
    case 'interaction.ended':
      return note(...endedBy(by, me));
    case 'chat.located':
    case 'chat.sharing':
      return whereabouts(event, note);
    case 'chat.wentTo':
      return { ...note('wentTo'), text: pathOf(event.page) };
    case 'chat.banned':
      return note('banned', event.by, null, event.reason);
    case 'chat.banLifted':
      return note(event.lifted ? 'banLifted' : 'banRestored', event.by);
    case 'chat.rated':
      return { ...note('rated'), stars: event.stars, text: event.comment };
    case 'participation.done':
      return event.agent === me ? note('wrapUpDone') : null;
    default:
      return null;
  }
}

/** That a supervisor talks with the customer too, or no more; how else they watch stands above the conversation. [DT181] */
function watching(
  event: ChatEvent & { readonly type: 'chat.monitored' | 'chat.monitoringEnded' },
  note: (what: Note, agent: string) => NoteLine,
) {
  if (event.type === 'chat.monitored' && event.mode === 'barge') return note('bargedIn', event.supervisor);
  return event.before === 'barge' && (event.type === 'chat.monitored' || event.told) ? note('bargedOut', event.supervisor) : null;
}

/** Somebody else answers from now on. */
function owned(
  { owner, takenOver }: Extract<ChatEvent, { readonly type: 'interaction.ownerChanged' }>,
  me: string,
  note: (what: Note, agent: string) => NoteLine,
) {
  if (!owner) return null;
  if (takenOver) return note(owner === me ? 'youTookOver' : 'tookOver', owner);
  return note(owner === me ? 'youJoined' : 'joined', owner);
}

/** A wait is worth a line when it begins, or goes on in another queue. */
function waits(
  event: Extract<ChatEvent, { readonly type: 'interaction.queued' }>,
  note: (what: Note, agent?: null, to?: string) => NoteLine,
) {
  if (event.again === 'overflow') return note('overflowed', null, event.queue);
  return event.again || event.not.length ? null : note('queued');
}

/** A place that was sent; those that are shared are on the map. [CH47] */
function whereabouts(
  event: ChatEvent & { readonly type: 'chat.located' | 'chat.sharing' },
  note: (what: Note) => NoteLine,
): NoteLine | null {
  if (event.type === 'chat.sharing') return note(event.until === null ? 'sharesNoMore' : 'shares');
  return event.live ? null : { ...note('located'), text: decimalOf(event) };
}

/** A page as one tells it from others of its site; of an app whatever it has said. [CH118] */
function pathOf(page: string): string {
  const { pathname = page, search = '' } = URL.parse(page) ?? {};
  return shortened(pathname + search);
}
const longestPath = 80;
const shortened = (text: string): string => (text.length > longestPath ? `${text.slice(0, longestPath)}…` : text);

/** A question that a colleague took back is worth a line; one that went away by itself is not. */
const unanswered = (as: string, by: string): true | null => (as === 'revoked' && (by === 'customer' || by === 'system') ? null : true);

/** Whoever ended it: an agent by id, our timer, or else the customer. */
function endedBy(by: string, me: string): [Note, string | null] {
  if (by === me) return ['youEnded', me];
  if (by === 'system') return ['timedOut', null];
  return by === 'customer' ? ['customerLeft', null] : ['ended', by];
}

const own = ({ id, text, inside, file, at, is, why, crossed }: Pending): SaidLine => ({
  is: 'said',
  key: id,
  at,
  from: 'me',
  agent: null,
  text,
  inside,
  file: file ?? null,
  first: true,
  delivery: is === 'taken' ? 'sent' : is,
  why,
  ...(crossed && { crossed }),
});

/** The same with a line before what was new when the conversation was opened; it begins with a name again. [DT183] */
export function marked(all: readonly Line[], first: string | null): readonly Line[] {
  return all.flatMap((line): Line[] =>
    line.is === 'said' && line.key === first
      ? [
          { is: 'new', key: 'new', at: line.at },
          { ...line, first: true },
        ]
      : [line],
  );
}

/** Puts a line before every new day, and joins what one person says in a row. */
function dated(all: readonly (SaidLine | NoteLine | ToldLine)[]): readonly Line[] {
  return all.flatMap((line, k): Line[] => {
    const before = all[k - 1];
    const day = !before || dayOf(before.at) !== dayOf(line.at) ? [{ is: 'day', key: `d${dayOf(line.at)}`, at: line.at } as const] : [];
    if (line.is !== 'said' || day.length || before?.is !== 'said') return [...day, line];
    return [
      {
        ...line,
        first:
          before.from !== line.from ||
          before.agent !== line.agent ||
          before.inside !== line.inside ||
          before.to !== line.to ||
          line.at - before.at > together,
      },
    ];
  });
}

const dayOf = (at: number): string => new Date(at).toDateString();
