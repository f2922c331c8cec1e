import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processOf } from '@patchbay/supervisor/notes.node.ts';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { endOf } from '@patchbay/supervisor/process.node.ts';
import type { Setup } from '@patchbay/voice/engines/engine.ts';
import pg from 'pg';
import { vi } from 'vitest';

/** What runs below `npm start`, and may die. */
export const PARTS = ['server', 'telephony', 'kamailio', 'rtpengine', 'janus', 'postgres'] as const;
export type Part = (typeof PARTS)[number];

/** Patchbay as `npm start` runs it, in a folder of its own, with the demo centre. */
export interface Product {
  readonly url: string;
  readonly setup: Pick<Setup, 'places' | 'secrets'>;
  /** Kills it with -9; resolves when all of Patchbay works again. */
  readonly kill: (part: Part) => Promise<void>;
  readonly pid: (part: Part) => number;
  readonly rows: () => Promise<number>;
  readonly close: () => Promise<void>;
}

const main = fileURLToPath(new URL('../../apps/supervisor/main.node.ts', import.meta.url));
const patience = { timeout: 120_000, interval: 20 };

/** Starts it. */
export async function startProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-product-'));
  chmodSync(folder, 0o711);
  const [port, sip] = [await freePort(), await freePort()];
  const { DATABASE_URL: _, ...inherited } = process.env;
  const env = { ...inherited, PATCHBAY_DATA: folder, PATCHBAY_PORT: String(port), PATCHBAY_SIP_PORT: String(sip) };
  const shown = process.env['PATCHBAY_VOICE_LOG'] ? 'inherit' : 'ignore';
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', shown, shown] });
  const ended = endOf(child);
  const url = `http://127.0.0.1:${port}`;
  const works = async () => {
    const health = await fetch(`${url}/healthz`)
      .then((answer) => answer.json() as Promise<{ readonly voice?: unknown }>)
      .catch(() => null);
    return health?.voice === 'ready';
  };
  const pid = (part: Part): number => {
    if (part !== 'postgres') return processOf(folder, part) ?? 0;
    return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  };
  await vi.waitUntil(works, patience);
  const setup = JSON.parse(readFileSync(join(folder, 'voice', 'setup.json'), 'utf8')) as Product['setup'];
  const rows = async () => {
    const read = (name: string) => readFileSync(join(folder, name), 'utf8').trim();
    const db = new pg.Client({
      host: '127.0.0.1',
      port: Number(read('postgres.port')),
      user: 'postgres',
      password: read('postgres.password'),
      database: 'patchbay',
    });
    await db.connect();
    const { rowCount } = await db.query('select from voice_lines');
    await db.end();
    return rowCount ?? 0;
  };
  return {
    ...{ url, setup, pid },
    async kill(part) {
      const before = pid(part);
      process.kill(before, 'SIGKILL');
      const another = () => {
        try {
          const now = pid(part);
          return now !== 0 && now !== before;
        } catch {
          return false; // its note is not there at the moment
        }
      };
      await vi.waitUntil(async () => another() && (await works()) && (await rows().catch(() => null)) !== null, patience);
    },
    rows,
    async close() {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
