import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { demoAs, startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepHouse } from './housekeeping.node.ts';

let world: World;
let anna: ApiAgent;
let interaction: string;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  anna = await world.agent('anna');
  await anna.goesReady();
  await (await world.customer('Eva')).startsChat('Hello');
  interaction = await anna.seesOffer('Eva');
  await anna.accepts(interaction);
});
afterAll(() => world.close());

const save = async (who: ApiAgent, text: string, base: string | null, more: object = {}) =>
  who.request('POST', '/api/drafts', { interaction, kind: 'reply', text, caret: text.length, base, ...more });
const all = async (who: ApiAgent) =>
  (await who.request('GET', '/api/drafts')).body['drafts'] as readonly { text: string; kind: string; rev: string }[];
const rev = async (kind = 'reply') => (await all(anna)).find((one) => one.kind === kind)?.rev ?? null;

test('[DR1] a draft is there for its writer, wherever they sign in, and for nobody else', async () => {
  expect((await save(anna, 'Dear Eva', null)).body).toMatchObject({ saved: true });
  await save(anna, 'Only for us', null, { kind: 'inside' });
  expect(new Map((await all(anna)).map(({ kind, text }) => [kind, text]))).toEqual(
    new Map([
      ['reply', 'Dear Eva'],
      ['inside', 'Only for us'],
    ]),
  );
  const sam = await world.staff('sam');
  for (const other of [sam, await world.staff('ben'), await world.staff('anna', 'other')]) expect(await all(other)).toEqual([]);
  for (const stranger of [await world.staff('cleo'), await world.staff('sam', 'other')])
    expect((await save(stranger, 'x', null)).status).toBe(404);
  expect((await save(sam, 'of Sam', null)).body).toMatchObject({ saved: true });
  expect((await all(anna)).map(({ text }) => text)).not.toContain('of Sam');
  expect((await fetch(`${world.url}/api/drafts`)).status).toBe(401);
  expect((await save(anna, 'x', null, { kind: 'secret' })).status).toBe(400);
  expect((await save(anna, 'x'.repeat(4001), null)).status).toBe(400);
});

test('[DR2] the first save wins: who saves on an older one gets what is there', async () => {
  const base = await rev();
  const [one, two] = await Promise.all([save(anna, 'first', base), save(anna, 'second', base)]);
  expect([one.body['saved'], two.body['saved']].toSorted()).toEqual([false, true]);
  const [won, lost] = one.body['saved'] ? ['first', two] : ['second', one];
  expect(lost.body['draft']).toMatchObject({ text: won, rev: await rev() });
  expect((await save(anna, 'third', null)).body).toMatchObject({ saved: false, draft: { text: won } });
  expect((await save(anna, '', base)).body).toMatchObject({ saved: false, draft: { text: won } });
});

test('[DR3] an emptied one is gone, also for who held it, and old ones are swept', async () => {
  const base = await rev();
  expect((await save(anna, '', base)).body).toEqual({ saved: true, rev: null });
  expect(await rev()).toBeNull();
  expect((await save(anna, 'on what is gone', base)).body).toEqual({ saved: false, draft: null });
  expect((await save(anna, '', base)).body).toEqual({ saved: true, rev: null });
  await save(anna, 'old', null);
  world.clock.pass(31 * 86_400_000);
  await save(await world.staff('anna'), 'fresh', null, { kind: 'data.order' });
  await keepHouse(world.server.site);
  const db = await openDatabase(world.database, { max: 1 });
  const left = await db.as('demo' as TenantId)<{ text: string }>({ text: 'select text from drafts' });
  await db.close();
  expect(left.map(({ text }) => text)).toEqual(['fresh']);
});
