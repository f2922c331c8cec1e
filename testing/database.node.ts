import { createHash, randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Database, openDatabase } from '@patchbay/base/database.node.ts';
import { migrate } from '@patchbay/base/migrations.node.ts';
import { demoCentre } from '@patchbay/server/demo.node.ts';
import { migrationFolders } from '@patchbay/server/migrations.node.ts';
import pg from 'pg';
import { inject } from 'vitest';

/** A database of one test file: `url` is the administrator's, `db` is bound by row-level security. */
export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database on the server of the test run, copied from a template that is made once per state of the migrations. */
export async function testDatabase(): Promise<TestDatabase> {
  const url = await freshDatabase();
  // Two processes may not make the role of the server at the same moment: the lock is held while we open.
  const db = await locked(() => openDatabase(url, { max: 8 }));
  const drop = async () => {
    await db.close();
    await asAdministrator((admin) => admin.query(`drop database if exists ${nameIn(url)} with (force)`));
  };
  return { db, url, drop };
}

/** The address of a fresh, migrated database; for tests of what opens it itself. */
export const freshDatabase = (): Promise<string> => copyOf(migrated);

/** The address of a fresh database with the demo centre of this text. */
export const demoDatabase = (text: string): Promise<string> =>
  copyOf(async (admin) =>
    template(admin, `demo_${fingerprint(text)}`, async (part) => {
      await admin.query(`create database ${part} template ${await migrated(admin)} strategy file_copy`);
      await demoCentre(addressOf(part), text);
    }),
  );

/** Files are copied, not written page by page to the log: that takes a tenth of the time where nothing is flushed to disk. */
async function copyOf(original: (admin: pg.Client) => Promise<string>): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await locked(async (admin) => void (await admin.query(`create database ${name} template ${await original(admin)} strategy file_copy`)));
  return addressOf(name);
}

/** The address of a fresh database without any table. */
export async function emptyDatabase(): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdministrator((admin) => admin.query(`create database ${name}`));
  return addressOf(name);
}

/** Deletes the database of this address, whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await asAdministrator((admin) => admin.query(`drop database if exists ${nameIn(url)} with (force)`));
}

const migrated = (admin: pg.Client): Promise<string> =>
  template(admin, `migrated_${fingerprint()}`, async (part) => {
    await admin.query(`create database ${part}`);
    await migrate(addressOf(part), migrationFolders());
  });

/** The template of this name; made once. */
async function template(admin: pg.Client, name: string, make: (part: string) => Promise<void>): Promise<string> {
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return name;
  const part = `${name}_part`;
  await admin.query(`drop database if exists ${part} with (force)`);
  await make(part);
  await admin.query(`alter database ${part} rename to ${name}`); // only a finished one gets the name
  return name;
}

/** Of the migrations, and of what is put into them. */
function fingerprint(text = ''): string {
  const hash = createHash('sha256').update(text);
  for (const folder of migrationFolders())
    for (const file of globSync('*.sql', { cwd: folder }).toSorted()) hash.update(basename(file)).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

const locked = <T>(work: (admin: pg.Client) => Promise<T>): Promise<T> =>
  asAdministrator(async (admin) => {
    await admin.query('select pg_advisory_lock(7071)'); // let go with the connection
    return work(admin);
  });

async function asAdministrator<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('postgresUrl') });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function addressOf(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

const nameIn = (url: string): string => new URL(url).pathname.slice(1);
