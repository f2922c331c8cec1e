import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { concernsServer } from './sources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['core', 'channels', 'practices', 'config', 'apps/server'];
const SETTLED = 100;

/** Calls back once for every burst of changes to what the server is made of, with one of the changed files. Returns how to end it. */
export function watchSources(changed: (file: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const heard = (file: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => changed(file), SETTLED);
  };
  const watchers = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).map((folder) =>
    watch(join(ROOT, folder), { recursive: true }, (_, name) => {
      if (name && concernsServer(name)) heard(join(folder, name));
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
