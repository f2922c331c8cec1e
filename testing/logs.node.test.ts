import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

let world: World;
let [anna, ada, other] = [] as unknown as [ApiAgent, ApiAgent, ApiAgent];
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  [anna, ada, other] = [await world.staff('anna'), await world.staff('ada'), await world.staff('ada', 'other')];
});
afterAll(() => world.close());

const report = (comment: string) => ({
  comment,
  build: 'abc',
  browser: 'Chromium',
  checked: 'network pass 20',
  entries: [{ at: 1, kind: 'line', text: 'down' }],
});
const sent = async (who: ApiAgent, comment: string) => String((await who.request('POST', '/api/logs', report(comment))).body['id']);
const listed = async (who: ApiAgent) =>
  ((await who.request('GET', '/api/logs')).body['logs'] as { comment: string }[]).map(({ comment }) => comment);

test('[LG3] [LG4] what an agent sends is listed and read by administrators of the tenant, which is noted; for others it does not exist', async () => {
  const id = await sent(anna, 'The list hangs.');
  expect(await listed(ada)).toEqual(['The list hangs.']);
  expect((await ada.request('GET', `/api/log?id=${id}`)).body).toMatchObject({ id, user: 'anna', ...report('The list hangs.') });
  expect([(await anna.request('GET', '/api/logs')).status, await listed(other)]).toEqual([403, []]);
  for (const who of [anna, other, await world.staff('sam')]) {
    const [theirs, madeUp] = [await who.request('GET', `/api/log?id=${id}`), await who.request('GET', '/api/log?id=nothing')];
    expect([theirs.status, theirs.body]).toEqual([404, madeUp.body]);
  }
  const db = await openDatabase(world.database, { max: 1 });
  const notes = await db.as('demo' as TenantId)({
    text: "select actor, what, about from audit where what like 'logs%' order by at, what desc",
  });
  expect(notes).toEqual([
    { actor: 'anna', what: 'logsSent', about: id },
    { actor: 'ada', what: 'logsRead', about: id },
  ]);
  await db.close();
});

test('[LG3] more than ten an hour, and more than fits, are refused', async () => {
  const ben = await world.staff('ben');
  for (let n = 0; n < 10; n++) expect((await ben.request('POST', '/api/logs', report(`${n}`))).status).toBe(200);
  expect((await ben.request('POST', '/api/logs', report('eleven'))).body).toMatchObject({ refused: 'requests.tooMany' });
  expect(
    (await anna.request('POST', '/api/logs', { ...report('x'), entries: [{ at: 1, kind: 'line', text: 'y'.repeat(301) }] })).status,
  ).toBe(400);
  expect((await anna.request('POST', '/api/logs', report('y'.repeat(300_000)))).status).toBe(413);
});

test('[LG5] what desktops show is counted by user and build, and listed for administrators of the tenant', async () => {
  const tell = (who: ApiAgent, build: string, ...shown: readonly (readonly [string, number])[]) =>
    who.request('POST', '/api/errors/shown', { build, shown: shown.map(([code, times]) => ({ code, times })) });
  const cleo = await world.staff('cleo');
  expect((await tell(anna, 'one', ['PB205', 2], ['PB901', 1], ['PB999', 5])).status).toBe(200); // no such code
  expect((await tell(anna, 'one', ['PB205', 1])).status).toBe(200);
  expect((await tell(anna, 'two', ['PB205', 1])).status).toBe(200);
  expect((await tell(cleo, 'two', ['PB205', 7])).status).toBe(200);
  const read = async (who: ApiAgent) => (await who.request('GET', '/api/errors/shown')).body['shown'] as { [key: string]: unknown }[];
  expect((await read(ada)).map(({ code, user, build, times }) => [code, user, build, times])).toEqual([
    ['PB205', 'cleo', 'two', 7],
    ['PB205', 'anna', 'one', 3],
    ['PB205', 'anna', 'two', 1],
    ['PB901', 'anna', 'one', 1],
  ]);
  expect([await read(other), (await cleo.request('GET', '/api/errors/shown')).status]).toEqual([[], 403]);
  expect((await tell(anna, 'one', ['<b>', 1])).status).toBe(400);
});

test('[LG6] an administrator asks for the logs of a user, who reads why, declines or sends them; nobody else is asked', async () => {
  const dora = await world.agent('dora');
  const asked = async (who: ApiAgent) => (await who.request('GET', '/api/logs/asked')).body as { mine: object | null; asked: object[] };
  const ask = (who: ApiAgent, user: string) => who.request('POST', '/api/logs/asked', { user, why: 'The list hung at ten.' });
  expect([(await ask(anna, 'dora')).status, (await ask(ada, 'nobody')).status]).toEqual([403, 404]);
  expect((await ask(ada, 'dora')).status).toBe(200);
  await dora.sees('that she is asked', () => dora.frames.find(({ f }) => f === 'logsAsked'));
  const question = { user: 'dora', by: 'ada', why: 'The list hung at ten.', declinedAt: null };
  expect(await asked(dora)).toMatchObject({ mine: question, asked: [] });
  expect([await asked(anna), await asked(other)]).toEqual([
    { mine: null, asked: [] },
    { mine: null, asked: [] },
  ]);
  expect((await dora.request('POST', '/api/logs/declined', { decline: true })).status).toBe(200);
  expect((await dora.request('POST', '/api/logs/declined', { decline: true })).status).toBe(404);
  expect(await asked(dora)).toEqual({ mine: null, asked: [] });
  expect((await asked(ada)).asked).toMatchObject([{ ...question, declinedAt: expect.any(Number) }]);
  await ask(ada, 'dora');
  await sent(dora, 'Here they are.');
  expect(await asked(ada)).toEqual({ mine: null, asked: [] });
});
