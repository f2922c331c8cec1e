import type { Text } from '@patchbay/configuration/text.ts';
import { textIn } from '@patchbay/configuration/text.ts';

/** A text that agents send often, as the administrator wrote it. */
export interface Canned {
  readonly key: string;
  readonly title: Text;
  readonly folder: Text | null;
  /** What is typed after "/" to find it at once. */
  readonly shortcut: string | null;
  readonly text: Text;
  /** Only for conversations of these queues; empty: for all. */
  readonly queues: readonly string[];
}
/** One as it is read in a language. */
export interface Told {
  readonly key: string;
  readonly title: string;
  readonly folder: string;
  readonly shortcut: string;
  readonly text: string;
}

/** Those for a conversation of this queue, in a language, by folder and title. [CN1] */
export function toldFor(all: readonly Canned[], queue: string | null, language: string): readonly Told[] {
  const mine = all.filter(({ queues }) => !queues.length || (queue !== null && queues.includes(queue)));
  const told = mine.map(({ key, title, folder, shortcut, text }) => ({
    key,
    title: textIn(title, language),
    folder: folder ? textIn(folder, language) : '',
    shortcut: shortcut ?? '',
    text: textIn(text, language),
  }));
  return told.toSorted((a, b) => a.folder.localeCompare(b.folder, language) || a.title.localeCompare(b.title, language));
}
