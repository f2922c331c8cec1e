import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A file of the repository and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** The files of the repository that fit a pattern, without what others made. */
export const sources = (...patterns: readonly string[]): readonly Source[] =>
  patterns
    .flatMap((pattern) =>
      globSync(`{core,channels,practices,apps,testing}/${pattern}`, { cwd: root, exclude: ['**/node_modules', '**/dist'] }),
    )
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** A file of the repository by its path. */
export const at = (path: string): string => join(root, path);
