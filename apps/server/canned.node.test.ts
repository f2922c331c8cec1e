import type { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { pdf, photo } from '@patchbay/testing/upload.node.ts';
import { demoAs, startWorld, type World } from '@patchbay/testing/world.node.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepHouse } from './housekeeping.node.ts';

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

interface Kept {
  readonly id: string;
  readonly files: readonly { readonly id: string; readonly name: string; readonly alt: string }[];
}
test('[CN9] [FI10] [FI5] files go with a response, are opened by whoever has it, and come into a conversation as copies', async () => {
  const hour = 3_600_000;
  const emil = await world.staff('emil');
  const open = async (who: ApiAgent, id: string) => (await who.request('GET', `/api/files/${id}`)).status;
  const brought = async (who: ApiAgent, canned: 'own' | 'shared', name: string, bytes: Uint8Array) =>
    (await who.uploads({ canned, name, bytes })).body as { refused?: string; file?: { id: string; name: string } };
  const held = async (who: ApiAgent, title: string) =>
    ((await all(who)).responses as unknown as (Kept & { title: string })[]).find((one) => one.title === title);

  const { file } = await brought(sam, 'shared', 'way.jpg', await photo(3000, 2000));
  const map = file?.id ?? '';
  expect([await open(emil, map), await open(sam, map)]).toEqual([404, 200]);
  expect((await brought(emil, 'shared', 'a.pdf', pdf())).refused).toBe('canned.notAllowed');
  expect((await brought(emil, 'own', 'a.pdf', Buffer.from('<svg/>'))).refused).toBe('files.notAsNamed');
  const note = (await brought(emil, 'own', 'note.pdf', pdf())).file?.id ?? '';
  const files = [{ id: map, alt: 'The way to us' }];
  expect((await write(emil, 'Stolen', { files })).body['refused']).toBe('files.notFound');
  expect((await write(sam, 'Stolen', { files: [{ id: note }] }, true)).body['refused']).toBe('files.notFound');
  const way = String((await write(sam, 'The way', { files }, true)).body['id']);
  const mine = String((await write(emil, 'My note', { files: [{ id: note }] })).body['id']);
  expect((await held(emil, 'The way'))?.files).toMatchObject([{ id: map, name: 'way.jpg', alt: 'The way to us', width: 1365 }]);
  expect([await open(emil, map), await open(emil, note), await open(sam, note)]).toEqual([200, 200, 404]);
  expect(await open(await world.staff('dora', 'other'), map)).toBe(404);

  await ben.opens();
  await ben.goesReady();
  const eva = await world.customer('Eva');
  await eva.startsChat('Where are you?');
  const interaction = await ben.seesOffer('Eva');
  await ben.accepts(interaction);
  const attach = (who: ApiAgent, more: object) =>
    ask(who, { type: 'attach', response: way, file: map, interaction, id: 'a-copy-of-it', ...more });
  expect((await attach(ben, { response: mine, file: note })).status).toBe(404);
  expect((await attach(ben, { file: note })).status).toBe(404);
  expect((await attach(emil, {})).body['refused']).toBe('interactions.notFound');
  const copies = [await attach(ben, {}), await attach(ben, {})].map(({ body }) => (body['file'] as { id: string }).id);
  expect(new Set([...copies, map]).size).toBe(2);
  const copy = copies[0] ?? '';
  await ben.does({ type: 'sendFile', interaction, id: 'shown-copy', file: copy, alt: 'The way to us' });
  await eva.sees('the picture', (c) => c.view?.entries.find((e) => e.type === 'said' && e.file?.id === copy));
  const bytes = await fetch(`${world.url}/api/files/${copy}`, { headers: { authorization: `Bearer ${eva.token}` } });
  expect((await sharp(Buffer.from(await bytes.arrayBuffer())).metadata()).exif).toBeUndefined();
  expect((await fetch(`${world.url}/api/files/${map}`, { headers: { authorization: `Bearer ${eva.token}` } })).status).toBe(404);

  const swept = async (ms: number) => {
    world.clock.pass(ms);
    await keepHouse(world.server.site);
  };
  await ask(emil, { type: 'remove', id: mine });
  expect((await write(emil, 'My note', { files: [{ id: note }] })).status).toBe(200);
  await swept(25 * hour);
  expect(await open(await world.staff('emil'), note)).toBe(200);
  await swept(400 * 24 * hour);
  const later = await world.staff('emil');
  expect([await open(later, note), await open(later, map), await open(later, copy)]).toEqual([200, 200, 404]);
  await ask(later, { type: 'remove', id: (await held(later, 'My note'))?.id });
  await swept(25 * hour);
  expect(await open(await world.staff('emil'), note)).toBe(404);
});
