import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folders whose migrations make up the database. */
export const migrationFolders = (): readonly string[] =>
  globSync('{core,channels,practices}/*/migrations', { cwd: root })
    .toSorted()
    .map((folder) => `${root}/${folder}`);
