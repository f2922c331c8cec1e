import { type Filled, longest, visible } from '../form.ts';
import type { Absence, Asked } from '../frames.ts';
import type { Picture } from '../picture.ts';
import type { Line } from '../transcript.ts';
import { minutesIn, type WordKey } from '../words.ts';

/** What is asked for a message: the number of who wants to be called back, else the address; the other one if they like. [WI23] [WI62] */
export const askedToLeave = (callback: boolean): readonly Asked[] => {
  const needed = callback ? 'phone' : 'email';
  return [
    { field: 'name', required: true },
    { field: needed, required: true },
    { field: callback ? 'email' : 'phone', required: false },
    { field: 'subject', required: true },
  ];
};

interface Leaving {
  readonly id: string;
  readonly page: string;
  readonly language: string;
  readonly callback: boolean;
  /** Ids of files that the server has. */
  readonly files: readonly string[];
}
/** The command that leaves a message; `id` names it, so that it is kept once. [WI23] */
export const leaving = (filled: Filled, { id, page, language, callback, files }: Leaving) => ({
  type: 'leaveMessage' as const,
  interaction: undefined, // it is of no chat
  id,
  name: visible(filled.name ?? ''),
  email: visible(filled.email ?? ''),
  phone: visible(filled.phone ?? '').slice(0, 50),
  callback,
  files,
  text: visible(filled.subject ?? ''),
  page: page.slice(0, 2000),
  language,
});

/** What the customer has written in the chat, to be left as one message. [WI63] */
export const saidSoFar = (lines: readonly Line[]): string =>
  lines
    .flatMap((line) => (line.line === 'bubble' && line.from === 'customer' && line.text ? [line.text] : []))
    .join('\n\n')
    .slice(0, longest);

/** About when we call back: when it opens again, when somebody is free as far as that is known, or only that we will. [WI62] */
export function callTime(
  { look, away, wait }: Pick<Picture, 'look' | 'away' | 'wait'>,
  language: string,
): readonly [WordKey, Record<string, string>] {
  const call = look?.call;
  const opens = call ? (call.open ? null : call.changes) : (away?.opens ?? null);
  if (opens) return ['callFrom', { when: spokenTime(opens, language) }];
  const free = call ? call.wait : wait;
  return free ? ['callIn', { n: minutesIn(free) }] : ['callFree', {}];
}

/** Why no chat can begin, in our words. [WI40] */
export const awayKeys: Readonly<Record<Absence['why'], WordKey>> = {
  always: 'awayMail',
  nobody: 'away',
  closed: 'awayClosed',
  full: 'awayFull',
};

/** "Monday 30 November at 09:00", by the customer's own clock. */
export const spokenTime = (moment: number, language: string): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(moment);
