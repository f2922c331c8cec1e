import type { TenantId } from '@patchbay/base/decision.ts';
import { talksSince, theCounts } from '@patchbay/routing/store.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiCustomer } from './customer.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

const second = '  second: { label: Second, teams: [other], dispositions: [solved] }\n\ndispositions:\n  solved';
let world: World;
beforeAll(async () => {
  world = await startWorld({
    yaml: (text) =>
      text
        .replace('    teams: [service]\n', '    teams: [service]\n    serviceLevel: { percent: 80, seconds: 30 }\n')
        .replace('dispositions:\n  solved', second)
        .replace('skills:\n', '  other: { label: Other }\n\nskills:\n'),
    more: [demoAs('other')],
  });
});
afterAll(() => world.close());

interface Figures {
  readonly queues: readonly { readonly queue: string; readonly answered: number; readonly level: number | null }[];
}
interface Waiting {
  readonly waiting: readonly { readonly id: string; readonly name: string; readonly position: number }[];
}
const told = (eva: ApiCustomer) => eva.frames.findLast((frame) => frame['f'] === 'place' && frame['position'] !== null);

test('[SV41] [RT44] [RT46] [IN21] queues say who waits and for how long, and how many were answered in time; what was assigned is taken back', async () => {
  const [anna, sam, stranger] = [await world.agent('anna'), await world.staff('sam'), await world.staff('sam', 'other')];
  const from = world.clock.now() - 1;
  const figures = async (who = sam) =>
    (await who.request('GET', `/api/queues?from=${from}&to=${world.clock.now() + 1}`)).body as unknown as Figures;
  const waiting = async (who = sam) => ((await who.request('GET', '/api/waiting')).body as unknown as Waiting).waiting;
  expect(await figures()).toMatchObject({ queues: [{ queue: 'service', answered: 0, level: null }, { queue: 'second' }] });

  const [eva, tom, ute] = [await world.customer('Eva'), await world.customer('Tom'), await world.customer('Ute')];
  const first = await eva.startsChat();
  world.clock.pass(1);
  const other = await tom.startsChat();
  world.clock.pass(1);
  await ute.startsChat();
  expect(await waiting()).toMatchObject([
    { id: first, name: 'Eva', queue: 'service', position: 1, wait: null, kept: null },
    { name: 'Tom', position: 2 },
    { name: 'Ute', position: 3 },
  ]);
  expect((await waiting(anna)).map(({ name }) => name)).toEqual(['Eva', 'Tom', 'Ute']);
  expect(await waiting(stranger)).toEqual([]);
  await ute.leaves();

  world.clock.pass(20_000);
  await anna.goesReady();
  for (const name of ['Eva', 'Tom']) {
    world.clock.pass(name === 'Tom' ? 15_000 : 0); // the offer stands meanwhile
    await anna.accepts(await anna.seesOffer(name));
  }
  expect(await figures()).toMatchObject({
    queues: [{ queue: 'service', answered: 2, within: 1, abandoned: 1, level: 1 / 3, answerMs: 27_501.5, longestMs: 35_001 }, {}],
  });
  expect(await figures(anna)).toMatchObject({ queues: [{ queue: 'service' }] });
  expect((await figures(anna)).queues).toHaveLength(1);
  expect(await figures(stranger)).toMatchObject({ queues: [{ queue: 'service', answered: 0 }] });

  world.clock.pass(60_000);
  await anna.ends(first);
  await anna.asks({ type: 'setNotReady', reason: 'break' });
  const uwe = await world.customer('Uwe');
  const third = await uwe.startsChat();
  expect((await waiting())[0]).toMatchObject({ id: third, wait: null }); // nobody is ready
  const ben = await world.agent('ben');
  await ben.goesReady();
  await ben.seesOffer('Uwe');
  expect((await anna.asks({ type: 'withdraw', interaction: third })).status).toBe(404);
  await ben.rejects(third);
  await anna.goesReady();
  await anna.seesOffer('Uwe');
  expect((await sam.asks({ type: 'withdraw', interaction: third })).status).toBe(200);
  expect((await sam.asks({ type: 'withdraw', interaction: other })).body).toMatchObject({ refused: 'interactions.notNow' });
  await uwe.leaves();
  for (const agent of [anna, ben]) await agent.asks({ type: 'setNotReady', reason: 'break' });
});

test('[SV41] nobody reads figures without signing in, nor of more than a month', async () => {
  const ada = await world.staff('ada');
  expect((await ada.request('GET', '/api/queues?from=0&to=9999999999')).status).toBe(400);
  const eva = await world.customer('Nobody');
  expect((await eva.request('GET', '/api/waiting')).status).toBe(401);
  expect((await eva.request('GET', '/api/queues?from=0&to=1')).status).toBe(401);
});

test('[RT44] [RT62] [WI61] who waits is told for how long as soon as it is known, and who is about to wait', async () => {
  const cleo = await world.agent('cleo');
  await cleo.goesReady();
  const early = await Promise.all(['A', 'B', 'C'].map((name) => world.customer(name)));
  for (const one of early) await one.startsChat();
  const taken: string[] = [];
  for (const name of ['A', 'B', 'C']) {
    const id = await cleo.seesOffer(name);
    await cleo.accepts(id);
    taken.push(id);
  }
  const late = await world.customer('Late');
  await late.startsChat();
  world.clock.pass(120_000);
  const [one = ''] = taken;
  await cleo.ends(one); // frees a place, so Late is offered to her; who comes then waits
  await cleo.seesOffer('Late');
  const last = await world.customer('Last');
  await last.startsChat();
  await last.sees('how long', () => {
    const wait = told(last)?.['wait'] as readonly number[] | null | undefined;
    return wait?.length === 2 && (wait[0] ?? 0) >= 1 ? wait : undefined;
  });

  expect((await (await world.customer('Next')).renews()).body['wait']).toEqual([expect.any(Number), expect.any(Number)]);

  const run = world.server.site.k.db.as('demo' as TenantId); // and whoever begins to decide knows it from what is stored
  const talks = await talksSince(run, 'demo' as TenantId, 0);
  expect(talks.map(({ queue, agent, ms }) => [queue, agent, ms])).toContainEqual(['service', 'cleo', 120_000]);
  world.clock.pass(60_000);
  await expect.poll(async () => (await theCounts(run, 'demo' as TenantId)).map(({ queue }) => queue)).toContain('service');
  expect(await talksSince(run, 'demo' as TenantId, world.clock.now() + 1)).toEqual([]);
});
