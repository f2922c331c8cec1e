import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import fc from 'fast-check';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { anyCharacter } from './any-character.node.ts';
import { type Chatted, chatted, chatting } from './chatted.node.ts';
import type { ApiCustomer } from './customer.node.ts';
import { raw } from './raw.node.ts';
import { tries } from './tries.node.ts';
import { type Frame, joinedWire } from './wire.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

let world: World;
let there: Chatted;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  there = await chatting(world, 'demo');
});
afterAll(() => world.close());

/** A socket that says what it likes. */
function socket(headers: Readonly<Record<string, string>> = {}) {
  const ws = new WebSocket(`${world.url.replace('http', 'ws')}/api/stream`, { headers });
  const frames: Frame[] = [];
  ws.on('message', (data) => frames.push(JSON.parse(String(data)) as Frame));
  ws.on('error', () => undefined); // it is closed by the server on purpose
  const closed = new Promise<number>((resolve) => ws.once('close', resolve));
  const open = new Promise<void>((resolve) => ws.once('open', resolve));
  return { ws, frames, closed, open };
}
const staff = () => socket({ cookie: there.agent.cookie });
const hello = (more: object = {}) => JSON.stringify({ f: 'hello', ...more });

describe('[SV9] a socket', () => {
  test.each([
    '',
    'garbage',
    '{',
    'null',
    '[]',
    '7',
    '{}',
    '{"f":"shout"}',
    '{"f":"__proto__"}',
    '{"f":["hello"]}',
    '{"f":"hello","extra":1}',
    '{"f":"hello","token":7}',
    '{"f":"hello","position":7}',
    '{"f":"hello","position":{"epoch":"x"}}',
    '{"f":"typing","interaction":"x","on":true}',
    '{"f":"typing","interaction":null,"on":1}',
    '{"__proto__":{"f":"hello"}}',
    `${'['.repeat(5000)}`,
    `{"f":"hello","token":"${'x'.repeat(4001)}"}`,
  ])('that says what is no frame of ours is closed: %s', async (text) => {
    const one = staff();
    await one.open;
    one.ws.send(text);
    expect(await one.closed).toBe(4400);
  });
  test('that says it in bytes is closed', async () => {
    const one = staff();
    await one.open;
    one.ws.send(Buffer.from(hello()));
    expect(await one.closed).toBe(4400);
  });
  test.each([17_000, 1_000_000, 20_000_000])('that sends %i bytes at once is closed before they are read', async (size) => {
    const one = staff();
    await one.open;
    one.ws.send('x'.repeat(size));
    expect([1009, 1006]).toContain(await one.closed);
  });
  test('that goes on and on in fragments is closed', async () => {
    const one = staff();
    await one.open;
    for (let n = 0; n < 40; n++) one.ws.send('x'.repeat(1000), { fin: false });
    expect(await one.closed).toBe(1009);
  });
  test('that floods is closed, and nobody listens to it any more', async () => {
    const one = staff();
    await one.open;
    one.ws.send(hello());
    for (let n = 0; n < 5000; n++) one.ws.send(JSON.stringify({ f: 'typing', interaction: there.interaction, on: n % 2 === 0 }));
    expect(await one.closed).toBe(4429);
  });
  test('that greets a second time begins anew, as often as it likes, and hears everything once', async () => {
    const one = staff();
    await one.open;
    for (let n = 0; n < 20; n++) one.ws.send(hello());
    await there.customer.says('After many greetings.');
    await there.agent.hears(there.interaction, 'After many greetings.');
    one.ws.send(hello());
    await there.customer.says('Once.');
    await there.agent.hears(there.interaction, 'Once.');
    const [, ...later] = one.frames.map((frame, n) => [frame, n] as const).filter(([frame]) => frame.f === 'snapshot');
    expect(later.length).toBeLessThanOrEqual(20);
    const events = one.frames.filter((frame) => frame.f === 'events' && JSON.stringify(frame).includes('"Once."'));
    expect(events.length).toBeLessThanOrEqual(1);
    one.ws.terminate();
  });
  test('that greets as a customer after it greeted as staff is a customer and nothing else', async () => {
    const mallory = await world.customer('Mallory');
    const wire = await joinedWire(world.url, { hello: {}, cookie: there.agent.cookie, told: () => undefined });
    const from = wire.frames.length;
    wire.send({ f: 'hello', token: mallory.token });
    await there.customer.says('Not for Mallory.');
    await there.agent.hears(there.interaction, 'Not for Mallory.');
    await mallory.startsChat('Hello');
    const after = wire.frames.slice(wire.frames.findIndex((frame, n) => n >= from && frame.f === 'nothing'));
    expect(JSON.stringify(after)).not.toContain('Not for Mallory.');
    await mallory.leaves();
    wire.cut();
  });
  test.each([
    { epoch: 'x', xid: '1' },
    { epoch: '', xid: '' },
    { epoch: 'HERE', xid: '0' },
    { epoch: 'HERE', xid: '-1' },
    { epoch: 'HERE', xid: "1'; drop table" },
    { epoch: 'HERE', xid: '9999999999999999999' },
    { epoch: 'HERE', xid: '18446744073709551616' },
    { epoch: 'HERE', xid: '\0' },
    { epoch: '\ud800', xid: '1' },
  ])('with a forged position sees what it may see and no more: %j', async ({ epoch, xid }) => {
    const here = there.agent.position?.epoch ?? '';
    const position = { epoch: epoch.replace('HERE', here), xid };
    const stranger = await world.staff('emil', 'other').catch(() => null);
    for (const cookie of [there.agent.cookie, stranger?.cookie ?? '']) {
      const one = socket({ cookie });
      await one.open;
      one.ws.send(hello({ position }));
      const answer = await Promise.race([one.closed, new Promise((resolve) => one.ws.once('message', resolve))]);
      expect(answer).not.toBe(1011);
      if (cookie !== there.agent.cookie) expect(JSON.stringify(one.frames)).not.toContain(there.interaction);
      one.ws.terminate();
    }
    await stranger?.request('DELETE', '/api/session');
  });
  test('on another path is not found', async () => {
    for (const path of ['/', '/api/desk', '/api/stream/x', '/api/streams']) {
      const head = `GET ${path} HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`;
      expect((await raw(world.url, head)).status).toBe(404);
    }
  });
  test('whose handshake is broken is refused', async () => {
    for (const more of ['', 'sec-websocket-version: 1\r\n', 'sec-websocket-version: 13\r\nsec-websocket-key: x\r\n'])
      expect(
        (await raw(world.url, `GET /api/stream HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n${more}\r\n`)).status,
      ).toBeLessThan(500);
  });
  test('that hangs up in the middle of anything harms nobody', async () => {
    const { port, hostname } = new URL(world.url);
    for (let n = 0; n < 20; n++) {
      const one = connect(Number(port), hostname);
      one.on('error', () => undefined);
      one.write(
        `GET ${n % 2 ? '/elsewhere' : '/api/stream'} HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
      );
      one.resetAndDestroy();
    }
    for (let n = 0; n < 20; n++) {
      const one = staff();
      await one.open;
      one.ws.send(hello());
      one.ws.terminate();
    }
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
  });
  test('whatever it says, the server lives', async () => {
    const frame = fc.oneof(
      fc.record(
        {
          f: fc.constantFrom('hello', 'typing', 'x'),
          token: fc.string({ unit: anyCharacter }),
          position: fc.jsonValue(),
          interaction: fc.uuid(),
          on: fc.boolean(),
        },
        { requiredKeys: ['f'] },
      ),
      fc.jsonValue({ stringUnit: anyCharacter }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
        const one = staff();
        await one.open;
        for (const each of frames) one.ws.send(JSON.stringify(each));
        one.ws.close();
        expect(await one.closed).not.toBe(1011);
      }),
      { numRuns: tries(40) },
    );
  });
});

describe('[SV3] a token', () => {
  const minutes = (n: number) => n * 60_000;
  let eva: ApiCustomer;
  let forgeries: ReadonlyMap<string, string>;
  const keyOf = async (tenant: string) => {
    const db = await openDatabase(world.database, { max: 1 });
    const [row] = await db.as(tenant as TenantId)({ text: "select value from secrets where name = 'visitor-tokens'" });
    await db.close();
    return new TextEncoder().encode(String(row?.['value']));
  };
  beforeEach(async () => {
    eva = there.customer;
    const claims = decodeJwt(eva.token);
    await world.customer('Otto', 'other/shop'); // the other tenant has a key
    const [own, others] = [await keyOf('demo'), await keyOf('other')];
    const sign = (more: object, key: Uint8Array, alg = 'HS256') =>
      new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg }).sign(key);
    const [head, body, signature = ''] = eva.token.split('.');
    const { exp: _, ...eternal } = claims;
    forgeries = new Map([
      ['without a signature', `${head}.${body}.`],
      ['with half a signature', `${head}.${body}.${signature.slice(0, 20)}`],
      ['with another signature', `${head}.${body}.${signature.split('').reverse().join('')}`],
      ['of algorithm none', new UnsecuredJWT(claims).encode()],
      ['of algorithm none that keeps the signature', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.${signature}`],
      ['by the key of another tenant', await sign({}, others)],
      ['by a key that everybody knows', await sign({}, new TextEncoder().encode('secret'))],
      ['by an empty key’s digest', await sign({}, new Uint8Array(32))],
      ['of another algorithm', await sign({}, Buffer.concat([own, own]), 'HS512')],
      ['for another audience', await sign({ aud: 'patchbay-agent' }, own)],
      ['of a tenant that does not exist', await sign({ tenant: 'nowhere' }, own)],
      ['of a tenant with a strange name', await sign({ tenant: '__proto__' }, own)],
      ['of another tenant by our key', await sign({ tenant: 'other' }, own)],
      ['that never ends', await new SignJWT(eternal).setProtectedHeader({ alg: 'HS256' }).sign(own)],
      ['that ended', await sign({ exp: Math.floor((world.clock.now() - 1000) / 1000) }, own)],
      ['that begins tomorrow', await sign({ nbf: Math.floor((world.clock.now() + minutes(1440)) / 1000) }, own)],
      ['of nobody', await sign({ sub: undefined }, own)],
      ['that is no token', 'x.y.z'],
      ['that is empty inside', '..'],
      ['with NUL', 'a\\u0000b'],
    ]);
  });

  test('that we made opens the chat it is for', async () => {
    expect((await eva.says('It is me.')).status).toBe(200);
  });
  test('that is forged opens nothing, and is told apart from none of the others', async () => {
    for (const [name, token] of forgeries) {
      const command = { type: 'message', interaction: there.interaction, id: randomUUID(), text: 'It is not me.' };
      const reply = await eva.request('POST', '/api/commands', command, {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        cookie: there.agent.cookie,
      });
      expect([name, reply.status, reply.body['refused'], typeof reply.body['text']]).toEqual([name, 401, 'widget.expired', 'string']);
      const one = socket({ cookie: there.agent.cookie });
      await one.open;
      one.ws.send(hello({ token }));
      expect([name, await one.closed, one.frames]).toEqual([name, 4401, [{ f: 'expired' }]]);
    }
    await there.agent.reads(there.interaction);
    expect(there.agent.said(there.interaction).map((m) => m.text)).not.toContain('It is not me.');
  });
  test('to come back with that is forged, of another widget or another tenant brings a new visitor, without the chat', async () => {
    const mine = await eva.renews();
    const resume = String(mine.body['resume']);
    for (const body of [
      { widget: 'other/shop', resume },
      { widget: 'demo/shop', resume: 'x'.repeat(43) },
    ]) {
      const got = await eva.request('POST', '/api/visitors', body);
      expect([got.status, got.body['resume'] === resume]).toEqual([200, false]);
      expect(decodeJwt(String(got.body['token'])).sub).not.toBe(decodeJwt(eva.token).sub);
    }
    for (const widget of ['demo/nothing', 'nowhere/shop', '__proto__/shop', 'demo/__proto__', 'demo/constructor'])
      expect([400, 404]).toContain((await eva.request('POST', '/api/visitors', { widget })).status);
  });
  test('ends after a quarter of an hour; the key to come back with brings the next', async () => {
    world.clock.pass(minutes(15) + 1000);
    expect((await eva.asks({ type: 'message', interaction: there.interaction, id: randomUUID(), text: 'Too late.' })).status).toBe(401);
    await eva.renews();
    expect((await eva.asks({ type: 'message', interaction: there.interaction, id: randomUUID(), text: 'Not too late.' })).status).toBe(200);
  });
  test('a session that ended opens neither the API nor the stream', async () => {
    const dora = await world.staff('dora');
    for (const cookie of [
      dora.cookie.replace('demo.', 'other.'),
      `${dora.cookie}x`,
      dora.cookie.slice(0, -1),
      'patchbay=',
      'patchbay=demo.',
      `patchbay=${'x'.repeat(50)}`,
    ]) {
      expect([cookie, (await dora.request('GET', '/api/desk', undefined, { cookie })).status]).toEqual([cookie, 401]);
      const one = socket({ cookie });
      await one.open;
      one.ws.send(hello());
      expect(await one.closed).toBe(4401);
    }
    world.clock.pass(12 * 60 * minutes(1));
    expect((await dora.asks({ type: 'logOn' })).status).toBe(401);
    const late = socket({ cookie: dora.cookie });
    await late.open;
    late.ws.send(hello());
    expect(await late.closed).toBe(4401);
  });
  test('and afterwards a whole small story is told as ever', async () => {
    const { agent } = await chatted(world, 'other');
    await agent.request('DELETE', '/api/session');
  });
});

describe('[SV3] script in a text', () => {
  const script = `<script>alert("x")</script><img src=x onerror=alert(1)>'"\u0001\u202e\u2028{{7*7}}\${7}`;
  const typed = script.replaceAll('\u0001', ''); // nobody types what cannot be seen: a message refuses it, notes keep it
  test('is text: kept and given back as it was, as JSON that no browser takes for a page', async () => {
    const { agent, customer, interaction, contact } = await chatting(world, 'other', typed);
    await customer.says(`${typed}!`);
    await agent.hears(interaction, `${typed}!`);
    await agent.does({ type: 'writeNotes', interaction, notes: script });
    for (const [path, text] of [
      [`/api/interactions/${interaction}`, script],
      [`/api/interactions/${interaction}/timeline`, script],
      [`/api/contacts/${contact}`, typed],
      [`/api/contacts/${contact}/interactions`, script],
    ] as const) {
      const answer = await fetch(world.url + path, { headers: { cookie: agent.cookie, accept: 'text/html' } });
      expect(await answer.text()).toContain(JSON.stringify(text).slice(1, -1));
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
  test('in names of fields and in addresses comes back as JSON only', async () => {
    for (const [path, init] of [
      ['/api/<script>alert(1)</script>', {}],
      [
        '/api/commands',
        {
          method: 'POST',
          body: JSON.stringify({ type: 'logOff', '<script>': 1 }),
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
        },
      ],
    ] as const) {
      const answer = await fetch(world.url + path, init);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect([answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual([
        'application/json; charset=utf-8',
        'nosniff',
      ]);
    }
  });
});
