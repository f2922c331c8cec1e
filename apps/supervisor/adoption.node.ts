import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Cluster } from './cluster.node.ts';
import { commandOf, gone, lives } from './process.node.ts';

/** What PostgreSQL wrote into its postmaster.pid. */
type Note = { readonly pid: number; readonly port: number; readonly status: string; readonly memory: string };

const PATIENCE = 60_000;

/** The server a killed predecessor left running on this cluster, once it answers; nothing when a new one can be started. */
export async function survivor(cluster: Cluster, say: (line: string) => void): Promise<Note | undefined> {
  const note = noteOf(cluster);
  if (!note) return undefined;
  if (!isPostgres(note)) return forget(cluster, note);
  say(`PostgreSQL already runs (process ${note.pid}), adopting it ...`);
  return settled(cluster, note, performance.now() + PATIENCE);
}

async function settled(cluster: Cluster, note: Note, until: number): Promise<Note | undefined> {
  if (!isPostgres(note)) return undefined;
  if (noteOf(cluster)?.status === 'stopping') return (await gone(note.pid, PATIENCE)) ? undefined : stuck(cluster, note);
  if (await serves(cluster, note)) return note;
  if (performance.now() > until) return stuck(cluster, note);
  await pause(50);
  return settled(cluster, noteOf(cluster) ?? note, until);
}

function stuck(cluster: Cluster, { pid }: Note): never {
  throw new Error(`PostgreSQL (process ${pid}) holds ${cluster.data} but does not answer. End it (kill -INT ${pid}) and start again.`);
}

/**
 * The note of a dead server. PostgreSQL refuses to start while the number in it belongs to any process of its user (or to a dead one nobody
 * buried), or while backends that outlived their server still use its memory: they notice within moments.
 */
async function forget(cluster: Cluster, note: Note): Promise<undefined> {
  const until = performance.now() + 5_000;
  while (inUse(note) && performance.now() < until) await pause(20);
  if (!inUse(note)) rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
}

function noteOf(cluster: Cluster): Note | undefined {
  const file = join(cluster.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid = '', , , port = '', , , memory = '', status = ''] = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(pid), port: Number(port), status: status.trim(), memory: memory.trim() };
}

function isPostgres({ pid }: Note): boolean {
  return lives(pid) && /postgres/.test(commandOf(pid));
}

/** Whether processes are attached to the shared memory of this server; unknown counts as yes. */
function inUse({ memory }: Note): boolean {
  const id = memory.split(/\s+/)[1];
  if (!existsSync('/proc/sysvipc/shm')) return true;
  const rows = readFileSync('/proc/sysvipc/shm', 'utf8').split('\n');
  return rows.map((row) => row.trim().split(/\s+/)).some((row) => row[1] === id && row[6] !== '0');
}

async function serves(cluster: Cluster, { port }: Note): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: cluster.password, database: 'postgres' });
  client.on('error', () => undefined); // It may be stopping; the caller looks again.
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    await client.end();
    return rows[0]?.data_directory === realpathSync(cluster.data);
  } catch {
    return false;
  }
}
