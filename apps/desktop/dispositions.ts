import { textIn } from '@patchbay/configuration/text.ts';
import type { DispositionLabel } from './session.ts';

/** One disposition an agent can pick. */
export interface Pick {
  readonly key: string;
  readonly label: string;
  readonly folder: string | null;
}

/** The dispositions of a queue with their labels, those of one folder together; the system's own are not for agents. [DT33] */
export function picksOf(reasons: readonly string[], all: Readonly<Record<string, DispositionLabel>>, language: string): readonly Pick[] {
  const picks = reasons.flatMap((key) => {
    const known = all[key];
    if (known?.type === 'system') return [];
    return [{ key, label: known ? textIn(known.label, language) : key, folder: known?.folder ? textIn(known.folder, language) : null }];
  });
  const folders = [...new Set(picks.map((pick) => pick.folder))];
  return folders.flatMap((folder) => picks.filter((pick) => pick.folder === folder));
}
