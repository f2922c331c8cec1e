import { processBus } from '@patchbay/base/bus.ts';
import { systemIds } from '@patchbay/base/clock.node.ts';
import { Fenced } from '@patchbay/base/commit.node.ts';
import { openDatabase } from '@patchbay/base/database.node.ts';
import { isRefused, type TenantId } from '@patchbay/base/decision.ts';
import { type Kernel, kernel } from '@patchbay/base/execute.node.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { startReign } from '@patchbay/routing/reign.node.ts';
import { nextEpoch } from '@patchbay/routing/store.node.ts';
import { actAsAgent } from '@patchbay/server/agents.node.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ApiAgent } from './agent.node.ts';
import { dropDatabase, freshDatabase } from './database.node.ts';
import { startWorld, type World } from './world.node.ts';

const tenant = 'demo' as TenantId;
let database: string;
let world: World;
/** What another process on the same database stands on. */
let other: Kernel;

beforeEach(async () => {
  database = await freshDatabase();
  world = await startWorld({ database });
  const bus = processBus((error) => {
    throw error;
  });
  other = kernel({ db: await openDatabase(database, { max: 2 }), clock: world.clock, ids: systemIds(world.clock), bus });
});
afterEach(async () => {
  await other.db.close();
  await world.close();
  await dropDatabase(database);
});

const rows = <R extends object>(text: string, values: readonly unknown[] = []) =>
  other.db.as(tenant)<R & Record<string, unknown>>({ text, values });
const decisions = async () => (await rows('select from decisions')).length;
const healthOf = async ({ url }: World) => (await fetch(`${url}/healthz`)).json() as Promise<object>;
/** The transactions that wrote what happened to these. */
const transactions = async (ids: readonly string[], type = '%') =>
  (await rows('select distinct xid from events where subject = any($1) and type like $2', [ids, type])).length;
/** An agent says something at another process, so that this one does not hear of it. */
const elsewhere = (command: object) =>
  actAsAgent(
    { ...world.server.site, k: other },
    { tenant, by: 'anna' },
    { agent: 'anna' as never, command: { by: { agent: 'anna', may: [] }, ...command } as never },
  );

test('[RT80] who decides under an older epoch changes nothing, and falls', async () => {
  await world.agent('anna');
  const eva = await world.customer('Eva');
  const id = await eva.startsChat();
  await elsewhere({ type: 'setReady' });
  const { channels, centres } = world.server.site;
  const centre = centres.of(tenant);
  if (!centre) throw new Error('There is no centre.');
  const fallen = await new Promise<unknown>((over, reject) => {
    startReign({ k: other, channels, tenant, centre, epoch: 0, moved: () => undefined, over }).catch(reject);
  });
  expect(fallen).toBeInstanceOf(Fenced);
  expect(await decisions()).toBe(0);
  expect(await rows('select stage from interactions where id = $1', [id])).toEqual([{ stage: 'queued' }]);
});

test('[RT80] a decider whose epoch was taken says so, loses no chat, and begins anew from what is stored', async () => {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const eva = await world.customer('Eva');
  expect(await nextEpoch(other.db, tenant, world.clock.now())).toBe(2);
  const id = await eva.startsChat();
  expect(await decisions()).toBe(0);
  expect(await healthOf(world)).toMatchObject({ ok: false, reason: 'another decider has taken over for tenant demo' });
  world.clock.pass(250);
  await anna.closed; // lines are cut when it decides again, as something may have been told to nobody
  await anna.connects();
  expect(await anna.seesOffer('Eva')).toBe(id);
  expect(await healthOf(world)).toMatchObject({ ok: true });
  expect(await rows('select epoch from deciders')).toEqual([{ epoch: '3' }]);
});

test('[RT81] a second server on the same database stands by, says so, and takes over when the first is gone', async () => {
  const said: string[] = [];
  let leads = () => {};
  const led = new Promise<void>((resolve) => {
    leads = resolve;
  });
  const write = (line: string) => {
    said.push(line);
    if (line.includes('routing decides again')) leads();
  };
  const log = pino({ level: 'warn' }, { write });
  const anna = await world.agent('anna');
  await anna.goesReady();
  const second = await startWorld({ database, log });
  const standsBy = 'Another process decides for tenant demo; this one stands by.';
  expect(await healthOf(second)).toMatchObject({ ok: false, reason: standsBy });
  expect(said.join()).toContain(standsBy);
  const eva = await world.customer('Eva');
  const id = await eva.startsChat();
  expect(await anna.seesOffer('Eva')).toBe(id);
  expect(await healthOf(world)).toMatchObject({ ok: true });
  const max = await second.customer('Max');
  const waits = await max.startsChat();
  expect(await decisions()).toBe(1);
  await world.close();
  world = second;
  second.clock.pass(250);
  await led;
  const again = new ApiAgent(second.url, 'anna', 'demo-anna-1');
  await again.signsIn({ force: true });
  await again.opens();
  expect(await again.seesOffer('Max')).toBe(waits);
  expect(await healthOf(second)).toMatchObject({ ok: true });
});

test('[RT82] what one event decides is offered in one statement', async () => {
  const anna = await world.agent('anna');
  const ids: string[] = [];
  for (const name of ['Eva', 'Max', 'Ida']) ids.push(await (await world.customer(name)).startsChat());
  await anna.goesReady();
  await anna.sees('three offers', (a) => (a.me?.work.length === 3 ? true : undefined));
  expect(await decisions()).toBe(3);
  expect(await transactions(ids, 'interaction.offered')).toBe(1);
});

test('[RT82] somebody was faster with one of them: all are offered, each alone', async () => {
  const anna = await world.agent('anna');
  const ids: string[] = [];
  for (const name of ['Eva', 'Max', 'Ida']) ids.push(await (await world.customer(name)).startsChat());
  const says = { interaction: ids[1] as never, command: { by: 'outside', type: 'message', id: 'm1', text: 'Hurry!' } };
  expect(isRefused(await act(other, world.server.site.channels, { tenant, by: 'customer' }, says))).toBe(false);
  await anna.goesReady();
  await anna.sees('three offers', (a) => (a.me?.work.length === 3 ? true : undefined));
  expect(await decisions()).toBe(3);
  expect(await transactions(ids, 'interaction.offered')).toBe(3);
});

test('[RT83] a chat that finds a free agent is stored with its offer, each by whoever did it', async () => {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const id = await (await world.customer('Eva')).startsChat();
  expect(await anna.seesOffer('Eva')).toBe(id);
  expect(await transactions([id])).toBe(1);
  expect(await rows('select type, actor from events where subject = $1 order by version', [id])).toEqual([
    { type: 'interaction.started', actor: 'customer' },
    { type: 'interaction.queued', actor: 'customer' },
    { type: 'chat.said', actor: 'customer' },
    { type: 'interaction.offered', actor: 'system' },
    { type: 'participation.offered', actor: 'system' },
  ]);
});

test('[RT83] an agent who left meanwhile gets no offer; the chat waits for the next', async () => {
  const anna = await world.agent('anna');
  await anna.goesReady();
  await elsewhere({ type: 'setNotReady', reason: 'break' });
  const eva = await world.customer('Eva');
  const id = await eva.startsChat();
  const ben = await world.agent('ben');
  await ben.goesReady();
  expect(await ben.seesOffer('Eva')).toBe(id);
  expect(await decisions()).toBe(1);
});
