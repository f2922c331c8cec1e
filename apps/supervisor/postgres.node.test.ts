import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseAccount } from './account.node.ts';
import { type Postgres, startPostgres } from './postgres.node.ts';
import { end, lives } from './process.node.ts';

let folder: string;
let running: Postgres | undefined;
const start = async () => (running = await startPostgres({ folder, fsync: false }));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-postgres-'));
});

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('what an interrupted creation left behind does not stand in the way', async () => {
  mkdirSync(join(folder, 'postgres.new'));
  writeFileSync(join(folder, 'postgres.new', 'PG_VERSION'), '18\n');
  const postgres = await start();
  expect(await ask(postgres.url, 'SELECT 1 AS value')).toBe(1);
});

test('it speaks UTF-8 with the rules of libc, so that search keeps umlauts and Chinese', async () => {
  const { url } = await start();
  expect(await ask(url, "SELECT lower('ÄÖÜ') AS value")).toBe('äöü');
  expect(await ask(url, "SELECT format('%s %s', datcollate, datlocprovider) AS value FROM pg_database WHERE datname = 'postgres'")).toBe(
    'C.UTF-8 c',
  );
  await ask(url, 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
  expect(await ask(url, "SELECT cardinality(show_trgm('東京')) AS value")).toBe(3);
});

test('it listens on loopback only and asks for the password, which only we can read', async () => {
  const { url } = await start();
  expect(await ask(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600);
});

test('a second start adopts the running one; stopping that ends it', async () => {
  const first = await start();
  const second = await start();
  expect([second.adopted, second.pid, second.url]).toEqual([true, first.pid, first.url]);
  await second.stop();
  expect(lives(first.pid)).toBe(false);
});

test('it keeps its port, and takes another when that one is taken', async () => {
  const { port, stop } = await start();
  await stop();
  expect((await start()).port).toBe(port);
  await running?.stop();
  const other = createServer().listen(port, '127.0.0.1');
  const moved = await start();
  expect(moved.port).not.toBe(port);
  expect(Number(readFileSync(join(folder, 'postgres.port'), 'utf8'))).toBe(moved.port);
  other.close();
});

test('a stale note that names another living process does not keep it from starting', async () => {
  const { stop } = await start();
  const note = join(folder, 'postgres', 'postmaster.pid');
  const text = readFileSync(note, 'utf8');
  await stop();
  const stranger = spawn('sleep', ['600'], { ...databaseAccount(join(folder, 'postgres')), stdio: 'ignore' });
  writeFileSync(note, text.replace(/^\d+/, String(stranger.pid)));
  const again = await start();
  expect(again.adopted).toBe(false);
  expect(lives(stranger.pid ?? 0)).toBe(true);
  stranger.kill();
});

test('without fsync it ends, and its folder goes, when the one who started it is killed', async () => {
  const throwaway = mkdtempSync(join(tmpdir(), 'patchbay-throwaway-'));
  const script = `const { startPostgres } = await import(${JSON.stringify(import.meta.resolve('./postgres.node.ts'))});
    console.log((await startPostgres({ folder: ${JSON.stringify(throwaway)}, fsync: false })).pid);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise((resolve) => starter.stdout.once('data', resolve)));
  expect(lives(pid)).toBe(true);
  starter.kill('SIGKILL');
  await expect.poll(() => lives(pid) || existsSync(throwaway)).toBe(false);
});

test('ending a process that ignores the polite signal takes force as soon as there is hurry', async () => {
  const stubborn = spawn('sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 600; done'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise((resolve) => stubborn.stdout.once('data', resolve));
  const hurry = new AbortController();
  const ended = end(stubborn.pid ?? 0, { signal: 'SIGTERM', grace: Number.POSITIVE_INFINITY, force: 'SIGKILL', hurry: hurry.signal });
  hurry.abort();
  await ended;
  expect(stubborn.signalCode ?? 'SIGKILL').toBe('SIGKILL');
  expect(lives(stubborn.pid ?? 0)).toBe(false);
});

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}
