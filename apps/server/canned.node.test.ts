import type { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { demoAs, startWorld, type World } from '@patchbay/testing/world.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

let world: World;
let anna: ApiAgent;
let ben: ApiAgent;
let sam: ApiAgent;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  [anna, ben, sam] = (await Promise.all(['anna', 'ben', 'sam'].map((login) => world.staff(login)))) as [ApiAgent, ApiAgent, ApiAgent];
});
afterAll(() => world.close());

const ask = (who: ApiAgent, body: object) => who.request('POST', '/api/canned', body);
const write = (who: ApiAgent, title: string, more: object = {}, shared = false, id: string | null = null) =>
  ask(who, { type: 'write', id, shared, response: { title, text: `${title}.`, ...more } });
const all = async (who: ApiAgent) =>
  (await who.request('GET', '/api/canned')).body as { responses: { id: string; title: string }[]; uses: object };
const titles = async (who: ApiAgent) => (await all(who)).responses.map(({ title }) => title);

test('[CN6] everybody writes their own, which nobody else sees or changes; supervisors write those for everybody', async () => {
  const mine = String((await write(anna, 'Pegs', { shortcut: 'pegs' })).body['id']);
  expect((await write(ben, 'Pegs', { shortcut: 'pegs' })).status).toBe(200);
  expect((await write(anna, 'For all', {}, true)).body['refused']).toBe('canned.notAllowed');
  const ours = String((await write(sam, 'For all', { queues: ['service'] }, true)).body['id']);
  expect(await titles(anna)).toEqual(['For all', 'Pegs']);
  expect((await all(await world.staff('anna', 'other'))).responses).toEqual([]);
  for (const [who, id, shared] of [
    [ben, mine, false],
    [sam, mine, false],
    [sam, mine, true],
    [await world.staff('sam', 'other'), ours, true],
  ] as const) {
    expect((await write(who, 'Stolen', {}, shared, id)).body['refused']).toBe('canned.notFound');
    expect((await ask(who, { type: 'remove', id })).status).toBe(404);
  }
  expect((await ask(anna, { type: 'remove', id: ours })).status).toBe(404);
  expect((await write(anna, 'Pegs and lines', { shortcut: 'pegs' }, false, mine)).status).toBe(200);
  expect((await write(anna, 'pegs AND lines')).body['refused']).toBe('canned.sameTitle');
  expect((await write(anna, 'Other', { shortcut: 'pegs' })).body['refused']).toBe('canned.sameShortcut');
  expect((await write(anna, 'Pegs and lines', { shortcut: 'pegs', language: 'de' })).status).toBe(200);
  expect((await write(anna, 'Nowhere', { queues: ['nowhere'] })).body['refused']).toBe('canned.unknownQueue');
  expect((await ask(anna, { type: 'remove', id: mine })).status).toBe(200);
  expect((await fetch(`${world.url}/api/canned`)).status).toBe(401);
});

test('[CN6] there is an end to how many', async () => {
  const many = (from: number) => Array.from({ length: 100 }, (_, n) => ({ title: `No. ${from + n}`, text: 'x' }));
  const cleo = await world.staff('cleo');
  for (const from of [0, 100]) expect((await ask(cleo, { type: 'import', shared: false, responses: many(from) })).status).toBe(200);
  expect((await write(cleo, 'One more')).body).toMatchObject({ refused: 'canned.tooMany', with: { most: 200 } });
});

test('[CN7] uses and favourites are counted for whoever uses them, of the configuration too', async () => {
  await ask(anna, { type: 'used', response: 'greeting' });
  await ask(anna, { type: 'used', response: 'greeting' });
  await ask(anna, { type: 'favour', response: 'goodbye', favourite: true });
  expect((await all(anna)).uses).toEqual({ greeting: { uses: 2, favourite: false }, goodbye: { uses: 0, favourite: true } });
  expect((await all(ben)).uses).toEqual({});
});

test('[CN8] a file is kept whole or not at all', async () => {
  const dora = await world.staff('dora');
  const responses = ['One', 'Two', 'one'].map((title) => ({ title, text: 'x' }));
  expect((await ask(dora, { type: 'import', shared: false, responses })).body['refused']).toBe('canned.sameTitle');
  expect(await titles(dora)).toEqual(['For all']);
  expect((await ask(dora, { type: 'import', shared: false, responses: responses.slice(0, 2) })).body).toEqual({ ok: true, count: 2 });
  expect(await titles(dora)).toEqual(['For all', 'One', 'Two']);
});
