import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { visitorCommand } from '@patchbay/server/commands.node.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { startWorld, type World } from './world.node.ts';

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
let sam: ApiAgent;
beforeAll(async () => {
  world = await startWorld({
    yaml: (text) =>
      text.replace('origins: [self]', "origins: [self, 'https://app.example']").replace('{ en: Chat with us,', "{ en: '<Chat> & more',"),
  });
  sam = await world.staff('sam');
});
afterAll(() => world.close());

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
  expect(open.map((chat) => chat.work.form)).toEqual([{ name: 'Eva', subject: 'Is it dry?' }]);
});
test('[SV12] the description of the API has every route and every command of a customer', async () => {
  const api = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as { paths: Record<string, object> };
  for (const path of ['/api/visitors', '/api/commands']) expect(api.paths[path]).toHaveProperty('post.requestBody');
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
  for (const path of ['/chat/demo/none', '/chat/none/shop', '/chat/demo/constructor', '/chat/demo/__proto__'])
    expect((await page(path)).status).toBeGreaterThan(399);
  expect((await page('/chat/demo/shop?embed=2')).status).toBe(400);
});
