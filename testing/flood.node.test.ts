import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Chatted, chatting } from './chatted.node.ts';
import { ApiCustomer } from './customer.node.ts';
import { startWorld, type World } from './world.node.ts';

/** Whoever floods comes from here; the others, as everywhere in the tests, from 127.0.0.1. */
const elsewhere = '127.0.0.2';

let world: World;
let talk: Chatted;
beforeAll(async () => {
  world = await startWorld();
  talk = await chatting(world, 'demo');
});
afterAll(() => world.close());

/** The status of one request from the address that floods. */
function post(path: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const sent = httpRequest(
      world.url + path,
      { method: 'POST', localAddress: elsewhere, headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Asks so often, 50 at a time; how often each status came. */
async function statuses(times: number, ask: (n: number) => Promise<number>): Promise<Readonly<Record<number, number>>> {
  const counts: Record<number, number> = {};
  for (let n = 0; n < times; n += 50)
    for (const status of await Promise.all(Array.from({ length: Math.min(50, times - n) }, (_, m) => ask(n + m))))
      counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** An agent and a customer who talked before go on, and somebody new is served. */
async function othersTalkOn(text: string): Promise<void> {
  const { agent, customer, interaction } = talk;
  await customer.says(text);
  await agent.hears(interaction, text);
  await agent.says(interaction, `re: ${text}`);
  await customer.hears(`re: ${text}`);
  await world.customer('somebody new');
}

describe('[SV10] a flood from one address', () => {
  test('of a thousand sockets: those beyond its share are refused with a reason, and others notice nothing', async () => {
    const sockets: WebSocket[] = [];
    const open = () =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`${world.url.replace('http', 'ws')}/api/stream`, { localAddress: elsewhere });
        sockets.push(socket);
        socket.once('open', () => resolve(101));
        socket.once('unexpected-response', (_, answer) => resolve(answer.statusCode ?? 0));
        socket.on('error', () => undefined); // it was refused, and that is counted
      });
    expect(await statuses(1000, open)).toEqual({ 101: 100, 429: 900 });
    await othersTalkOn('are you there?');
    const gone = Promise.all(
      sockets.filter((s) => s.readyState === WebSocket.OPEN).map((s) => new Promise((done) => s.once('close', done))),
    );
    for (const socket of sockets) socket.terminate();
    await gone;
    await expect.poll(open).toBe(101); // whoever hangs up makes room
  });

  test('of ten thousand forms: sixty a minute come in, the rest is refused, and others notice nothing', async () => {
    world.clock.pass(60_000);
    expect(await statuses(10_000, () => post('/api/visitors', { widget: 'demo/shop' }))).toEqual({ 200: 60, 429: 9940 });
    await othersTalkOn('and now?');
  });

  test('of chats and messages by one customer: one chat, as many messages as somebody can type, and others notice nothing', async () => {
    const one = await world.customer('Mallory');
    const asks = (body: object, n: number) =>
      post('/api/commands', body, { authorization: `Bearer ${one.token}`, 'idempotency-key': `flood ${n} xxxxxxxx` });
    const starts = await statuses(200, (n) => asks({ type: 'startChat', form: { name: 'Mallory', subject: 'x' } }, n));
    expect(starts).toEqual({ 200: 200 });
    await one.sees('one chat', (c) => c.view ?? undefined);
    const interaction = one.view?.interaction;
    const said = await statuses(1000, (n) => asks({ type: 'message', interaction, id: `message-${n}`, text: 'x' }, 1000 + n));
    expect(said).toEqual({ 200: 100, 429: 900 });
    await othersTalkOn('still here?');
    world.clock.pass(30_000);
    expect(await asks({ type: 'message', interaction, id: 'message-later', text: 'x' }, 5000)).toBe(200);
  });

  test('of sockets of one customer: twenty, as many as tabs somebody may have', async () => {
    const one = await new ApiCustomer(world.url, 'Tabs').visits();
    const greeted = () =>
      new Promise<number>((resolve) => {
        const socket = new WebSocket(`${world.url.replace('http', 'ws')}/api/stream`);
        socket.once('open', () => socket.send(JSON.stringify({ f: 'hello', token: one.token })));
        socket.once('message', () => resolve(0));
        socket.once('close', resolve);
      });
    expect(await statuses(40, greeted)).toEqual({ 0: 19, 4429: 21 });
  });
});
