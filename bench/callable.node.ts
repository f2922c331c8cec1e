import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@patchbay/base/clock.node.ts';
import { openDatabase } from '@patchbay/base/database.node.ts';
import { applyCentre } from '@patchbay/server/centre.node.ts';
import { startPostgres, withDatabase } from '@patchbay/supervisor/postgres.node.ts';
import { serverProcess } from '@patchbay/testing/faults/server-process.node.ts';
import { makeCallable } from '@patchbay/testing/telephony.node.ts';
import { demo } from '@patchbay/testing/world.node.ts';

/** Agents who are called. */
export const people = 10;
export const login = (n: number): string => `line-${n}`;

/** A contact centre that can be called: each part in a process of its own, on a database that flushes. */
export interface Callable {
  readonly url: string;
  readonly database: string;
  readonly sip: number;
  readonly pids: Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
}

/** Starts it. */
export async function callable(): Promise<Callable> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const postgres = await startPostgres({ folder });
  const database = await withDatabase(postgres, 'bench');
  const { world, setup, pids, close } = await makeCallable(
    async ({ yaml, telephony }) => {
      const server = await serverProcess(database, 'error', { PATCHBAY_TELEPHONY_SECRET: telephony, PATCHBAY_DATA: folder });
      await apply(database, withPeople(yaml(demo)));
      return { url: server.url, database, pid: server.pid(), close: () => server.stop() };
    },
    {},
    6, // thousand ports, for all who call at once
  );
  return {
    ...{ url: world.url, database, sip: setup.places.sip },
    pids: { ...(await pids()), server: world.pid, postgres: postgres.pid },
    async close() {
      await close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function apply(url: string, text: string): Promise<void> {
  const db = await openDatabase(url, { max: 1 });
  const done = await applyCentre({ db, clock: systemClock }, text);
  await db.close();
  if ('problems' in done) throw new Error(JSON.stringify(done.problems));
}

const each = (line: (n: number) => string): string => Array.from({ length: people }, (_, n) => `  ${line(n)}\n`).join('');

/** Agents with desk phones; all of this machine is the carrier. */
const withPeople = (text: string): string =>
  text
    .replace(
      /^users:\n/m,
      `users:\n${each((n) => `${login(n)}: { name: Line ${n}, email: line-${n}@harbour.example, role: agent, team: service, password: demo-line-${n}-1 }`)}`,
    )
    .replace(/^phones:\n/m, `phones:\n${each((n) => `desk-${n}: { user: ${login(n)}, password: phone-line-${n} }`)}`)
    .replace(/addresses: \['127\.0\.0\.1:\d+', '127\.0\.0\.5'\]/, "addresses: ['127.0.0.1']")
    .replace('afterWork: []', 'afterWork: [voice]') // whoever wraps up gets no call before that is done
    .replace('offerSeconds: 20', 'offerSeconds: 60');
