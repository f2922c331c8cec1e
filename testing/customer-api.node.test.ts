import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { visitorCommand } from '@patchbay/server/commands.node.ts';
import { type Client, type Device, openClient } from '@patchbay/widget/sdk/client.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import type { ApiCustomer } from './customer.node.ts';
import { type Receiver, startReceiver } from './receiver.node.ts';
import { withNumber } from './voice.ts';
import { demoAs, startWorld, type World } from './world.node.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const document = readFileSync(join(here, '../docs/customer-api.md'), 'utf8');
const run = promisify(execFile);
/** The examples in this language, one after the other, for the server of the test. */
const examples = (language: string) =>
  [...document.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))]
    .map(([, code]) => code ?? '')
    .join('\n')
    .replaceAll('https://patchbay.example', world.url);

let world: World;
let receiver: Receiver;
let sam: ApiAgent;
beforeAll(async () => {
  receiver = await startReceiver(
    () => world.url,
    () => world.clock.now(),
  );
  world = await startWorld({
    more: [demoAs('other')],
    yaml: (text) =>
      withNumber(text)
        .replace('origins: [self]', "origins: [self, 'https://app.example']")
        .replace('{ en: Chat with us,', "{ en: '<Chat> & more',")
        .concat(`\npush: { url: '${receiver.url}' }\n`),
  });
  sam = await world.staff('sam');
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

test('[SV12] the examples for a shell in docs/customer-api.md do what they say', async () => {
  await run('sh', ['-e', '-c', examples('sh')]);
  const { messages } = (await sam.request('GET', '/api/messages')).body as { messages: { text: string }[] };
  expect(messages.map(({ text }) => text)).toEqual(['Please write to me.']);
  await sam.connects();
  expect(sam.chats).toEqual([]); // Eva has left
});
test('[SV12] the example in TypeScript in docs/customer-api.md finds its chat', async () => {
  const folder = mkdtempSync(join(here, 'example-'));
  try {
    writeFileSync(join(folder, 'example.ts'), examples('ts'));
    await run(process.execPath, [join(folder, 'example.ts')]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await sam.connects();
  const open = sam.chats.filter(({ at }) => at.stage !== 'closed'); // who comes back may be told once more of what is over
  expect(open.map((chat) => chat.work.form)).toEqual([{ name: 'Eva' }]); // the rest to who opens it
  await sam.reads(open[0]?.id ?? '');
  const { body } = await sam.request('GET', `/api/interactions/${open[0]?.id}`);
  expect(body).toMatchObject({ state: { work: { form: { name: 'Eva', subject: 'Is it dry?' } } } });
});
test('[SV12] the description of the API has every route and every command of a customer', async () => {
  const api = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
  for (const path of ['/api/visitors', '/api/commands', '/api/push-tokens']) expect(api.paths[path]).toHaveProperty('post.requestBody');
  const commands = JSON.stringify(api.paths['/api/commands']);
  for (const { shape } of visitorCommand.options) expect(commands).toContain(`"${shape.type.value}"`);
  for (const type of ['startChat', 'message', 'leave', 'rate', 'leaveMessage']) expect(document).toContain(`"type":"${type}"`);
});

test('[SV51] the page of a chat stands in no frame; with ?embed=1 in those of the origins that its widget allows', async () => {
  const page = async (path: string) => {
    const answer = await fetch(world.url + path, { headers: { 'accept-language': 'de' } });
    return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '', text: await answer.text() };
  };
  const alone = await page('/chat/demo/shop');
  expect(alone).toMatchObject({ status: 200, policy: expect.stringContaining("frame-ancestors 'none'") });
  expect(alone.text).toContain('<html lang="de" data-patchbay="page" data-origins="">');
  const embedded = await page('/chat/demo/shop?embed=1&lang=en');
  expect(embedded.policy).toMatch(/script-src 'self';.*frame-ancestors 'self' https:\/\/app\.example$/);
  expect(embedded.text).toContain('<html lang="en" data-patchbay="embed" data-origins="self https://app.example">');
  expect(embedded.text).toContain('<title>&lt;Chat&gt; &amp; more</title>');
  expect((await page('/chat/demo/shop?embed=1&lang=en&dir=rtl&look=dark')).text).toContain(
    '<html lang="en" dir="rtl" data-look="dark" data-patchbay="embed"',
  );
  for (const path of ['/chat/demo/none', '/chat/none/shop', '/chat/demo/constructor', '/chat/demo/__proto__'])
    expect((await page(path)).status).toBeGreaterThan(399);
  expect((await page('/chat/demo/shop?embed=2')).status).toBe(400);
});

const token = 'f3a9-device-of-eva';
const registers = (who: ApiCustomer, device = token, kind = 'apns') =>
  who.request('POST', '/api/push-tokens', { kind, token: device }, { authorization: `Bearer ${who.token}` });
/** The pushes there are after so many were carried out. */
const pushed = async (many: number) => {
  await expect
    .poll(() => {
      world.clock.pass(50); // little: what is under way must not be taken for dead
      return receiver.got.length;
    })
    .toBe(many);
  return receiver.got.at(-1);
};

test('[CH91] who is not connected is told by their app that there is a message: signed, tried again, without its words; not when connected', async () => {
  const anna = await world.agent('anna');
  await anna.goesReady();
  const nora = await world.customer('Nora');
  const interaction = await nora.startsChat('Is it dry?');
  await anna.accepts(await anna.seesOffer('Nora'));
  expect((await registers(nora)).status).toBe(200);
  await anna.says(interaction, 'You are here.');
  nora.losesTheLine();
  const visitor = String(anna.chat(interaction)?.work.visitor);
  await expect.poll(() => [...world.server.site.hub.standing('demo' as TenantId, `visitor:${visitor}`)].length).toBe(0);
  receiver.answers(503, 204);
  await anna.says(interaction, 'The secret of the lighthouse.');
  const told = await pushed(2);
  expect(receiver.got[0]).toEqual(told); // the same, once more
  expect(told?.body).toEqual({
    ...{ type: 'message', id: told?.id, tenant: 'demo', widget: 'demo/shop', interaction, from: 'Anna', at: expect.any(Number) },
    to: { kind: 'apns', token },
  });
  receiver.answers(410);
  await anna.says(interaction, 'Are you there?');
  expect((await pushed(3))?.id).not.toBe(told?.id);
  await anna.says(interaction, 'Nobody is told of this.'); // the platform knows the device no more
  await registers(nora, 'another-device', 'fcm');
  await anna.says(interaction, 'But of this.');
  expect((await pushed(4))?.body).toMatchObject({ to: { kind: 'fcm', token: 'another-device' } });
  await nora.leaves();
});

test('[CH90] a device belongs to who said so last, five to a customer, until it is taken back or a month is over', async () => {
  const [eva, ida] = [await world.customer('Eva'), await world.customer('Ida')];
  const db = await openDatabase(world.database, { max: 1 });
  const kept = () =>
    db.as('demo' as TenantId)<{ token: string; visitor: string }>({
      text: "select token, visitor from push_tokens where token like 'mine-%' order by expires_at, token",
    });
  const first = await registers(eva, 'mine-of-both');
  expect(first.body).toEqual({ id: expect.stringMatching(/^[\w-]{32}$/), expiresAt: world.clock.now() + 30 * 86_400_000 });
  await registers(ida, 'mine-of-both');
  const [{ visitor } = { visitor: '' }] = await kept();
  await eva.request('DELETE', `/api/push-tokens/${String(first.body['id'])}`, undefined, { authorization: `Bearer ${eva.token}` });
  expect(await kept()).toEqual([{ token: 'mine-of-both', visitor }]); // not hers any more
  for (let n = 1; n <= 6; n++) {
    world.clock.pass(1);
    await registers(ida, `mine-device-${n}`);
  }
  expect((await kept()).map((one) => one.token)).toEqual([2, 3, 4, 5, 6].map((n) => `mine-device-${n}`));
  const { body } = await registers(ida, 'mine-device-6');
  const away = await ida.request('DELETE', `/api/push-tokens/${String(body['id'])}`, undefined, { authorization: `Bearer ${ida.token}` });
  expect([away.status, (await kept()).length]).toEqual([204, 4]);
  const last = { kind: 'apns', token: 'mine-device-5', on: false };
  await ida.request('POST', '/api/push-tokens', last, { authorization: `Bearer ${ida.token}` });
  expect(await kept()).toHaveLength(3);
  await db.close();
});

test('[CH90] only customers of a centre that pushes say so, and only what can be a token', async () => {
  const [eva, ida] = [await world.customer('Eva'), await world.customer('Ida', 'other/shop')];
  expect((await registers(ida)).status).toBe(404);
  for (const bad of ['short', 'with a blank in it', 'x'.repeat(4097), 'new-line-\n-in-it'])
    expect((await registers(eva, bad)).status).toBe(400);
  expect((await registers(eva, token, 'pigeon')).status).toBe(400);
  expect((await eva.request('POST', '/api/push-tokens', { kind: 'apns', token })).status).toBe(401);
  expect((await eva.request('DELETE', '/api/push-tokens/x')).status).toBe(401);
  expect((await fetch(`${world.url}/api/push-keys/other`)).status).toBe(404);
  const { keys } = (await (await fetch(`${world.url}/api/push-keys/demo`)).json()) as { keys: object[] };
  expect(keys).toEqual([expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' })]);
  expect(keys[0]).not.toHaveProperty('d');
  for (let n = 0; n < 20; n++) await registers(eva, `device-number-${n}`);
  expect((await registers(eva)).status).toBe(429);
});
test('[CH49] a customer goes on at another device, beside the first: a code is good once, for five minutes; an earlier device is out', async () => {
  const eva = await (await world.customer('Eva')).visits();
  const chat = await eva.startsChat('Is it dry inside?');
  const coded = async () =>
    (await eva.request('POST', '/api/visitors/code', { to: 'anotherDevice' }, { authorization: `Bearer ${eva.token}` })).body;
  const comes = (code: unknown, widget = 'demo/shop') => eva.request('POST', '/api/visitors', { widget, code });
  const { code, page } = await coded();
  expect(page).toBe(`/chat/demo/shop#go=${code}`);
  expect((await comes(code, 'other/shop')).status).toBe(404);
  const phone = await comes(code);
  expect(phone.status).toBe(200);
  expect(await comes(code)).toMatchObject({ status: 404, body: { refused: 'widget.code', text: expect.stringMatching(/5 minutes/) } });
  const writes = (token: unknown, id: string) =>
    eva.request(
      'POST',
      '/api/commands',
      { type: 'message', interaction: chat, id, text: id },
      { authorization: `Bearer ${token}`, 'idempotency-key': id },
    );
  expect((await writes(phone.body['token'], 'from-the-phone')).status).toBe(200);
  expect((await writes(eva.token, 'from-the-desk')).status).toBe(200);

  const back = async (resume: unknown) => {
    const token = (await eva.request('POST', '/api/visitors', { widget: 'demo/shop', resume })).body['token'];
    return (await writes(token, `back ${String(resume).slice(0, 12)}`)).status;
  };
  expect(await back(phone.body['resume'])).toBe(200);
  const tablet = await comes((await coded())['code']);
  expect([await back(tablet.body['resume']), await back(phone.body['resume'])]).toEqual([200, 404]);
  const late = (await coded())['code'];
  world.clock.pass(5 * 60_000);
  expect((await comes(late)).status).toBe(404);
  expect((await eva.renews()).status).toBe(200); // the first device is still who it was
  expect((await eva.request('POST', '/api/visitors/code', { to: 'anotherDevice' })).status).toBe(401);
});
test('[CH52] a widget shows the number of its calls, and whether somebody answers it', async () => {
  const eva = await world.customer('Eva');
  expect((await eva.renews()).body['widget']).toMatchObject({
    call: { number: '+4930123456', open: true, changes: null, wait: null },
    moves: true,
  });
});

test('[SV76] the page of a chat is installed as an app of its own; without a network it says so, and keeps nothing else', async () => {
  const got = (path: string) => fetch(`${world.url}${path}`, { headers: { 'accept-language': 'de' } });
  const page = await (await got('/chat/demo/shop')).text();
  expect(page).toContain('<link rel="manifest" href="/chat/demo/shop/app.webmanifest">');
  expect(await (await got('/chat/demo/shop?embed=1')).text()).not.toContain('manifest');
  const manifest = (await (await got('/chat/demo/shop/app.webmanifest')).json()) as { icons: { src: string }[] };
  expect(manifest).toMatchObject({ start_url: '/chat/demo/shop', scope: '/chat/demo/shop', display: 'standalone', lang: 'de' });
  for (const { src } of manifest.icons) {
    const icon = await got(src);
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/png']);
  }
  const worker = await (await got('/chat/worker.js')).text();
  expect(worker.match(/caches\.\w+|cache\.\w+/g)).toEqual(['caches.open', 'cache.add', 'caches.match']);
  const offline = await got('/chat/offline');
  expect(await offline.text()).toContain('Keine Verbindung');
  expect(offline.headers.get('content-security-policy')).toMatch(/style-src 'sha256-/);
  for (const path of ['/chat/demo/none/app.webmanifest', '/chat/none/shop/icon-192.png', '/chat/demo/__proto__/app.webmanifest'])
    expect([400, 404], path).toContain((await got(path)).status);
});

test('[SV77] the kit for apps begins a chat, hears what is said, comes back to it with its key, and says why not', async () => {
  const timers: Pick<Device, 'after'> = {
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const device: Device = {
    ...timers,
    ...{ fetch, now: () => world.clock.now(), random: () => 0.5, id: randomUUID },
    socket: (url) => new WebSocket(url) as never,
  };
  let key: string | null = null;
  const keychain = { read: () => key, write: (next: string) => void (key = next) };
  const opened = (widget: string) => openClient({ server: world.url, widget, keychain }, device);
  const says = (client: Client) => client.picture().chat?.entries.flatMap((entry) => (entry.type === 'said' ? [entry.text] : []));

  const nowhere = openClient({ server: world.url, widget: 'demo/none' }, device);
  expect(await nowhere.enter()).toMatchObject({ is: 'refused', status: 404 });
  const first = opened('demo/shop');
  expect(await first.enter()).toMatchObject({ is: 'done', body: { look: { key: 'shop' }, away: null } });
  const changes: number[] = [];
  first.watch(({ chat }) => changes.push(chat?.entries.length ?? 0));
  expect(await first.start({ form: { name: 'Ida', subject: 'A tent' }, text: 'From an app' })).toMatchObject({ is: 'done' });
  await expect.poll(() => says(first)).toEqual(['From an app']);
  expect(await first.say('And more')).toMatchObject({ is: 'done' });
  await expect.poll(() => says(first)).toEqual(['From an app', 'And more']);
  expect(changes.length).toBeGreaterThan(1);
  first.close();

  const again = opened('demo/shop');
  await again.enter();
  await expect.poll(() => says(again)).toEqual(['From an app', 'And more']);
  expect(await again.rate(9)).toMatchObject({ is: 'refused', status: 400 });
  expect(await again.leave()).toMatchObject({ is: 'done' });
  await expect.poll(() => again.picture().chat?.stage).toBe('over');
  again.close();
});
