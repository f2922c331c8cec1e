import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { survivor } from './adoption.node.ts';
import { type Cluster, keepPort, lastPort, openCluster } from './cluster.node.ts';
import { guard } from './guard.node.ts';
import { freePort } from './port.node.ts';
import { end, endOf, endOfStranger, type Running } from './process.node.ts';

/** An embedded PostgreSQL that answers: `url` is its administrator's, database `postgres`. */
export type Postgres = Running & { readonly url: string; readonly port: number; readonly adopted: boolean };

/**
 * How to start one. Without fsync it is a throwaway for tests: a power cut loses data, and when the one who started it is killed, it ends
 * and its folder goes. `say` gets one line per transition.
 */
export type PostgresOptions = { readonly folder: string; readonly fsync?: boolean; readonly say?: (line: string) => void };

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  password_encryption: 'scram-sha-256',
  idle_in_transaction_session_timeout: '60s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %d ',
  max_wal_size: '512MB',
};

const CARELESS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  scram_iterations: '1', // of passwords that live for one test run
};

/** Starts the PostgreSQL of this data folder (created on first use) or adopts the one a killed predecessor left running. */
export async function startPostgres({ folder, fsync = true, say = () => undefined }: PostgresOptions): Promise<Postgres> {
  const cluster = await openCluster({ folder, fsync, say });
  const left = await survivor(cluster, say);
  if (left) return adopted(cluster, left);
  if (fsync) return started(cluster, SETTINGS);
  const throwaway = await started(cluster, { ...SETTINGS, ...CARELESS });
  const callOff = guard(throwaway.pid, folder);
  void throwaway.ended.then(callOff);
  return throwaway;
}

/** The address of this database in the cluster; creates it when it is missing. */
export async function withDatabase(postgres: Postgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return urlOf(postgres.port, new URL(postgres.url).password, name);
}

function adopted(cluster: Cluster, { pid, port }: { readonly pid: number; readonly port: number }): Postgres {
  return { pid, port, adopted: true, url: urlOf(port, cluster.password, 'postgres'), ended: endOfStranger(pid), stop: stopping(pid) };
}

async function started(cluster: Cluster, settings: Readonly<Record<string, string>>): Promise<Postgres> {
  const port = await freePort(lastPort(cluster));
  const child = launch(cluster, { ...settings, port: String(port) });
  const ended = endOf(child);
  const url = urlOf(port, cluster.password, 'postgres');
  await untilItAnswers(url, ended, cluster);
  const pid = child.pid ?? 0;
  keepPort(cluster, port);
  return { pid, port, url, adopted: false, ended, stop: stopping(pid) };
}

/** In a session of its own, so that Ctrl-C in the terminal reaches only the supervisor, which stops things in order. */
function launch({ data, log, account, binaries }: Cluster, settings: Readonly<Record<string, string>>) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  try {
    const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    return spawn(binaries.postgres, ['-D', data, ...flags], {
      ...account,
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', output, output],
    });
  } finally {
    closeSync(output);
  }
}

/** Recovery after a power cut may take long, so only the end of the process ends the patience. */
async function untilItAnswers(url: string, ended: Promise<string>, { log }: Cluster): Promise<void> {
  let cause: string | undefined;
  void ended.then((why) => (cause = why));
  while ((await answers(url)) !== undefined) {
    if (cause) throw new Error(`PostgreSQL did not start (${cause}). The end of ${log}:\n${lastLines(log)}`);
    await pause(20);
  }
}

/** Connects once: nothing when the database answers, else the reason why not. */
export async function answers(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // A connection lost after the answer is no news here.
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. By force it recovers at the next start. */
function stopping(pid: number): Running['stop'] {
  return (hurry) => end(pid, { signal: 'SIGINT', grace: 20_000, force: 'SIGQUIT', hurry });
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}
