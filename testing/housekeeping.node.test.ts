import { openDatabase, type Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { keepHouse } from '@patchbay/server/housekeeping.node.ts';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chatting } from './chatted.node.ts';
import { demo, demoAs, startWorld, type World } from './world.node.ts';

const hour = 3_600_000;
const day = 24 * hour;
const patience = { timeout: 20_000, interval: 20 };
const tenants = ['demo', 'other'] as TenantId[];
let world: World;
let db: Awaited<ReturnType<typeof openDatabase>>;
let begun: number;
beforeAll(async () => {
  const longer = (text: string) => text.replace('sessionHours: 12', 'sessionHours: 30');
  world = await startWorld({ yaml: longer, more: [demoAs('other')] });
  db = await openDatabase(world.database, { max: 1 });
  begun = world.clock.now();
});
afterAll(async () => {
  await db.close();
  await world.close();
});

const counts = async (run: Run) =>
  (
    await run({
      text: `select (select count(*) from commands) as commands, (select count(*) from sessions) as sessions, (select count(*) from sign_in_tries) as tries,
        (select count(*) from effects) as effects, (select count(*) from visitors) as visitors, (select count(*) from events) as events,
        (select count(*) from interactions) as interactions, (select count(*) from audit) as audit`,
    })
  )[0];
const effects = (run: Run, tenant: TenantId) =>
  run({
    text: `insert into effects (tenant_id, id, channel, body, due_at, state) values
      ($1, 'done long ago', 'chat', '{}', $2, 'done'), ($1, 'done just now', 'chat', '{}', $3, 'done'),
      ($1, 'failed long ago', 'chat', '{}', $2, 'failed'), ($1, 'open for long', 'sms', '{}', $4, 'open')`,
    values: [tenant, begun - 7 * day, begun - 7 * day + 1, begun + 100 * day],
  });

test('[SV7] what nobody needs any more is deleted hour by hour: of every tenant by its own limits, and nothing else', async () => {
  for (const tenant of tenants) {
    await effects(db.as(tenant), tenant);
    (await chatting(world, tenant)).agent.losesTheLine(); // a desktop would keep its session
    await world.customer('who only looks', `${tenant}/shop`);
  }
  const [before, there] = [await counts(db.as('demo' as TenantId)), await counts(db.as('other' as TenantId))];
  expect(before).toMatchObject({ sessions: '1', tries: '1', effects: '4', visitors: '2' });
  expect(Number(before?.['commands'])).toBeGreaterThan(5);
  await keepHouse(world.server.site);
  expect(await counts(db.as('demo' as TenantId))).toEqual({ ...before, effects: '3' });

  world.clock.pass(day - 1);
  const still = { ...there, sessions: '0', tries: '0', effects: '2' };
  await untilKept('other', onlyKept(still));
  await untilKept('demo', onlyKept({ ...still, sessions: '1' }));
  for (const tenant of tenants) expect(Number((await counts(db.as(tenant)))?.['commands'])).toBe(Number(before?.['commands']));

  world.clock.pass(hour);
  await keepHouse(world.server.site); // the round of before may still be under way, and the next one begins an hour after its end
  for (const tenant of tenants) await untilKept(tenant, { commands: '0', visitors: '1', interactions: '1', audit: before?.['audit'] });
  expect((await db.as('demo' as TenantId)({ text: 'select id from effects order by id' })).map((row) => row['id'])).toEqual([
    'failed long ago',
    'open for long',
  ]);
  expect((await counts(db.as('demo' as TenantId)))?.['sessions']).toBe('1');
});

test('[SV7] more rows than are deleted at once all go', async () => {
  const run = db.as('demo' as TenantId);
  await run({ text: "insert into commands select 'demo', 'old ' || n, 'x', '{}', 0 from generate_series(1, 12000) n" });
  await keepHouse(world.server.site);
  expect((await counts(run))?.['commands']).toBe('0');
});

test('[SV7] several servers at once do not stand in one another’s way, and a centre that is applied changes the limit', async () => {
  const run = db.as('demo' as TenantId);
  await world.apply(demo.replace('sessionHours: 12', 'sessionHours: 1'));
  await run({ text: "insert into commands select 'demo', 'old ' || n, 'x', '{}', 0 from generate_series(1, 3000) n" });
  await vi.waitFor(async () => {
    await Promise.all([1, 2, 3].map(() => keepHouse(world.server.site)));
    expect(await counts(run)).toMatchObject({ sessions: '0', commands: '0' });
  }, patience);
});

/** The story goes on while time passes (offers, wrap-up), so only what housekeeping touches is compared. */
const onlyKept = ({ sessions, tries, effects: left }: Readonly<Record<string, unknown>>) => ({ sessions, tries, effects: left });

/** The hourly round runs beside the test and table by table: waits until it has left exactly this. */
const untilKept = (tenant: string, left: object) =>
  vi.waitFor(async () => expect(await counts(db.as(tenant as TenantId))).toMatchObject(left), patience);
