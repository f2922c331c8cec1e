import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { pdf } from '../upload.node.ts';
import { withNumber } from '../voice.ts';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { end, goReady, open, reply } from './browser-desktop.node.ts';
import { beginStory, browserOfSuite, sceneOfTest } from './browser-suite.node.ts';
import { seesAgent, seesBubble, startChat, type WidgetPage, widgetOn, write } from './browser-widget.node.ts';

const scene = sceneOfTest();
const browser = browserOfSuite();

/** Anna and Eva talk; the customer's page is given. */
async function talking(shop: WidgetPage) {
  const anna = await scene().agent('anna');
  await goReady(anna);
  await startChat(shop, { name: 'Eva', subject: 'Is it dry inside?' });
  await anna.accept('Eva').click();
  await open(anna, 'Eva');
  await seesAgent(shop, 'Anna');
  return anna;
}

test('[WI18] [WI19] after the chat the customer rates it, changes the rating, and saves what was said', async () => {
  const shop = await scene().shop();
  const anna = await talking(shop);
  await reply(anna, 'Eva', 'Yes, <b>very</b> dry.');
  await seesBubble(shop, 'Yes, <b>very</b> dry.');
  await end(anna);
  await shop.button('rateSend').click();
  await shop.panel.getByText(shop.say('rateFirst')).waitFor();
  await shop.panel.getByRole('radio', { name: shop.say('star4') }).check();
  await shop.panel.getByLabel(shop.say('comment')).fill('Quick & kind.');
  expect(await axeFindings(shop.page)).toEqual([]);
  await shop.button('rateSend').click();
  await shop.panel.getByText(shop.say('rated', { n: 4 })).waitFor();
  await anna.page.getByText(anna.text('note.rated', { name: 'Eva', stars: 4 })).waitFor();
  await anna.page.getByText('Quick & kind.').waitFor();

  await shop.page.reload();
  await shop.panel.getByText(shop.say('rated', { n: 4 })).waitFor();
  await shop.button('rateAgain').click();
  await shop.panel.getByRole('radio', { name: shop.say('star2') }).check();
  await shop.button('rateSend').click();
  await anna.page.getByText(anna.text('note.rated', { name: 'Eva', stars: 2 })).waitFor();

  const [saved] = await Promise.all([shop.page.waitForEvent('download'), shop.button('save').click()]);
  const text = readFileSync(await saved.path(), 'utf8');
  expect(saved.suggestedFilename()).toMatch(/^chat-\d{4}-\d\d-\d\d\.html$/);
  for (const part of ['Is it dry inside?', 'Yes, &lt;b&gt;very&lt;/b&gt; dry.', 'Anna']) expect(text).toContain(part);
  await shop.page.setViewportSize({ width: 320, height: 640 });
  expect(await tooWide(shop.page)).toEqual([]);
});

test('[WI17] [WI63] [WI66] [WI67] [WI93] a part that cannot be fetched says so, and comes when one tries again; who does not want to wait is called, goes on on a phone, or gets an answer by e-mail', async () => {
  const scene = await beginStory(browser(), withNumber);
  const shop = await scene.shop();
  await shop.page.route(/\/widget\/form\.js/, (route) => route.abort(), { times: 1 });
  await shop.launcher.click();
  await shop.panel.getByText(shop.say('unreachable')).waitFor();
  await shop.button('again').click();
  await shop.button('start').waitFor();
  expect(scene.complaints()).toEqual([expect.stringContaining('ERR_FAILED')]);
  await shop.button('rather').click();
  await shop.panel.getByText(shop.say('awayBack')).waitFor();
  await shop.button('awayChat').click();
  await startChat(shop, { name: 'Eva', subject: 'Is it dry inside?' });
  await shop.button('ways').click();
  const number = shop.panel.getByRole('link', { name: shop.say('callNow', { number: '+4930123456' }), exact: true });
  expect(await number.getAttribute('href')).toBe('tel:+4930123456');
  expect(await axeFindings(shop.page)).toEqual([]);
  await shop.button('callMe').click();
  await shop.panel.getByLabel(shop.say('phone')).fill('+49 30 765');
  await shop.button('callMe').click();
  await shop.panel.getByText(shop.say('leftCall', { phone: '+49 30 765' })).waitFor();
  await shop.button('fileClose').click();
  await shop.button('ways').click();
  await shop.button('move').click();
  await shop.panel.getByRole('img', { name: shop.say('moveCode') }).waitFor();
  expect(await axeFindings(shop.page)).toEqual([]);
  const phone = await scene.shop({ viewport: { width: 390, height: 844 } });
  const link = await shop.panel.getByRole('link', { name: shop.say('moveLink') }).getAttribute('href');
  await phone.page.goto(link ?? '');
  await write(phone, 'From my phone.');
  for (const device of [phone, shop]) await seesBubble(device, 'From my phone.');
  expect(await phone.page.evaluate(() => navigator.serviceWorker.ready.then(({ scope }) => scope))).toMatch(/\/chat\/$/);
  await phone.page.goto(`${link}&x`);
  await phone.page.getByText(/5 minutes/).waitFor();
  await phone.page.getByRole('button', { name: 'OK', exact: true }).click();
  await seesBubble(phone, 'From my phone.');
  await shop.button('fileClose').click();
  await shop.button('mail').click();
  await shop.button('mailDo').click();
  await shop.panel.getByText(shop.say('needEmail')).waitFor();
  await shop.panel.getByLabel(shop.say('email')).fill('eva@example.com');
  expect(await axeFindings(shop.page)).toEqual([]);
  await shop.button('mailDo').click();
  await shop.panel.getByText(shop.say('leftAnswer', { email: 'eva@example.com' })).waitFor();
  await shop.button('newChat').waitFor();
  const kept = (await (await scene.world.staff('anna')).request('GET', '/api/messages')).body['messages'] as { email: string }[];
  expect(kept.toSorted((a, b) => (a.email < b.email ? -1 : 1))).toMatchObject([
    { email: '', phone: '+49 30 765', callback: true, text: 'Is it dry inside?' },
    { email: 'eva@example.com', text: 'Is it dry inside?\n\nFrom my phone.' },
  ]);
  await scene.close();
});

test('[WI20] two tabs have one socket; when the first is closed the other goes on', async () => {
  const shop = await scene().shop();
  const sockets: string[] = [];
  const count = (tab: WidgetPage) => tab.page.on('websocket', (socket) => sockets.push(socket.url()));
  count(shop);
  const anna = await talking(shop);
  const second = widgetOn(await scene().another(shop.page));
  count(second);
  await second.page.goto(shop.page.url());
  await seesAgent(second, 'Anna');
  await reply(anna, 'Eva', 'To both of you.');
  for (const tab of [shop, second]) await seesBubble(tab, 'To both of you.');
  expect(sockets.length).toBe(1);
  await shop.page.close();
  await reply(anna, 'Eva', 'Still there?');
  await seesBubble(second, 'Still there?');
  await write(second, 'Yes.');
  await seesBubble(second, 'Yes.');
  expect(sockets.length).toBe(2);
});

test('[WI23] [WI40] [WI62] [DT90] when nobody is there Eva leaves a message, which Anna marks as done and not done; as soon as somebody is there she is offered a chat', async () => {
  const scene = await beginStory(browser(), (text) =>
    text.replace('    origins: [self]\n', (line) => `${line}    offline: whenNobodyIsThere\n`),
  );
  const shop = await scene.shop();
  await shop.launcher.click();
  await shop.panel.getByText(shop.say('away'), { exact: true }).waitFor();
  await shop.button('leave').click();
  await shop.panel.getByText(shop.say('needEmail')).waitFor();
  await shop.panel.getByLabel(shop.say('name')).fill('Eva');
  await shop.panel.getByLabel(shop.say('email')).fill('eva@example.com');
  await shop.panel.getByRole('textbox', { name: shop.say('message') }).fill('Please <b>call</b> me.');
  await shop.panel.getByLabel(shop.say('leaveCall')).check();
  await shop.button('leave').click();
  await shop.panel.getByText(shop.say('needPhone')).waitFor();
  await shop.panel.getByLabel(shop.say('phone')).fill('+49 30 1234567');
  await shop.panel.locator('input[type=file]').setInputFiles({ name: 'order.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await shop.panel.getByRole('button', { name: shop.say('fileDrop', { name: 'order.pdf' }), exact: true }).waitFor();
  expect(await axeFindings(shop.page)).toEqual([]);
  await shop.button('leave').click();
  await shop.panel.getByText(shop.say('leftCall', { email: 'eva@example.com', phone: '+49 30 1234567' })).waitFor();

  const anna = await scene.agent('anna');
  await anna.button('rail.messages').click();
  const message = anna.page.getByText('Please <b>call</b> me.', { exact: true });
  await message.waitFor();
  await anna.page.getByText(anna.text('left.callback'), { exact: true }).waitFor();
  await anna.page.getByRole('link', { name: 'order.pdf' }).waitFor();
  expect(await axeFindings(anna.page)).toEqual([]);
  await anna.page.getByRole('button', { name: `${anna.text('left.done')} Eva`, exact: true }).click();
  await anna.page.getByText(anna.text('left.none.open')).waitFor();
  await anna.button('left.undo').click();
  await message.waitFor();
  await shop.button('leftMore').click();
  for (let n = 0; n < 2; n++) await shop.launcher.click(); // whoever looks again is told
  await shop.panel.getByText(shop.say('awayBack')).waitFor();
  await shop.button('awayChat').click();
  await shop.button('start').waitFor();
  await scene.close();
});

test('[WI24] [WI41] [DT91] [SV50] [UX-21] Eva sends where she is, then shares it, and stops; Anna sees it on the map of her centre, with what the page knows', async () => {
  const map = "map: { tiles: 'https://tiles.example/{z}/{x}/{y}.png', attribution: Harbour maps }\n";
  const scene = await beginStory(browser(), (text) => map + text.replace('    origins: [self]\n', (line) => `${line}    location: true\n`));
  const shop = await scene.shop({ geolocation: { latitude: 52.5163, longitude: 13.3777, accuracy: 11.4 }, permissions: ['geolocation'] });
  await shop.page.evaluate(() =>
    (globalThis as never as { patchbay: { context(values: object): void } }).patchbay.context({ policy: 'A-1733' }),
  );
  const anna = await scene.agent('anna');
  const tiles: string[] = [];
  await anna.page.route('https://tiles.example/**', (route) => {
    tiles.push(route.request().url());
    return route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>' });
  });
  await goReady(anna);
  await startChat(shop, { name: 'Eva', subject: 'My car has broken down.' });
  await anna.accept('Eva').click();
  await open(anna, 'Eva');
  await anna.page.getByText('A-1733', { exact: true }).waitFor();
  await shop.button('here').click();
  await shop.panel.getByText(shop.say('placeWithin', { n: 12 })).waitFor();
  expect(await axeFindings(shop.page)).toEqual([]);
  await shop.button('placeNo').click();
  await shop.button('placeNo').waitFor({ state: 'detached' });
  await shop.button('here').click();
  await shop.button('placeSend').click();
  await shop.panel.getByText(shop.say('located')).waitFor();
  await anna.page.getByText('52°30′58.7″N 13°22′39.7″E', { exact: true }).waitFor();
  expect(await anna.page.getByText('52.51630, 13.37770').count()).toBe(2); // in the transcript, and beside it
  await anna.page.getByText('Harbour maps').waitFor();
  await expect.poll(() => tiles.length).toBeGreaterThan(0);

  scene.world.clock.pass(6000); // one place in 5 s counts
  await shop.page.context().setGeolocation({ latitude: 52.52, longitude: 13.405, accuracy: 9 });
  await shop.button('here').click();
  await shop.button('placeLive').click();
  await anna.page.getByText('52.52000, 13.40500', { exact: true }).waitFor();
  await anna.page.getByText(anna.text('note.shares', { name: 'Eva' })).waitFor();
  await shop.button('placeStop').waitFor();
  expect([...(await axeFindings(anna.page)), ...(await axeFindings(shop.page))]).toEqual([]);
  await shop.button('placeStop').click();
  await anna.page.getByText(anna.text('note.sharesNoMore', { name: 'Eva' })).waitFor();
  await shop.button('placeStop').waitFor({ state: 'detached' });
  expect(await axeFindings(anna.page)).toEqual([]);
  await scene.close();
});

test('[WI42] [SV51] [WI15] [WI16] [WI22] [WI60] [WI64] [WI65] [WI68] an app shows the chat in a frame and speaks with it; a strict page with a wrapped fetch and changed prototypes bears it too, and so does one that keeps it in a frame', async () => {
  const pages: Record<string, { readonly body: string; readonly policy?: string }> = {};
  const host = createServer((request, response) => {
    const { body, policy } = pages[request.url ?? ''] ?? { body: '' };
    response.writeHead(200, { 'content-type': 'text/html', ...(policy && { 'content-security-policy': policy }) }).end(body);
  });
  await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
  const app = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
  const scene = await beginStory(browser(), (text) =>
    text
      .replace('origins: [self]', `origins: [self, '${app}']`)
      .replace(/^widgets:\n {2}shop:\n((?: {4}.*\n)+)/m, (shop, body: string) => `${shop}  second:\n${body}  third:\n${body}`),
  );
  const { url } = scene.world;
  const example = /```html\n([^]*?)```/.exec(readFileSync(new URL('../../docs/customer-api.md', import.meta.url), 'utf8'))?.[1] ?? '';
  pages['/app'] = { body: example.replaceAll('https://patchbay.example', url) };
  pages['/strict'] = {
    body: `<!doctype html><title>Strict</title><link rel="icon" href="data:,"><script async src="${url}/widget/loader.js" data-widget="demo/shop" data-at="auto auto 30px 40px"></script>`,
    policy: `default-src 'none'; script-src ${url}; connect-src ${url} ${url.replace('http', 'ws')}; img-src blob: data:`,
  };
  pages['/framed'] = {
    body: `<!doctype html><title>Framed</title><link rel="icon" href="data:,"><script src="${url}/widget/loader.js" data-widget="demo/second" data-mode="frame"></script>
      <script src="${url}/widget/loader.js" data-widget="demo/third" data-at="auto auto 30px 40px" data-keep="tab"></script>`,
  };
  const shop = await scene.shop();
  await shop.page.goto(`${app}/app`);
  const inside = shop.page.frameLocator('iframe');
  await inside.getByLabel(shop.say('name')).fill('Eva');
  await inside.getByLabel(shop.say('subject')).fill('From my app');
  await inside.getByRole('button', { name: shop.say('start'), exact: true }).click();
  await shop.page.getByText('waiting, 0 unread').waitFor();
  const anna = await scene.agent('anna');
  await goReady(anna);
  await anna.accept('Eva').click();
  await open(anna, 'Eva');
  await anna.page.getByText('A-1733', { exact: true }).waitFor();
  await shop.page.getByText('chatting, 0 unread').waitFor();
  expect(await inside.locator('patchbay-launcher').count()).toBe(0);
  await inside.getByRole('button', { name: shop.say('minimise'), exact: true }).click();
  await reply(anna, 'Eva', 'Hello app.');
  await shop.page.getByText('chatting, 1 unread').waitFor();

  const strict = widgetOn(await scene.another(shop.page));
  await strict.page.addInitScript(() => {
    const fetched = globalThis.fetch;
    Object.assign(globalThis, { fetch: (...given: Parameters<typeof fetch>) => fetched(...given) });
    Object.assign(Object.prototype, { polluted: 'yes', children: 'evil', token: 'evil' });
    Object.assign(Array.prototype, { polluted: () => 'yes' });
  });
  await strict.page.goto(`${app}/strict`);
  await startChat(strict, { name: 'Ida', subject: 'Is it strict here?' });
  await seesBubble(strict, 'Is it strict here?');
  const [launcher, panel] = [await strict.launcher.boundingBox(), await strict.panel.boundingBox()];
  const below = (box: typeof panel): number => Math.round(900 - (box?.y ?? 0) - (box?.height ?? 0));
  expect([launcher?.x, below(launcher), panel?.x, below(panel)]).toEqual([40, 30, 40, 106]);

  const page = await scene.another(shop.page);
  const cdp = await page.context().newCDPSession(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await cdp.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' });
  await cdp.send('Performance.enable');
  const launchers = page.locator('patchbay-launcher').getByRole('button');
  const workedMs = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? Number.NaN) * 1000;
  };
  const loadMs = async () => {
    const before = await workedMs();
    await page.goto(`${app}/framed`);
    await expect.poll(() => launchers.count()).toBe(2);
    return (await workedMs()) - before;
  };
  await expect.poll(loadMs).toBeLessThan(50); // its own work; what else the machine does can only add to it
  expect([...new Set(asked)]).toEqual(['/framed', '/widget/loader.js']);
  await launchers.nth(0).click();
  const framed = page.frameLocator('iframe');
  await framed.getByLabel(shop.say('name')).fill('Ulf');
  await framed.getByLabel(shop.say('subject')).fill('In a frame');
  await framed.getByRole('button', { name: shop.say('start'), exact: true }).click();
  await framed.locator('.bubble', { hasText: 'In a frame' }).waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('frame ');
  await page.reload();
  await framed.locator('.bubble', { hasText: 'In a frame' }).waitFor();
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
    (globalThis as never as { patchbays: Record<string, { open(): void }> }).patchbays['demo/third']?.open();
  });
  const second = page.locator('patchbay-chat').getByRole('dialog');
  await second.getByRole('button', { name: shop.say('start'), exact: true }).waitFor();
  await framed.getByRole('button', { name: shop.say('minimise'), exact: true }).click();
  await page.locator('iframe').waitFor({ state: 'hidden' });
  expect(await second.isVisible()).toBe(true);
  const kept = await page.evaluate(() => [localStorage, sessionStorage].map((store) => Object.keys(store).includes('patchbay:demo/third')));
  expect(kept).toEqual([false, true]);
  expect(await second.evaluate((panel) => getComputedStyle(panel).direction)).toBe('rtl');
  await anna.accept('Ulf').click();
  await open(anna, 'Ulf');
  await reply(anna, 'Ulf', 'Hello frame.');
  await page.getByRole('button', { name: /new message/ }).waitFor();
  await scene.close();
  host.closeAllConnections();
  host.close();
});
