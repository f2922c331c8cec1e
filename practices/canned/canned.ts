import type { Text } from '@patchbay/configuration/text.ts';
import { textIn } from '@patchbay/configuration/text.ts';
import type { SentFile } from '@patchbay/files/file.ts';
import type { Own, Uses } from './own.ts';

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
  /** What goes with it; only those that people have written can have files. [CN9] */
  readonly files?: readonly SentFile[];
}
/** One as it is read in a language. */
export interface Told {
  readonly key: string;
  readonly title: string;
  readonly folder: string;
  readonly shortcut: string;
  readonly text: string;
  readonly files: readonly SentFile[];
  /** Stands first. */
  readonly favourite?: boolean;
}

/** One that people have written, as the others are. */
export const ownAsCanned = ({ id, title, folder, shortcut, text, queues, files }: Own): Canned => ({
  ...{ key: id, title, text, queues, files },
  ...{ folder: folder || null, shortcut: shortcut || null },
});

/** Those for a conversation of this queue, in a language: favourites, then those used most, then by folder and title. [CN1] [CN7] */
export function toldFor(all: readonly Canned[], queue: string | null, language: string, uses: Uses = {}): readonly Told[] {
  const mine = all.filter(({ queues }) => !queues.length || (queue !== null && queues.includes(queue)));
  const told = mine.map(({ key, title, folder, shortcut, text, files = [] }) => ({
    key,
    title: textIn(title, language),
    folder: folder ? textIn(folder, language) : '',
    shortcut: shortcut ?? '',
    text: textIn(text, language),
    files,
    ...(uses[key]?.favourite && { favourite: true }),
  }));
  const rank = ({ key, favourite }: Told): readonly [number, number] => [favourite ? 0 : 1, -(uses[key]?.uses ?? 0)];
  return told.toSorted(
    (a, b) =>
      rank(a)[0] - rank(b)[0] ||
      rank(a)[1] - rank(b)[1] ||
      a.folder.localeCompare(b.folder, language) ||
      a.title.localeCompare(b.title, language),
  );
}
