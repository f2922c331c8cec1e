import type { VisitorEntry, VisitorView } from '@patchbay/chat/visitor.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import type { Conversation } from './conversation.ts';
import type { Outgoing } from './outbox.ts';

/** One line of the transcript as it is drawn. */
export type Line = Bubble | Note;
/** A message. */
export interface Bubble {
  readonly line: 'bubble';
  readonly key: string;
  readonly at: number;
  readonly text: string;
  /** As it is known now. */
  readonly file?: SentFile | undefined;
  readonly from: 'customer' | 'agent';
  readonly name: string | null;
  readonly is: Outgoing['is'];
  /** Those who answer have read it. */
  readonly read: boolean;
  readonly why: string;
  /** It follows a message of the same person closely: no name, less space. */
  readonly follows: boolean;
}
/** Something that happened. */
export interface Note {
  readonly line: 'note';
  readonly key: string;
  readonly at: number;
  readonly what: 'joined' | 'added' | 'gone' | 'waiting' | 'told' | 'located' | 'shared' | 'unshared' | 'ended';
  readonly name: string;
}

const together = 120_000;

/** The transcript: what the server knows in its order, then what is on its way; each message once. [WI4] */
export function linesOf({ view, outbox }: Conversation): readonly Line[] {
  if (!view) return [];
  const known = new Map(view.entries.map((e) => [keyOf(e), e]));
  const lines = [...known.values()].flatMap((e) => lineOf(e, view));
  const waiting = outbox.filter((m) => m.interaction === view.interaction && !known.has(m.id)).map(bubbleOf);
  return [...lines, ...waiting].map(grouped);
}

/** A text as plain pieces and web addresses. */
export function piecesOf(text: string): readonly { readonly text: string; readonly link: boolean }[] {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/)
    .map((piece, n) => ({ text: piece, link: n % 2 === 1 }))
    .filter((piece) => piece.text);
}

const keyOf = (e: VisitorEntry) => (e.type === 'said' ? e.id : `n${e.n}`);

function lineOf(e: VisitorEntry, { entries: all, read = 0 }: VisitorView): readonly Line[] {
  const { at } = e;
  if (e.type === 'said') return [{ ...saidBubble(e, all), read: e.n <= read }];
  if (e.type === 'rated' || e.type === 'scanned') return []; // shown below the transcript, and at its file
  // The first wait is shown above the transcript, not in it.
  if (e.type === 'waiting' && !all.some((other) => other.type === 'joined' && other.n < e.n)) return [];
  if (e.type === 'leads') return []; // they have met
  const what = e.type === 'sharing' ? (e.until ? 'shared' : 'unshared') : e.type;
  return [{ line: 'note', key: keyOf(e), at, what, name: namedIn(e) }];
}

const saidBubble = (e: VisitorEntry & { readonly type: 'said' }, all: readonly VisitorEntry[]): Bubble => ({
  line: 'bubble',
  key: e.id,
  at: e.at,
  text: e.text || (e.file?.name ?? ''),
  file: e.file && { ...e.file, scan: scanOf(e.file, all) },
  from: e.from,
  name: e.name,
  is: 'sent',
  read: false,
  why: '',
  follows: false,
});

/** What came of looking at a file, as far as we were told. */
const scanOf = (file: SentFile, all: readonly VisitorEntry[]) =>
  all.reduce((scan, e) => (e.type === 'scanned' && e.file === file.id ? e.scan : scan), file.scan);

/** What the text of a note names: a person, or the words of the system. */
const namedIn = (e: VisitorEntry): string => (e.type === 'told' ? e.text : 'name' in e ? (e.name ?? '') : '');

const bubbleOf = (m: Outgoing): Bubble => ({
  line: 'bubble',
  key: m.id,
  at: m.at,
  text: m.text || (m.file?.name ?? ''),
  file: m.file,
  from: 'customer',
  name: null,
  is: m.is,
  read: false,
  why: m.why,
  follows: false,
});

function grouped(line: Line, n: number, lines: readonly Line[]): Line {
  const before = lines[n - 1];
  if (line.line !== 'bubble' || before?.line !== 'bubble') return line;
  return { ...line, follows: before.from === line.from && before.name === line.name && line.at - before.at < together };
}
