import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import pg from 'pg';

/**
 * Brings a database to the present: every `NNNN-name.sql` of all folders as one list, in the order of their numbers, each once.
 * Forward only. Several processes at once: one does it, the others wait. Throws if a number is taken twice.
 */
export async function migrate(url: string, folders: readonly string[]): Promise<readonly string[]> {
  const files = listed(folders);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(7070)');
    await client.query('create table if not exists migrations (name text primary key, at timestamptz not null default now())');
    const done = new Set((await client.query<{ name: string }>('select name from migrations')).rows.map((r) => r.name));
    const todo = files.filter((file) => !done.has(basename(file)));
    for (const file of todo) await one(client, file);
    return todo.map((file) => basename(file));
  } finally {
    await client.end();
  }
}

function listed(folders: readonly string[]): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .map((name) => join(folder, name)),
  );
  const sorted = files.toSorted((a, b) => basename(a).localeCompare(basename(b)));
  const numbers = sorted.map((file) => basename(file).slice(0, 4));
  const twice = numbers.find((n, at) => numbers.indexOf(n) !== at);
  if (twice) throw new Error(`Two migrations have the number ${twice}.`);
  return sorted;
}

async function one(client: pg.Client, file: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(readFileSync(file, 'utf8'));
    await client.query('insert into migrations (name) values ($1)', [basename(file)]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${basename(file)} failed.`, { cause: error });
  }
}
