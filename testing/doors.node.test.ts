import { randomUUID } from 'node:crypto';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ApiAgent } from './agent.node.ts';
import { startWorld, type World } from './world.node.ts';

let world: World;
let anna: ApiAgent;
beforeAll(async () => {
  world = await startWorld();
  anna = await world.agent('anna');
});
afterAll(() => world.close());

const foreign = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1:1' },
  { origin: 'http://[' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
];
const ours = () => [{}, { origin: world.url }, { 'sec-fetch-site': 'same-origin' }];

/** Says hello on a socket and answers the code it is closed with, or the first frame. */
function hello(headers: Readonly<Record<string, string>>, frame: object = {}): Promise<number | string> {
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/api/stream`, { headers });
  return new Promise((resolve, reject) => {
    socket.once('open', () => socket.send(JSON.stringify({ f: 'hello', ...frame })));
    socket.once('message', (data) => resolve((JSON.parse(String(data)) as { f: string }).f));
    socket.once('close', resolve);
    socket.once('error', reject);
  }).finally(() => socket.terminate()) as Promise<number | string>;
}

describe('[SV2] what comes with a cookie', () => {
  test.each(foreign)('a command from another web site is refused and does nothing: %j', async (headers) => {
    const before = anna.me;
    const key = randomUUID();
    const reply = await anna.request('POST', '/api/commands', { type: 'setReady' }, { 'idempotency-key': key, ...(headers as object) });
    expect([reply.status, reply.body['refused'], typeof reply.body['text']]).toEqual([403, 'requests.origin', 'string']);
    expect(anna.me).toBe(before);
    const again = await anna.asks({ type: 'setNotReady', reason: 'lunch' }, key); // the key was not used up
    expect(again.status).toBe(200);
  });
  test('a command of our own pages, and of clients that are no browsers, is carried out', async () => {
    for (const headers of ours())
      expect(
        (await anna.request('POST', '/api/commands', { type: 'setReady' }, { 'idempotency-key': randomUUID(), ...headers })).status,
      ).toBe(200);
  });
  test('a customer’s command comes from any web site: it stands on its token, not on a cookie', async () => {
    const eva = await world.customer('Eva');
    const reply = await eva.request(
      'POST',
      '/api/commands',
      { type: 'startChat', form: { name: 'Eva', subject: 'Tents' } },
      {
        authorization: `Bearer ${eva.token}`,
        'idempotency-key': randomUUID(),
        origin: 'https://shop.example',
        cookie: anna.cookie,
      },
    );
    expect(reply.status).toBe(200);
  });
  test.each(foreign)('the stream is closed to another web site: %j', async (headers) => {
    expect(await hello({ cookie: anna.cookie, ...(headers as object) })).toBe(4403);
  });
  test('the stream is open to our own pages, and closed to whoever has no cookie', async () => {
    for (const headers of ours()) expect(await hello({ cookie: anna.cookie, ...headers })).toBe('snapshot');
    expect(await hello({ origin: world.url })).toBe(4401);
  });
  test('a customer’s stream is open to the web sites of the widget only', async () => {
    const { token } = await world.customer('Eva');
    expect(await hello({ origin: world.url }, { token })).toBe('nothing');
    expect(await hello({ origin: 'https://evil.example', cookie: anna.cookie }, { token })).toBe(4403);
  });
});

describe('[SV8] proxies', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'desk.example' };
  const signIn = (there: World, headers: Readonly<Record<string, string>>) =>
    fetch(`${there.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ tenant: 'demo', login: 'ben', password: 'demo-ben-1', force: true }),
    });
  async function addresses(there: World): Promise<readonly unknown[]> {
    const db = await openDatabase(there.database, { max: 1 });
    const rows = await db.as('demo' as TenantId)({ text: "select address from audit where actor = 'ben' order by id" });
    await db.close();
    return rows.map((row) => row['address']);
  }

  test('what nobody named is not believed: the address is that of the connection, the host that of the request', async () => {
    const reply = await signIn(world, forwarded);
    expect([reply.status, reply.headers.get('set-cookie')?.includes('Secure')]).toEqual([200, false]);
    expect(await addresses(world)).toEqual(['127.0.0.1']);
    expect((await signIn(world, { ...forwarded, origin: 'https://desk.example' })).status).toBe(403);
    expect(await hello({ cookie: anna.cookie, ...forwarded, origin: 'https://desk.example' })).toBe(4403);
  });
  test.each([['loopback'], ['127.0.0.0/8'], ['127.0.0.1']])(
    'a proxy that is named (%s) is: address, https and host are those it says',
    async (proxy) => {
      const there = await startWorld({ trustProxy: [proxy] });
      const reply = await signIn(there, { ...forwarded, origin: 'https://desk.example' });
      expect([reply.status, reply.headers.get('set-cookie')?.includes('Secure')]).toEqual([200, true]);
      expect(await addresses(there)).toEqual(['203.0.113.7']);
      expect((await signIn(there, { ...forwarded, origin: 'https://evil.example' })).status).toBe(403);
      const cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? '';
      const before = world;
      world = there;
      expect(await hello({ cookie, ...forwarded, origin: 'https://desk.example' })).toBe('snapshot');
      expect(await hello({ cookie, ...forwarded, origin: world.url })).toBe(4403);
      world = before;
      await there.close();
    },
  );
  test('what a client says before the proxy is not believed either', async () => {
    const there = await startWorld({ trustProxy: ['loopback'] });
    await signIn(there, { ...forwarded, 'x-forwarded-for': '198.51.100.1, 203.0.113.7' });
    expect(await addresses(there)).toEqual(['203.0.113.7']);
    await there.close();
  });
});
