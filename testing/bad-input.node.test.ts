import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { staffCommand, visitorCommand } from '@patchbay/server/commands.node.ts';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { anyCharacter } from './any-character.node.ts';
import { type Chatted, chatted, chatting } from './chatted.node.ts';
import { type RawAnswer, raw, request } from './raw.node.ts';
import { type Schema, sampleOf } from './sample.ts';
import { tries } from './tries.node.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

let world: World;
let there: Chatted;
let db: Database;
let before: unknown;
beforeAll(async () => {
  world = await startWorld({ more: [demoAs('other')] });
  db = await openDatabase(world.database, { max: 1 });
  there = await chatting(world, 'demo');
});
afterAll(async () => {
  await db.close();
  await world.close();
});
beforeEach(async () => {
  before = await stored();
});
/** Whatever was sent, it changed nothing, and the server still serves. */
afterEach(async () => {
  expect(await stored()).toEqual(before);
  expect((await there.agent.request('GET', '/api/desk')).status).toBe(200);
});

function stored(): Promise<unknown> {
  const run = db.as('demo' as TenantId);
  const tables = ['interactions', 'contacts', 'agents', 'configuration', 'passwords'];
  return Promise.all(
    [...tables, 'events'].map((table) => run({ text: `select md5(string_agg(t::text, '' order by t::text)) from ${table} t` })),
  );
}

const posts = () => world.server.routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/api/')).map(({ path }) => path);
const json = (headers: object = {}) => ({
  'content-type': 'application/json',
  'idempotency-key': randomUUID(),
  cookie: there.agent.cookie,
  ...headers,
});
const post = (path: string, body: string, headers: object = {}) => raw(world.url, request(`POST ${path}`, json(headers), body));
const said = ({ text }: RawAnswer) => {
  const at = text.indexOf('{'); // an answer may come in chunks
  return JSON.parse(text.slice(at, text.lastIndexOf('}') + 1)) as Record<string, unknown>;
};
/** A refusal says with a status, a key and a text what is wrong; as JSON that no browser takes for anything else. */
function clear(answer: RawAnswer, status: number, refused?: string): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers).toMatchObject({
    'content-type': expect.stringContaining('application/json'),
    'x-content-type-options': 'nosniff',
  });
  const body = said(answer);
  expect(body, answer.text).toMatchObject({ refused: refused ?? expect.stringMatching(/^\w+\.\w+$/), text: expect.stringMatching(/\w/) });
}

describe('[SV3] a body', () => {
  test('every route that takes one is known here', () => {
    expect(posts().sort()).toEqual([
      '/api/audio',
      '/api/audio/failed',
      '/api/canned',
      '/api/commands',
      '/api/drafts',
      '/api/errors/shown',
      '/api/logs',
      '/api/logs/asked',
      '/api/logs/declined',
      '/api/mail-drafts',
      '/api/mailboxes',
      '/api/mailboxes/aside/again',
      '/api/mailboxes/remove',
      '/api/mailboxes/test',
      '/api/mailboxes/try',
      '/api/mails/mask',
      '/api/mails/mask/preview',
      '/api/mails/pictures',
      '/api/password',
      '/api/preferences',
      '/api/push-tokens',
      '/api/reveal',
      '/api/session',
      '/api/sessions/end',
      '/api/visitors',
      '/api/visitors/code',
      '/api/widgets',
      '/api/widgets/add',
      '/api/widgets/preview',
      '/api/widgets/remove',
    ]);
  });
  test('of ten megabytes is refused before it was sent', async () => {
    for (const path of posts()) {
      const head = request(`POST ${path}`, { ...json(), 'content-length': '10000000' });
      clear(await raw(world.url, `${head}{"a":"`), 413, 'requests.tooLarge');
    }
  });
  test('of ten megabytes that does not say so is refused when it is too long', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    for (const path of posts()) {
      const head = request(`POST ${path}`, { ...json(), 'transfer-encoding': 'chunked' });
      clear(await raw(world.url, head + chunk.repeat(160)), 413, 'requests.tooLarge');
    }
  });
  test.each(['{', '', '{"a":}', 'nul', '[1,2', "{'a':1}", '{"a":1}}', '\0', '\u0000{}', 'NaN', '{"a":"\n"}'])(
    'that is no JSON is refused: %j',
    async (body) => {
      for (const path of posts()) clear(await post(path, body), 400);
    },
  );
  test.each([
    '{"__proto__":{"type":"logOff"}}',
    '{"type":"setReady","__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"type":"logOff"}}}',
    '{"type":"constructor"}',
    '{"type":"__proto__"}',
    '{"type":"toString"}',
    '{"type":["logOff"]}',
    '{"type":null}',
    'null',
    '[]',
    '"logOff"',
    '7',
    'true',
    '{}',
  ])('that is not what the route takes is refused: %s', async (body) => {
    for (const path of posts()) clear(await post(path, body), 400);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
  test('that is nested very deep is refused', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const)
      for (const path of posts()) clear(await post(path, `${open.repeat(40_000)}1${close.repeat(40_000)}`), 400);
  });
  test('that is nested very deep inside a field is refused', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    for (const field of ['interaction', 'notes', 'extra'])
      clear(await post('/api/commands', `{"type":"writeNotes","interaction":"${there.interaction}","notes":"x","${field}":${deep}}`), 400);
  });
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'json', ''])(
    'of another type is refused: %s',
    async (type) => {
      for (const path of posts()) clear(await post(path, '{"type":"logOff"}', { 'content-type': type }), 415);
    },
  );
  test('that is compressed is refused, not unpacked', async () => {
    for (const path of posts()) expect((await post(path, '\x1f\x8b\b\0', { 'content-encoding': 'gzip' })).status).toBe(400);
  });
});

describe('[SV3] a command', () => {
  const notes = () => JSON.stringify({ type: 'writeNotes', interaction: there.interaction, notes: 'never written' });
  test('without a key, or with one too short or too long, is refused', async () => {
    const without = request('POST /api/commands', { 'content-type': 'application/json', cookie: there.agent.cookie }, notes());
    clear(await raw(world.url, without), 400, 'commands.keyMissing');
    for (const key of ['', 'short', 'x'.repeat(65), 'x'.repeat(9000)])
      clear(await post('/api/commands', notes(), { 'idempotency-key': key }), 400);
  });
  const options = [...staffCommand.options, ...visitorCommand.options].map(
    (option) => [option.shape.type.value, z.toJSONSchema(option, { io: 'input' }) as Schema] as const,
  );
  test.each(options)('%s with a field that is missing, of a wrong type or not known is refused', async (_, schema) => {
    const sample = sampleOf(schema) as Record<string, unknown>;
    const wrong = Object.keys(schema.properties ?? {}).flatMap((name) =>
      [{}, [], 7.5, true, -1, '', 'x'.repeat(30_000)]
        .map((value) => ({ ...sample, [name]: value }))
        .filter((body) => !z.union([staffCommand, visitorCommand]).safeParse(body).success),
    );
    const missing = (schema.required ?? []).map((name) => Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name)));
    expect(wrong.length + missing.length).toBeGreaterThan(0);
    for (const body of [
      ...wrong,
      ...missing.filter(({ type }) => type !== 'leave' && type !== 'startChat'),
      { ...sample, extra: 1 },
      { ...sample, by: { agent: 'sam', may: ['seeAllWork'] } },
    ])
      clear(await post('/api/commands', JSON.stringify(body)), 400);
  });
  test('of a customer by staff, and of staff by a customer, is refused', async () => {
    const customer = { authorization: `Bearer ${there.customer.token}`, cookie: '' };
    clear(await post('/api/commands', '{"type":"logOff"}', customer), 400);
    clear(
      await post('/api/commands', JSON.stringify({ type: 'message', interaction: there.interaction, id: randomUUID(), text: 'x' })),
      400,
    );
  });
});

/** Every text in a schema: the way to it. */
function texts(schema: Schema, path: readonly string[] = []): readonly (readonly string[])[] {
  const here = schema.type === 'string' && schema.format !== 'uuid' && !schema.enum && !('const' in schema) ? [path] : [];
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => texts(one, [...path, name]));
  return [...here, ...inside, ...(schema.anyOf ?? []).flatMap((one) => texts(one, path))];
}
const put = (body: unknown, [name, ...rest]: readonly string[], text: string): unknown =>
  name === undefined ? text : { ...(body as object), [name]: put((body as Record<string, unknown>)[name] ?? {}, rest, text) };

describe('[SV6] a text that cannot be kept', () => {
  const fields = [...staffCommand.options, ...visitorCommand.options].flatMap((option) => {
    const schema = z.toJSONSchema(option, { io: 'input' }) as Schema;
    const form = option.shape.type.value === 'startChat' ? ['name', 'email', 'phone', 'subject'].map((name) => ['form', name]) : [];
    return [...texts(schema), ...form].map((path) => [option.shape.type.value, path, sampleOf(schema)] as const);
  });
  test('every field is tried', () =>
    expect(fields.map(([type, path]) => `${type} ${path.join('.')}`)).toEqual(
      expect.arrayContaining([
        'setNotReady reason',
        'writeNotes notes',
        'say text',
        'say id',
        'startChat page',
        'startChat text',
        'startChat form.subject',
        'message text',
      ]),
    ));
  test.each(fields)('is refused in %s %s', async (_, path, sample) => {
    const known = { interaction: there.interaction };
    for (const bad of ['\0', 'long enough\0', '\ud800', 'long enough \udfff!'])
      for (const headers of [{}, { authorization: `Bearer ${there.customer.token}` }]) {
        const body = { ...(put(sample, path, bad) as object), ...('interaction' in (sample as object) && known) };
        clear(await post('/api/commands', JSON.stringify(body), headers), 400, 'requests.characters');
      }
  });
  test('is refused when signing in, visiting and in names of fields', async () => {
    for (const bad of ['\0', 'an\0na', '\ud800']) {
      const who = { tenant: 'demo', login: 'anna', password: 'demo-anna-1' };
      for (const field of ['tenant', 'login', 'password'])
        clear(await post('/api/session', JSON.stringify({ ...who, [field]: bad })), 400, 'requests.characters');
      for (const field of ['old', 'next'])
        clear(await post('/api/password', JSON.stringify({ old: 'x', next: 'y', [field]: bad })), 400, 'requests.characters');
      clear(
        await post('/api/visitors', JSON.stringify({ widget: 'demo/shop', resume: `${bad}${'x'.repeat(30)}` })),
        400,
        'requests.characters',
      );
      clear(await post('/api/commands', JSON.stringify({ type: 'logOff', [bad]: 1 })), 400, 'requests.characters');
    }
  });
});

describe('[SV3] addresses', () => {
  test.each([
    'GET /api/commands',
    'PUT /api/commands',
    'DELETE /api/commands',
    'PATCH /api/session',
    'POST /api/desk',
    'DELETE /api/interactions/1',
    'GET /api/nothing',
    'GET /api/__proto__',
    'GET /nothing',
  ])('that nobody serves are not found: %s', async (line) => {
    clear(await raw(world.url, request(line, { cookie: there.agent.cookie })), 404, 'requests.notFound');
  });
  test.each(['FOO', 'TRACE', 'CONNECT', 'get', 'BREW'])('methods that nobody knows are refused: %s', async (method) => {
    const answer = await raw(world.url, request(`${method} /api/desk`, {})).catch(() => null);
    if (answer) expect([400, 404, 405]).toContain(answer.status);
  });
  test('a HEAD is a GET without a body', async () => {
    const answer = await raw(world.url, request('HEAD /api/desk', { cookie: there.agent.cookie }));
    expect([answer.status, answer.text, answer.headers['content-type']]).toEqual([200, '', 'application/json; charset=utf-8']);
  });
  test.each([
    '/../../package.json',
    '/demo/../../../../etc/passwd',
    '/demo/..%2f..%2f..%2fpackage.json',
    '/demo/%2e%2e/%2e%2e/main.node.ts',
    '/widget/..%5c..%5cpackage.json',
    '/demo/%00',
    '/%',
    '/demo/%c0%ae%c0%ae/',
    '/assets/../../../package.json',
    '//etc/passwd',
    '/demo//etc/passwd',
    '/demo/.%2e/%2e./package.json',
  ])('no file outside the folders is served: %s', async (path) => {
    for (const accept of ['*/*', 'text/html']) {
      const answer = await raw(world.url, request(`GET ${path}`, { accept }));
      expect(answer.status, path).toBeLessThan(500);
      expect(answer.text).not.toMatch(/root:|"dependencies"|workspaces|import /);
    }
  });
  test.each(['/demo//evil.example', '/demo//evil.example/', '/demo/\\evil.example', '//evil.example', '/demo//evil.example/%2e%2e'])(
    'nobody is sent elsewhere: %s',
    async (path) => {
      const { headers } = await raw(world.url, request(`GET ${path}`, {}));
      expect(headers['location'] ?? '/').toMatch(/^\/(?![/\\])/);
    },
  );
  test.each(['', 'evil.example', 'a b', '[', ':', '127.0.0.1:99999', '<script>', `${'x'.repeat(5000)}.example`, '127.0.0.1, evil.example'])(
    'a strange host harms nobody: %j',
    async (host) => {
      for (const line of ['GET /api/sign-in', 'GET /healthz', 'GET /api/nothing', 'GET /demo']) {
        const answer = await raw(world.url, request(line, { host, origin: 'https://evil.example' }));
        expect(answer.status).toBeLessThan(500);
        expect(answer.text).not.toContain('<script>');
        expect(answer.headers['location'] ?? '/').toMatch(/^\//);
      }
      const foreign = await raw(
        world.url,
        request('POST /api/commands', json({ host, origin: 'https://other.example' }), '{"type":"setReady"}'),
      );
      expect([400, 403]).toContain(foreign.status);
    },
  );
  test('no host, two hosts, no version: refused', async () => {
    for (const bytes of [
      'GET / HTTP/1.1\r\n\r\n',
      'GET /api/desk HTTP/9.9\r\nhost: x\r\n\r\n',
      'garbage\r\n\r\n',
      '\0\0\0\0\r\n\r\n',
      'GET /api/desk HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
    ])
      expect((await raw(world.url, bytes)).status).toBeLessThan(500);
  });
  test('a header that is too long is refused', async () => {
    expect((await raw(world.url, request('GET /api/desk', { cookie: 'x'.repeat(20_000) }))).status).toBe(431);
  });
  test.each(['0', '-1', 'x', '501', '1e9', '', '%00', '2147483648'])(
    'a page of the timeline that is none is refused: %s',
    async (limit) => {
      const answer = await raw(
        world.url,
        request(`GET /api/interactions/${there.interaction}/timeline?limit=${limit}`, { cookie: there.agent.cookie }),
      );
      clear(answer, 400);
    },
  );
  test.each(['99999999999999999999', '2147483648', '1.5', '-3'])('so is one before %s, or it is empty', async (version) => {
    const path = `/api/interactions/${there.interaction}/timeline?before=${version}`;
    expect((await raw(world.url, request(`GET ${path}`, { cookie: there.agent.cookie }))).status).toBeLessThan(500);
  });
  test.each(['1', 'x', '%00', '..%2f..', '00000000-0000-0000-0000-00000000000g', 'a'.repeat(300)])(
    'an id that is none is refused: %s',
    async (id) => {
      for (const path of [`/api/interactions/${id}`, `/api/contacts/${id}`, `/api/interactions/${id}/routing`]) {
        const { status } = await raw(world.url, request(`GET ${path}`, { cookie: there.agent.cookie }));
        expect([400, 404, 414]).toContain(status);
      }
    },
  );
});

describe('[SV3] whatever is sent', () => {
  const weird = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.string({ unit: 'grapheme' }),
    fc.jsonValue(),
    fc.constantFrom('__proto__', 'constructor', 'demo', '\0'),
  );
  const types = [...staffCommand.options, ...visitorCommand.options].map((option) => option.shape.type.value);
  const id = fc.oneof(fc.uuid(), fc.constantFrom('there'), weird);
  const almost = fc.record(
    {
      type: fc.oneof(fc.constantFrom(...types), weird),
      interaction: id,
      reason: weird,
      notes: weird,
      text: weird,
      id: weird,
      form: fc.dictionary(fc.constantFrom('name', 'email', '__proto__', 'x'), weird),
      page: weird,
      version: fc.oneof(fc.integer(), weird),
      channel: weird,
    },
    { requiredKeys: ['type'] },
  );
  const bodies = fc.oneof({ weight: 3, arbitrary: almost }, { weight: 1, arbitrary: fc.jsonValue({ stringUnit: anyCharacter }) });

  test('the server never fails, and says what is wrong', async () => {
    const own = before;
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (body, customer) => {
        // Of another tenant and another visitor: whatever would be right by chance changes nothing of ours.
        const headers = customer ? { authorization: `Bearer ${there.customer.token}x` } : { cookie: '' };
        const { status, text } = await post('/api/commands', JSON.stringify(body), headers);
        expect([400, 401], text).toContain(status);
      }),
      { numRuns: tries(60) },
    );
    before = own;
  });
  test('also from somebody who is signed in: never a failure', async () => {
    const [who, customer] = [await world.agent('cleo', 'other'), await world.customer('Otto', 'other/shop')];
    await fc.assert(
      fc.asyncProperty(bodies, fc.boolean(), async (body, asCustomer) => {
        const headers = asCustomer ? { authorization: `Bearer ${customer.token}` } : { cookie: who.cookie };
        const { status, text } = await post('/api/commands', JSON.stringify(body), headers);
        expect(status, text).toBeLessThan(500);
        if (status !== 200)
          expect(said({ status, text, headers: {} })).toMatchObject({ refused: expect.any(String), text: expect.any(String) });
      }),
      { numRuns: tries(100) },
    );
  });
  test('when signing in, visiting or changing a password: never a failure', async () => {
    const field = fc.oneof(fc.constantFrom('demo', 'other', 'nowhere', 'demo/shop', 'demo/__proto__', '__proto__/shop', 'anna'), weird);
    const fields = fc.record(
      { tenant: field, login: field, password: weird, widget: field, resume: weird, old: weird, next: weird, force: weird },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('/api/session', '/api/visitors', '/api/password'), fields, async (path, body) => {
        const only = path === '/api/visitors' ? (({ widget, resume }) => ({ widget, resume }))(body) : body;
        const { status, text } = await post(path, JSON.stringify(only), { cookie: '' });
        expect(status, text).toBeLessThan(500);
      }),
      { numRuns: tries(70) },
    );
  });
  test('and afterwards a whole small story is told as ever', async () => {
    await chatted(world, 'other');
  });
});
