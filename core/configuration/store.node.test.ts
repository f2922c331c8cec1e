import type { TenantId } from '@patchbay/base/decision.ts';
import { testDatabase } from '@patchbay/testing/database.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, centreSchema } from './centre.ts';
import { configurationChannel, holdTenant, loadCentre, storeCentre, tellServers } from './store.node.ts';

const tenant = 'shop' as TenantId;
const centre = (more: object = {}): Centre =>
  centreSchema.parse({
    tenant: { key: 'shop', name: 'Shop' },
    notReadyReasons: { lunch: { label: 'Lunch' }, break: { label: 'Break' }, 'a-talk': { label: 'Talk' } },
    skills: { german: { label: 'German' } },
    ...more,
  });

let house: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house.drop());

const store = (as: TenantId, c: Centre) =>
  house.db.transaction(as, async (run) => {
    await holdTenant(run, as);
    await storeCentre(run, as, c);
    await tellServers(run, as);
  });

test('[CF5] a tenant without a configuration has no centre', async () => {
  expect(await loadCentre(house.db.as(tenant), tenant)).toBeUndefined();
});

test('[CF5] a centre is loaded as it was stored, in the order of the file', async () => {
  await store(tenant, centre());
  const loaded = await loadCentre(house.db.as(tenant), tenant);
  expect(loaded).toEqual(centre());
  expect(Object.keys(loaded?.notReadyReasons ?? {})).toEqual(['lunch', 'break', 'a-talk']);
});

test('[CF5] storing again replaces it: changed, reordered, added and gone', async () => {
  await store(tenant, centre());
  const next = centre({ skills: {}, notReadyReasons: { break: { label: 'Pause' }, lunch: { label: 'Lunch' }, new: { label: 'New' } } });
  await store(tenant, next);
  const loaded = await loadCentre(house.db.as(tenant), tenant);
  expect(loaded).toEqual(next);
  expect(Object.keys(loaded?.notReadyReasons ?? {})).toEqual(['break', 'lunch', 'new']);
});

test('[CF5] another tenant keeps what it has', async () => {
  const other = 'other' as TenantId;
  await store(other, centre({ tenant: { key: 'other', name: 'Other' } }));
  await store(tenant, centre({ skills: {} }));
  expect(await loadCentre(house.db.as(other), other)).toMatchObject({ tenant: { name: 'Other' }, skills: { german: { label: 'German' } } });
  expect(await loadCentre(house.db.as(tenant), other)).toBeUndefined();
});

test('[CF4] servers hear the tenant once it is committed, and nothing of what was rolled back', async () => {
  const heard: string[] = [];
  let first: (tenant: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => (first = resolve));
  const close = await house.db.listen(configurationChannel, {
    missed: () => undefined,
    told: (message) => {
      heard.push(message);
      first(message);
    },
  });
  const fails = house.db.transaction('lost' as TenantId, async (run) => {
    await holdTenant(run, 'lost' as TenantId);
    await tellServers(run, 'lost' as TenantId);
    throw new Error('on purpose');
  });
  await expect(fails).rejects.toThrow('on purpose');
  await store(tenant, centre());
  expect(await told).toBe('shop');
  expect(heard).toEqual(['shop']);
  expect(await house.db.tenants()).not.toContain('lost');
  await close();
});

test('[CF4] [BA15] a server whose connection broke listens on another one, and is told that it may have missed something', async () => {
  const heard: string[] = [];
  const told = (message: string) => void heard.push(message);
  const close = await house.db.listen(configurationChannel, { told, missed: () => told('missed') });
  const cut = `select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query like 'listen %'`;
  await house.db.as(tenant)({ text: cut });
  await expect.poll(() => heard).toEqual(['missed']);
  await store(tenant, centre());
  await expect.poll(() => heard).toEqual(['missed', 'shop']);
  await close();
});
