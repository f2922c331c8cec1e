import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { freePort } from './port.node.ts';
import { gone, lives } from './process.node.ts';
import { type Launched, launch } from './stand-in/launch.node.ts';

const asRoot = process.getuid?.() === 0;
let folder: string;
let port: number;
const launched: Launched[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-supervisor-'));
  port = await freePort();
});

afterEach(async () => {
  for (const one of launched.splice(0)) {
    one.signal('SIGTERM');
    await one.ended;
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const begin = (more: Readonly<Record<string, string>> = {}) => {
  const one = launch({ PATCHBAY_DATA: folder, PATCHBAY_PORT: String(port), ...more });
  launched.push(one);
  return one;
};

const started = async (one: Launched) => {
  const [, database = ''] = await one.says(/postgres: (?:ready|adopted) after .* \(process (\d+), port \d+\)/);
  const [, server = ''] = await one.says(/server: ready after .* \(process (\d+)\)/);
  return { database: Number(database), server: Number(server) };
};

const starts = async () => ((await (await fetch(`http://127.0.0.1:${port}/`)).json()) as { readonly starts: number }).starts;

test('the first start creates the database, shows the way in, and a clean stop leaves no process behind', async () => {
  const one = begin();
  await one.says(/creating the database/);
  const { database, server } = await started(one);
  await one.says(/Patchbay is ready/);
  await one.says(new RegExp(`http://localhost:${port}/demo`));
  await one.says(/Log in as ada/);
  expect(await starts()).toBe(1);
  one.signal('SIGINT');
  expect(await one.ended).toBe('exit code 0');
  expect([database, server].filter(lives)).toEqual([]);
  expect(existsSync(join(folder, 'supervisor.pid'))).toBe(false);
});

test('the next start finds the data again', async () => {
  const before = begin();
  await started(before);
  const count = await starts();
  before.signal('SIGTERM');
  await before.ended;
  const one = begin();
  await started(one);
  expect(await starts()).toBe(count + 1);
  expect(one.output()).not.toContain('creating the database');
});

test('a supervisor adopts the database of a killed one and ends its server; it starts the adopted one again when it dies', async () => {
  const killed = begin();
  const left = await started(killed);
  const count = await starts();
  killed.signal('SIGKILL');
  await killed.ended;
  expect([left.database, left.server].every(lives)).toBe(true);
  const one = begin();
  await one.says(/ending the one a killed predecessor left behind/);
  const now = await started(one);
  expect(now.database).toBe(left.database);
  expect(lives(left.server)).toBe(false);
  expect(await starts()).toBe(count + 1);
  process.kill(now.database, 'SIGKILL');
  await one.says(/postgres: died \(its process is gone\)/);
  await one.says(/postgres: ready/);
  expect(await starts()).toBe(count + 1);
});

test('a supervisor that adopted a database also stops it', async () => {
  const killed = begin();
  const left = await started(killed);
  killed.signal('SIGKILL');
  await killed.ended;
  const one = begin();
  await started(one);
  one.signal('SIGINT');
  expect(await one.ended).toBe('exit code 0');
  expect([left.database, left.server].filter(lives)).toEqual([]);
});

describe('while it runs', () => {
  let one: Launched;
  let first: Awaited<ReturnType<typeof started>>;

  beforeAll(async () => {
    one = launch({ PATCHBAY_DATA: folder, PATCHBAY_PORT: String(port) });
    first = await started(one);
  });

  afterAll(async () => {
    one.signal('SIGTERM');
    await one.ended;
  });

  test('a server that dies is started again, with the cause of its death', async () => {
    await fetch(`http://127.0.0.1:${port}/die`).catch(() => undefined);
    await one.says(/server: died \(exit code 3\), starting again in 0\.2 s/);
    const [, again] = await one.says(/server: ready after .* \(process (\d+)\)/);
    expect(Number(again)).not.toBe(first.server);
    process.kill(Number(again), 'SIGKILL');
    await one.says(/server: died \(killed by SIGKILL\), starting again in 0\.[24] s/);
    await one.says(/server: ready/);
  });

  test('a database that dies is started again at the same address', async () => {
    const count = await starts();
    process.kill(first.database, 'SIGKILL');
    await one.says(/postgres: died \(killed by SIGKILL\)/);
    await one.says(/postgres: ready/);
    expect(await starts()).toBe(count);
  });

  test('another supervisor does not get the same data folder', async () => {
    const other = begin();
    expect(await other.ended).toBe('exit code 1');
    expect(other.output()).toContain(`Patchbay already runs with the data folder ${folder} (process ${one.pid})`);
  });
});

test('a second request to stop does not wait for a stubborn server', async () => {
  const one = begin({ STAND_IN_IS_STUBBORN: '1' });
  const { server, database } = await started(one);
  one.signal('SIGINT');
  await one.says(/stopping \(SIGINT\)/);
  one.signal('SIGINT');
  expect(await one.ended).toBe('exit code 0');
  expect([database, server].filter(lives)).toEqual([]);
});

test('a taken port is named, and nothing is left running', async () => {
  const taken = createServer().listen(port, '127.0.0.1');
  const one = begin();
  expect(await one.ended).toBe('exit code 1');
  expect(one.output()).toContain(`Port ${port} cannot be used`);
  expect(one.output()).toContain(`PATCHBAY_PORT=${port + 1}`);
  await new Promise((resolve) => taken.close(resolve));
});

test.runIf(asRoot)('a data folder the database cannot reach is named, with the remedy', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'patchbay-closed-'));
  mkdirSync(join(closed, 'data'));
  const one = begin({ PATCHBAY_DATA: join(closed, 'data') });
  expect(await one.ended).toBe('exit code 1');
  expect(one.output()).toContain(`may not enter ${closed}, so it cannot use the data folder ${join(closed, 'data')}`);
  expect(one.output()).toContain('PATCHBAY_DATA=/var/lib/patchbay npm start');
  rmSync(closed, { recursive: true });
});

test('a data folder that cannot be written is named', async () => {
  const one = begin({ PATCHBAY_DATA: '/dev/null/data' });
  expect(await one.ended).toBe('exit code 1');
  expect(one.output()).toContain('The data folder /dev/null/data cannot be used');
});

test('with DATABASE_URL there is no embedded database', async () => {
  const url = await ownDatabase('supervisor_own');
  const data = mkdtempSync(join(tmpdir(), 'patchbay-foreign-'));
  const one = begin({ PATCHBAY_DATA: data, DATABASE_URL: url });
  const [, server] = await one.says(/server: ready after .* \(process (\d+)\)/);
  expect(await starts()).toBe(1);
  expect(existsSync(join(data, 'postgres'))).toBe(false);
  one.signal('SIGTERM');
  expect(await one.ended).toBe('exit code 0');
  expect(await gone(Number(server), 0)).toBe(true);
  rmSync(data, { recursive: true });
});

test('an unreachable DATABASE_URL is said with its reason and without its password; Ctrl-C still ends it', async () => {
  const nobody = await freePort();
  const one = begin({ DATABASE_URL: `postgres://user:secret@127.0.0.1:${nobody}/patchbay` });
  await one.says(new RegExp(`no connection to 127.0.0.1:${nobody}/patchbay \\(.*ECONNREFUSED`));
  expect(one.output()).not.toContain('secret');
  one.signal('SIGINT');
  expect(await one.ended).toBe('exit code 0');
});

async function ownDatabase(name: string): Promise<string> {
  const url = new URL(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
