import { setTimeout as pause } from 'node:timers/promises';
import { keep } from './keep.node.ts';
import { answers, type Postgres, startPostgres, withDatabase } from './postgres.node.ts';
import type { Running } from './process.node.ts';

/** The database the server works with, whoever runs it. */
export type Database = {
  /** Its address, as soon as it answers. */
  readonly url: () => Promise<string>;
  readonly stop: Running['stop'];
};

type WithAddress = Postgres & { readonly address: string };

/** The embedded PostgreSQL in this folder, kept running; `moved` is called when a restart changed its address. */
export async function embeddedDatabase(folder: string, say: (line: string) => void, moved: () => void): Promise<Database> {
  let last: string | undefined;
  const start = async () => {
    const running = await startTold(folder, say);
    if (last !== undefined && last !== running.address) moved();
    last = running.address;
    return running;
  };
  const kept = await keep({ name: 'postgres', start, say });
  return { url: async () => (await kept.running()).address, stop: kept.stop };
}

/** A database of the user's own: we only wait until it answers, or until nobody wants it any more. */
export function foreignDatabase(url: string, say: (line: string) => void, unwanted: AbortSignal): Database {
  return { url: () => untilItAnswers(url, say, unwanted), stop: async () => undefined };
}

async function startTold(folder: string, say: (line: string) => void): Promise<WithAddress> {
  const began = performance.now();
  const running = await startPostgres({ folder, say: (line) => say(`postgres: ${line}`) });
  const address = await withDatabase(running, 'patchbay');
  const how = running.adopted ? 'adopted' : 'ready';
  say(`postgres: ${how} after ${((performance.now() - began) / 1000).toFixed(1)} s (process ${running.pid}, port ${running.port})`);
  return { ...running, address };
}

async function untilItAnswers(url: string, say: (line: string) => void, signal: AbortSignal): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const place = `${hostname}:${port || 5432}${pathname}`;
  for (let attempt = 0; ; attempt += 1) {
    const refusal = await answers(url);
    if (refusal === undefined) return url;
    if (attempt % 10 === 0) say(`database: no connection to ${place} (${refusal}), trying again every second`);
    await pause(1000, undefined, { signal });
  }
}
