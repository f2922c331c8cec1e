import { testClock } from '@patchbay/testing/clock.ts';
import { type TestDatabase, testDatabase } from '@patchbay/testing/database.node.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processBus } from './bus.ts';
import { settledPosition, since } from './catch-up.node.ts';
import { systemIds } from './clock.node.ts';
import type { TenantId } from './decision.ts';
import { execute, type Kernel, kernel } from './execute.node.ts';
import { type EventsFrame, fits } from './stream.ts';
import { type Change, changed } from './subject.ts';
import { type Counter, type CounterEvent, counterKind, zero } from './test/counter.ts';

const tenant = 'a' as TenantId;
let database: TestDatabase;
let k: Kernel;
const clock = testClock();
beforeAll(async () => {
  database = await testDatabase();
  await database.db.as(tenant)({ text: "insert into tenants (id) values ('a')" });
  k = kernel({ db: database.db, clock, ids: systemIds(clock), bus: processBus(() => undefined) });
});
afterAll(() => database.drop());

const count = (id: string) =>
  execute(k, { tenant, by: 'ada' }, async ({ load: read }) => {
    const counter = (await read<Counter>(counterKind, id)) ?? { id, version: 0, state: zero };
    return { changes: [changed(counterKind, counter, [{ type: 'counted', by: 1 } as CounterEvent]) as Change] };
  });

/** Reads the stream as a desktop that reconnects again and again: by position, repeats dropped by version. */
function reader() {
  const known = new Map<string, number>();
  const run = database.db.as(tenant);
  let position = { epoch: '', xid: '0' };
  return {
    known,
    async begin() {
      position = await settledPosition(run);
    },
    async read(): Promise<readonly EventsFrame[]> {
      const now = await settledPosition(run);
      const frames = (await since(run, tenant, position, now)) ?? [];
      for (const frame of frames) if (fits(known.get(frame.id) ?? 0, frame) === 'fold') known.set(frame.id, frame.to);
      position = now;
      return frames;
    },
  };
}

test('[BA10] a reader that catches up while many write loses nothing, whatever the order of the commits', async () => {
  const one = reader();
  await one.begin();
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 8 }, async (_, w) => {
      for (let n = 0; n < 40; n++) await count(`trap-${w}-${n % 3}`);
    }),
  ).finally(() => {
    writing = false;
  });
  while (writing) await one.read();
  await writers;
  await one.read();
  const rows = await database.db.as(tenant)<{ subject: string; version: number }>({
    text: "select subject, max(version) as version from events where subject like 'trap-%' group by subject",
  });
  expect(Object.fromEntries(one.known)).toEqual(Object.fromEntries(rows.map((r) => [r.subject, r.version])));
  expect([...one.known.values()].reduce((a, b) => a + b, 0)).toBe(320);
});

test('[BA11] an open write elsewhere in the cluster holds the position back, never the events', async () => {
  const url = new URL(database.url);
  url.pathname = '/postgres';
  const foreign = new pg.Client({ connectionString: url.href });
  await foreign.connect();
  await foreign.query('begin');
  const open = await foreign.query<{ xid: string }>('select pg_current_xact_id()::text as xid'); // of another database, open for long
  const held = BigInt(open.rows[0]?.xid ?? 0);
  const one = reader();
  await one.begin();
  for (let n = 0; n < 30; n++) {
    await count('frozen');
    await one.read();
    expect(one.known.get('frozen')).toBe(n + 1); // seen at once, though the position does not move
  }
  expect(BigInt((await settledPosition(database.db.as(tenant))).xid) <= held).toBe(true);
  await foreign.query('rollback');
  await foreign.end();
  await count('frozen');
  await one.read();
  expect(one.known.get('frozen')).toBe(31);
  const moved = async () => BigInt((await settledPosition(database.db.as(tenant))).xid) > held;
  await expect.poll(moved).toBe(true); // other tests of this cluster hold it back a moment, too
});

test('[BA12] a position of another database, a forged one and one too old get a snapshot', async () => {
  const run = database.db.as(tenant);
  const now = await settledPosition(run);
  expect(await since(run, tenant, { ...now, epoch: 'restored' }, now)).toBeNull();
  expect(await since(run, tenant, { ...now, xid: '1; drop table events' }, now)).toBeNull();
  await database.db.as(tenant)({
    text: "insert into events (tenant_id, kind, subject, version, type, body, actor, at) select 'a', 'contact', 'old', n, 'counted', '{}', 'ada', 0 from generate_series(1, 5001) n",
  });
  expect(await since(run, tenant, now, now)).toBeNull();
});
