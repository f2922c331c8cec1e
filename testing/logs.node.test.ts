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
