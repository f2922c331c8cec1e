import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemIds } from '@patchbay/base/clock.node.ts';
import { demoCentre } from '@patchbay/server/demo.node.ts';
import { type Server, type Start, startServer } from '@patchbay/server/server.node.ts';
import { startPostgres, withDatabase } from '@patchbay/supervisor/postgres.node.ts';
import { pino } from 'pino';

/** A real server on a real database that flushes to disk. */
export interface Place {
  readonly server: Server;
  readonly url: string;
  readonly database: string;
  close(): Promise<void>;
}

/** Starts a server for a bench in a temporary folder; `yaml` changes the text of its centre, `more` how it is started. */
export async function place(yaml = (demo: string) => demo, more: Partial<Start> = {}): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const postgres = await startPostgres({ folder });
  const database = await withDatabase(postgres, 'bench');
  const demo = readFileSync(new URL('../config/demo.yaml', import.meta.url), 'utf8');
  const server = await startServer({
    url: database,
    data: folder,
    port: 0,
    host: '127.0.0.1',
    clock: systemClock,
    ids: systemIds(systemClock),
    log: pino({ level: 'error' }),
    prepare: async (url) => void (await demoCentre(url, yaml(demo))),
    ...more,
  });
  return {
    server,
    database,
    url: `http://127.0.0.1:${server.port}`,
    async close() {
      await server.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
