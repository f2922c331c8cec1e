import { isRefused, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { type Opening, openAt } from '@patchbay/configuration/hours.ts';
import { filesIn } from '@patchbay/configuration/serving.ts';
import { type Text, textIn } from '@patchbay/configuration/text.ts';
import { accepted } from '@patchbay/files/file.ts';

/** A customer who comes by an entry point, at this time, in this language; `waiting` counts who waits in a queue. */
export interface Coming {
  readonly centre: Centre;
  readonly entryPoint: string;
  readonly language: string;
  readonly now: number;
  waiting(queue: string): number;
}

/** Why no chat can begin now: nobody is there, or nobody takes it; when that changes, if it is known, and what the centre says of it. */
export interface Absence {
  readonly why: 'always' | 'nobody' | 'closed' | 'full';
  /** In ms since 1970. */
  readonly opens: number | null;
  readonly text: string | null;
}

const always: Opening = { open: true, changes: null };

/** Whether an entry point is open, and when that changes. [CF10] */
export function openingOf(centre: Centre, entryPoint: string, now: number): Opening {
  const entry = centre.entryPoints[entryPoint];
  return opening(centre, entry?.hours ?? (entry && centre.queues[entry.queue]?.hours), now);
}

/** The queue that takes a customer who comes now, or why none does. One who is sent on is sent on once. [CF10] [SV40] */
export function received(coming: Coming): { readonly queue: string } | Refusal {
  const { centre, entryPoint, now } = coming;
  const id = centre.entryPoints[entryPoint]?.queue ?? '';
  const queue = centre.queues[id];
  if (!queue) return refuse('widget.closed');
  const { open, changes } = openingOf(centre, entryPoint, now);
  if (!open) return sentTo(coming, queue.closed.queue) ?? closed(coming, queue, changes);
  if (isFull(coming, id)) return sentTo(coming, queue.full?.queue) ?? full(coming, queue);
  return { queue: id };
}

/** What a refusal of the reception means to who waits before the door; null: they are let in, or it is no matter of time. [CH46] */
export function notReceived(reception: ReturnType<typeof received>): Absence | null {
  if (!isRefused(reception)) return null;
  const { why, opens, says } = reception.with ?? {};
  if (why !== 'closed' && why !== 'full') return null;
  return { why, opens: opens === undefined ? null : Number(opens), text: says === undefined ? null : String(says) };
}

function sentTo(coming: Coming, other: string | null | undefined): { readonly queue: string } | undefined {
  const queue = other ? coming.centre.queues[other] : undefined;
  if (!other || !queue || isFull(coming, other)) return undefined;
  return opening(coming.centre, queue.hours, coming.now).open ? { queue: other } : undefined;
}

function opening({ hours }: Centre, key: string | null | undefined, now: number): Opening {
  const known = key ? hours[key] : undefined;
  return known ? openAt(known, now) : always;
}

function isFull({ centre, waiting }: Coming, id: string): boolean {
  const limit = centre.queues[id]?.full?.waiting;
  return limit !== undefined && waiting(id) >= limit;
}

function closed(coming: Coming, queue: Queue, opens: number | null): Refusal {
  const named = { why: 'closed', ...(opens !== null && { opens }) };
  if (queue.closed.text !== null) return said(coming, queue.closed.text, named);
  return opens === null ? refuse('widget.closed', named) : refuse('widget.opens', { ...named, when: spokenTime(coming, opens) });
}

const full = (coming: Coming, { full: limit }: Queue): Refusal =>
  limit?.text ? said(coming, limit.text, { why: 'full' }) : refuse('widget.full', { why: 'full' });

const said = ({ language }: Coming, text: Text, named: Refusal['with']): Refusal =>
  refuse('widget.says', { ...named, says: textIn(text, language.slice(0, 2).toLowerCase()) });

/** A moment by the clocks of the entry point, in the customer's language. */
export function spokenTime({ centre, entryPoint, language }: Pick<Coming, 'centre' | 'entryPoint' | 'language'>, moment: number): string {
  const entry = centre.entryPoints[entryPoint];
  const timeZone = centre.hours[entry?.hours ?? (entry && centre.queues[entry.queue]?.hours) ?? '']?.zone ?? 'UTC';
  const parts = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;
  return new Intl.DateTimeFormat(language.startsWith('de') ? 'de' : 'en-GB', { ...parts, timeZone }).format(moment);
}

/** What a customer may send in a queue, as a file chooser takes it; null: nothing. [FI12] */
export function shownFiles(centre: Centre, queue: string | null): { accept: string; megabytes: number } | null {
  const files = filesIn(centre, queue);
  return files.customers ? { accept: accepted(files), megabytes: files.megabytes } : null;
}
