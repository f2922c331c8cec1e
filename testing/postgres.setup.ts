import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Postgres, startPostgres } from '@patchbay/supervisor/postgres.node.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The administrator's address of the test run's PostgreSQL, database `postgres`. */
    readonly postgresUrl: string;
  }
}

type Shared = { readonly folder: string; readonly postgres: Promise<Postgres>; users: number };

const KEY = Symbol.for('patchbay.postgres');
const shared = globalThis as typeof globalThis & { [KEY]?: Shared };

/** Gives the whole test run one PostgreSQL in a temporary folder; projects that run at the same time share it. */
export async function setup(project: Pick<TestProject, 'provide'>): Promise<() => Promise<void>> {
  const ours = (shared[KEY] ??= begin());
  ours.users += 1;
  project.provide('postgresUrl', (await ours.postgres).url);
  return () => leave(ours);
}

function begin(): Shared {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-test-'));
  return { folder, users: 0, postgres: startPostgres({ folder, fsync: false }) };
}

async function leave(ours: Shared): Promise<void> {
  ours.users -= 1;
  if (ours.users > 0) return;
  delete shared[KEY];
  await (await ours.postgres).stop();
  rmSync(ours.folder, { recursive: true, force: true });
}
