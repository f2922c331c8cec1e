import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

let world: World;
let ada: ApiAgent;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  ada = await world.staff('ada');
});
afterAll(() => world.close());

interface Shown {
  readonly version: string;
  readonly yaml: string;
  readonly is: object;
  readonly changes: { readonly colour: string; readonly origins: readonly string[] };
}
const shop = async (who = ada) => ((await who.request('GET', '/api/widgets')).body['widgets'] as Record<string, Shown>)['shop'] as Shown;
/** What was noted of changes of widgets. */
async function notes(): Promise<readonly object[]> {
  const db = await openDatabase(world.database, { max: 1 });
  const noted = await db.as('demo' as TenantId)({
    text: "select actor, what, about from audit where what = 'configurationApplied' and about <> ''",
  });
  await db.close();
  return noted;
}
const visit = async (widget: string, origin = world.url) => {
  const headers = { 'content-type': 'application/json', origin };
  const answer = await fetch(`${world.url}/api/visitors`, { method: 'POST', headers, body: JSON.stringify({ widget }) });
  return { status: answer.status, body: (await answer.json()) as { token: string; widget: { colour: string } } };
};

test('[SV52] a change of an administrator is applied, noted, and seen by whoever comes next; one on an old version is refused', async () => {
  const { version, changes } = await shop();
  const change = (colour: string, on = version) =>
    ada.request('POST', '/api/widgets', { widget: 'shop', version: on, changes: { ...changes, colour } });
  const done = await change('#123456');
  expect(done).toMatchObject({
    status: 200,
    body: { widget: { changes: { colour: '#123456' }, yaml: expect.stringContaining('#123456') } },
  });
  expect(await change('#654321')).toMatchObject({ status: 409, body: { refused: 'widgets.changed' } });
  await expect.poll(async () => (await visit('demo/shop')).body.widget.colour).toBe('#123456');
  expect((await visit('other/shop')).body.widget.colour).toBe('#0E7A74');
  expect(await notes()).toEqual([{ actor: 'ada', what: 'configurationApplied', about: 'widget shop' }]);
  await world.staff('anna'); // nobody lost a password
});
test('[SV52] an administrator changes it again and again, each time on the version the last change answered', async () => {
  let { version, changes } = await shop();
  for (const colour of ['#111111', '#222222', '#333333']) {
    const { status, body } = await ada.request('POST', '/api/widgets', { widget: 'shop', version, changes: { ...changes, colour } });
    expect(status).toBe(200);
    ({ version, changes } = body['widget'] as Shown);
    await expect.poll(async () => (await shop()).version).toBe(version);
  }
});
test('[SV52] a change whose answer was lost may be asked again: it is answered, and noted once', async () => {
  const { version, changes } = await shop();
  const before = (await notes()).length;
  const change = { widget: 'shop', version, changes: { ...changes, colour: '#444444', title: 'One for all' } };
  const [first, again] = [await ada.request('POST', '/api/widgets', change), await ada.request('POST', '/api/widgets', change)];
  expect(again).toEqual(first);
  expect(await notes()).toHaveLength(before + 1);
});
test('[SV52] the version is the same in whatever order the languages of a text are', async () => {
  for (const title of [
    { en: 'Chat', de: 'Hallo' },
    { de: 'Hallo', en: 'Talk' },
  ]) {
    const { version, changes } = await shop();
    const asked = { widget: 'shop', version, changes: { ...changes, title } };
    const answered = (await ada.request('POST', '/api/widgets', asked)).body['widget'] as Shown;
    await expect.poll(async () => (await shop()).version).toBe(answered.version);
  }
});
test('[SV52] what is wrong with a change is said, and nothing changes', async () => {
  const { version, changes } = await shop();
  for (const [change, status] of [
    [{ ...changes, colour: 'red' }, 400],
    [{ ...changes, origins: ['shop.example'] }, 400],
    [{ ...changes, title: {} }, 400],
    [{ ...changes, entryPoint: 'none' }, 400],
  ] as const)
    expect((await ada.request('POST', '/api/widgets', { widget: 'shop', version, changes: change })).status).toBe(status);
  expect((await ada.request('POST', '/api/widgets', { widget: 'none', version, changes })).body).toMatchObject({
    refused: 'widgets.notFound',
  });
  expect(await shop()).toMatchObject({ version });
});
test('[SV52] a draft is seen under its own name, starts nothing, and is gone after ten minutes', async () => {
  const { changes } = await shop();
  const { body } = await ada.request('POST', '/api/widgets/preview', { widget: 'shop', changes: { ...changes, colour: '#ABCDEF' } });
  const name = `demo/${String(body['preview'])}`;
  const { token, widget } = (await visit(name)).body;
  expect(widget.colour).toBe('#ABCDEF');
  const start = await fetch(`${world.url}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': 'preview-1' },
    body: JSON.stringify({ type: 'startChat', form: { name: 'Eva', subject: 'x' } }),
  });
  expect(start.status).toBe(401);
  expect((await fetch(`${world.url}/chat/${name}?embed=1`)).headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
  expect((await visit(name.replace('demo', 'other'))).status).toBe(404);
  world.clock.pass(600_000);
  expect((await visit(name)).status).toBe(404);
});
test('[SV52] a widget is added as a file has it, removed on its version, and comes back as it was; each once, each noted', async () => {
  const before = (await notes()).length;
  const { is } = await shop();
  const add = (widget: string, more: object = {}) => ada.request('POST', '/api/widgets/add', { widget, is: { ...is, ...more } });
  const [first, again] = [await add('second', { colour: '#112233' }), await add('second', { colour: '#112233' })];
  expect(again).toEqual(first);
  expect(first).toMatchObject({ status: 200, body: { widget: { name: 'demo/second', changes: { colour: '#112233' } } } });
  await expect.poll(async () => (await visit('demo/second')).status).toBe(200);
  expect(await add('second')).toMatchObject({ status: 409, body: { refused: 'widgets.taken' } });
  expect(await add('third', { entryPoint: 'nowhere' })).toMatchObject({ status: 409, body: { refused: 'widgets.wrong' } });
  for (const widget of ['', 'Third', 'a b', '../x', 'x'.repeat(64)]) expect((await add(widget)).status).toBe(400);
  const { version, is: whole } = first.body['widget'] as Shown;
  const remove = (on: string) => ada.request('POST', '/api/widgets/remove', { widget: 'second', version: on });
  expect(await remove('x'.repeat(43))).toMatchObject({ status: 409, body: { refused: 'widgets.changed' } });
  for (let n = 0; n < 2; n++) expect((await remove(version)).status).toBe(200);
  await expect.poll(async () => (await visit('demo/second')).status).toBe(404);
  expect((await ada.request('POST', '/api/widgets/add', { widget: 'second', is: whole })).body['widget']).toEqual(first.body['widget']);
  expect((await remove(version)).status).toBe(200);
  expect((await notes()).slice(before).map((note) => (note as { about: string }).about)).toEqual([
    ...['widget second added', 'widget second removed', 'widget second added', 'widget second removed'],
  ]);
});
test('[SV52] nobody else sees or changes widgets', async () => {
  const { version, changes } = await shop();
  for (const login of ['ben', 'sam']) {
    const stranger = await world.staff(login);
    expect((await stranger.request('GET', '/api/widgets')).status).toBe(404);
    for (const path of ['/api/widgets', '/api/widgets/preview'])
      expect((await stranger.request('POST', path, { widget: 'shop', changes, ...(path === '/api/widgets' && { version }) })).status).toBe(
        404,
      );
    const { is } = await shop();
    expect((await stranger.request('POST', '/api/widgets/add', { widget: 'mine', is })).status).toBe(404);
    expect((await stranger.request('POST', '/api/widgets/remove', { widget: 'shop', version })).status).toBe(404);
  }
  expect((await fetch(`${world.url}/api/widgets`)).status).toBe(401);
});
