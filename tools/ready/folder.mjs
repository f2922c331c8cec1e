import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './run.mjs';
import { Stop } from './say.mjs';

const NOBODY = 65_534;

/**
 * Started by root, the database runs as an unprivileged user, who must be able to reach the data folder. The supervisor checks it too;
 * here it is told before a minute of installing.
 */
export function checkDataFolder() {
  const folder = resolve(root, process.env.PATCHBAY_DATA ?? 'data');
  if (process.getuid?.() !== 0 || process.env.DATABASE_URL || existsSync(join(folder, 'postgres'))) return;
  const closed = wayTo(dirname(folder)).find((step) => existsSync(step) && !mayEnter(step));
  if (!closed) return;
  throw new Stop(
    `The database runs as an unprivileged user, who may not enter ${closed}, so it cannot use the data folder ${folder}.`,
    `Choose a folder every user can reach, for example: PATCHBAY_DATA=/var/lib/patchbay npm start   (or: chmod o+x ${closed})`,
  );
}

const wayTo = (folder) => (dirname(folder) === folder ? [folder] : [...wayTo(dirname(folder)), folder]);

const mayEnter = (folder) => spawnSync('/bin/sh', ['-c', 'test -x "$0"', folder], { cwd: '/', ...account() }).status === 0;

/** The user the supervisor will choose; one it has yet to create may enter what nobody may. */
function account() {
  const [uid, gid] = ['-u', '-g'].map((field) => Number(spawnSync('id', [field, 'patchbay'], { encoding: 'utf8' }).stdout || NOBODY));
  return { uid, gid };
}
