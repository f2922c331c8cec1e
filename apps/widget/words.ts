import type { Language } from '@patchbay/base/words.ts';
import type { Failed, Text } from './frames.ts';
import type { words as late } from './more.en.ts';
import type { words as reach } from './reach.en.ts';
import type { words as en } from './words.en.ts';

export type WordKey = keyof typeof en | keyof typeof late | keyof typeof reach;
/** Some of the texts, by key: those of the late parts come with them. */
export type Words = Readonly<Partial<Record<WordKey, string>>>;
/** Says a text in the customer's language, with its values filled in. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

/** The texts of one language; each is a file of its own, so that nobody loads the others. */
export const speak =
  (words: Words): Say =>
  (key, values = {}) =>
    (words[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** A text of the administrator in this language, else in English, else in whatever there is. */
export const textIn = (text: Text, language: Language): string =>
  typeof text === 'string' ? text : (text[language] ?? text.en ?? text.de ?? '');

/** What went wrong, for the customer: our own words where we have them, else the server's. [WI11] */
export function troubleText(failed: Failed, say: Say): string {
  if (failed.is === 'unreachable') return say('unreachable');
  if (failed.status === 429) return say('tooMany', { n: Math.max(failed.seconds, 1) });
  if (failed.why === 'widget.origin') return say('origin');
  if (failed.status === 404) return say('unavailable');
  return failed.text || say('unreachable');
}

/** Whoever is banned reads until when; another try would lead nowhere. [WI23] */
export const isBanned = (failed: Failed | null): boolean => failed?.is === 'refused' && failed.why === 'widget.banned';

/** "2–4", or "2". */
export const minutesIn = (wait: readonly number[]): string => [...new Set(wait)].join('–');

/** "3 new messages", or an empty text. */
export const unreadText = (n: number, say: Say): string => (n ? say(n === 1 ? 'unread1' : 'unreadN', { n }) : '');
