import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '@patchbay/base/clock.node.ts';
import { type Database, openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { migrate } from '@patchbay/base/migrations.node.ts';
import { keyIn, openVault } from '@patchbay/base/vault.node.ts';
import { isNone, lines } from '@patchbay/configuration/difference.ts';
import type { Problem } from '@patchbay/configuration/read.ts';
import { loadCentre } from '@patchbay/configuration/store.node.ts';
import { stringify } from 'yaml';
import { databaseAddress } from './address.node.ts';
import { type Applied, applyCentre, type Planned, planCentre } from './centre.node.ts';
import { migrationFolders } from './migrations.node.ts';

/** Where a command runs and what it prints to. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that names of files are relative to. */
  readonly folder: string;
  out(line: string): void;
  error(line: string): void;
}
/** 0: done, 1: the file is bad, 2: wrong usage or no database. */
export type Exit = 0 | 1 | 2;

const usage = `Usage:
  npm run config -- plan FILE       what applying the file would change
  npm run config -- apply FILE      makes the file the configuration of its tenant
  npm run config -- export TENANT   prints the configuration of a tenant, without passwords`;

/** Plans, applies or exports the configuration of a contact centre. */
export async function configure(args: readonly string[], terminal: Terminal): Promise<Exit> {
  const [verb = '', name, ...more] = args;
  const command = Object.hasOwn(commands, verb) ? commands[verb as keyof typeof commands] : undefined;
  if (!command || !name || more.length) return stopped(terminal, usage);
  const address = databaseAddress(terminal.env);
  if ('missing' in address) return stopped(terminal, address.missing);
  try {
    return await command({ name, url: address.url, terminal });
  } catch (error) {
    const known = isExpected(error) ? reasons[error.code] : undefined;
    if (!known) throw error;
    return stopped(terminal, `${known} (${(error as Error).message})`);
  }
}

interface Job {
  readonly name: string;
  readonly url: string;
  readonly terminal: Terminal;
}
const commands = { plan, apply, export: exported } as const;

async function plan(job: Job): Promise<Exit> {
  const text = textOf(job);
  if (text === undefined) return 2;
  return tell(job, await opened(job.url, (db) => planCentre({ db }, text)));
}

async function apply(job: Job): Promise<Exit> {
  const text = textOf(job);
  if (text === undefined) return 2;
  await migrate(job.url, migrationFolders());
  const { env, folder } = job.terminal;
  const vault = () => openVault(keyIn(resolve(folder, env['PATCHBAY_DATA'] || './data'), env['PATCHBAY_SECRET_KEY']));
  return tell(job, await opened(job.url, (db) => applyCentre({ db, clock: systemClock, vault }, text)));
}

async function exported({ name, url, terminal }: Job): Promise<Exit> {
  const centre = await opened(url, (db) => loadCentre(db.as(name as TenantId), name as TenantId));
  if (!centre) return stopped(terminal, `There is no tenant "${name}".`);
  terminal.out(stringify(centre, { lineWidth: 0 }).trimEnd());
  return 0;
}

function tell({ name, terminal }: Job, result: Planned | Applied): Exit {
  if ('problems' in result) {
    for (const problem of result.problems) terminal.error(`${name}:${placed(problem)}`);
    terminal.error('Nothing was changed.');
    return 1;
  }
  const { centre, difference } = result;
  for (const line of lines(difference)) terminal.out(line);
  const done = 'applied' in result ? 'Applied to' : 'This would change';
  terminal.out(isNone(difference) ? `Nothing to change in tenant ${centre.tenant.key}.` : `${done} tenant ${centre.tenant.key}.`);
  return 0;
}

const placed = ({ line, column, path, reason }: Problem): string => `${line}:${column}: ${path ? `${path}: ` : ''}${reason}`;

function textOf({ name, terminal }: Job): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(resolve(terminal.folder, name)));
  } catch (error) {
    terminal.error(error instanceof TypeError ? `${name} is not a text in UTF-8.` : `${name} cannot be read: ${(error as Error).message}`);
    return undefined;
  }
}

async function opened<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openDatabase(url, { max: 2 });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The database does not answer. Start Patchbay (npm start), or check DATABASE_URL.',
  ENOTFOUND: 'The database is not there. Check DATABASE_URL.',
  ERR_INVALID_URL: 'This is no address of a database. Check DATABASE_URL.',
  '28P01': 'The database does not know this user and password. Check DATABASE_URL.',
  '3D000': 'There is no such database. Start Patchbay once, or check DATABASE_URL.',
  '42P01': 'This database was not prepared yet. Start Patchbay once, or apply a file.',
  '42703': 'This database is older than this program. Start Patchbay once, or apply a file.',
};
const isExpected = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

function stopped(terminal: Terminal, why: string): Exit {
  terminal.error(why);
  return 2;
}

if (import.meta.main)
  process.exitCode = await configure(process.argv.slice(2), {
    env: process.env,
    folder: process.env['INIT_CWD'] ?? process.cwd(),
    out: (line) => console.log(line),
    error: (line) => console.error(line),
  });
