import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The administrator's address of the database: DATABASE_URL, else the one `npm start` keeps in its data folder; else why there is none. */
export function databaseAddress(env: Environment): { readonly url: string } | { readonly missing: string } {
  if (env['DATABASE_URL']) return { url: env['DATABASE_URL'] };
  const folder = resolve(env['PATCHBAY_DATA'] ?? './data');
  const [port, password] = ['postgres.port', 'postgres.password'].map((name) => read(join(folder, name)));
  if (!port || !password)
    return {
      missing: `There is no database in ${folder}. Start Patchbay once (npm start), name its data folder (PATCHBAY_DATA), or set DATABASE_URL.`,
    };
  return { url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/patchbay` };
}

const read = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
