import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemIds } from '@patchbay/base/clock.node.ts';
import { demoCentre } from '@patchbay/server/demo.node.ts';
import { startServer } from '@patchbay/server/server.node.ts';
import { startPostgres } from '@patchbay/supervisor/postgres.node.ts';
import type { Page } from '@playwright/test';
import { pino } from 'pino';
import { type TestClock, testClock } from './clock.ts';
import { ApiCustomer } from './customer.node.ts';
import { scripts } from './pictures.script.ts';
import { openBrowser, type StoryBrowser } from './stories/browser.node.ts';
import { type DesktopPage, end, goReady, open, reply, seesMessage, signIn } from './stories/browser-desktop.node.ts';
import { beginScene, type Look, type Scene } from './stories/browser-scene.node.ts';
import { seesBubble, startChat, type WidgetPage, write } from './stories/browser-widget.node.ts';

type Language = keyof typeof scripts;

const second = 1000;
const afternoon = Date.UTC(2026, 8, 24, 12, 2, 11); // a Thursday in September, 14:02 at the harbour
const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
/** The pages beside the work, as those see them who use them most. */
const pages = { sam: ['team', 'queues', 'day', 'contacts', 'settings', 'check'], ada: ['widgets'] } as const;

/** `npm run pictures`: plays a scene at the shop in both languages and draws it for docs/screenshots. */
mkdirSync(folder, { recursive: true });
const browser = await openBrowser();
try {
  for (const language of ['en', 'de'] as const) await play(browser, language);
} finally {
  await browser.close();
}
const complaints = browser.complaints();
if (complaints.length) throw new Error(complaints.join('\n'));

async function play(browser: StoryBrowser, language: Language): Promise<void> {
  const clock = testClock(afternoon);
  const scene = beginScene(browser, await shopAt(clock));
  const { first, main, meanwhile, notes, disposition } = scripts[language];
  const look = { language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' } as const;
  const anna = await scene.desktop(look);
  const shop = await scene.shop(look);
  const pass = async (seconds: number) => {
    clock.pass(seconds * second);
    for (const { page } of [anna, shop]) await page.clock.setFixedTime(clock.now());
  };
  await pass(0);
  await anna.page.reload();
  await take(anna.page, 'sign-in', language);
  await signIn(anna, 'anna');
  await goReady(anna);
  await pass(95);
  await take(anna.page, 'idle', language);

  const noah = await new ApiCustomer(scene.world.url, first.name).visits();
  await noah.startsChat(first.subject, { email: first.email, subject: first.subject });
  await accept(anna, first.name);
  for (const line of first.talk) {
    await pass(24);
    await reply(anna, first.name, line.slice(2));
    await noah.hears(line.slice(2));
  }
  await pass(47);
  await startChat(shop, main);
  await anna.offer(main.name).waitFor();
  await pass(7);
  await take(anna.page, 'offer', language);

  await accept(anna, main.name);
  for (const line of main.talk) {
    await pass(19);
    await say(anna, shop, main.name, line);
  }
  await noah.says(meanwhile);
  await anna.notes.fill(notes);
  await anna.composer(main.name).focus();
  await pass(31);
  await take(shop.page, 'widget', language);
  await take(anna.page, 'chat', language);

  await pagesOf(scene, clock, look);

  await end(anna);
  await anna.button('wrapUp.extend').waitFor();
  await anna.disposition.click();
  await anna.page.getByRole('option', { name: disposition, exact: true }).click();
  await pass(11);
  await take(anna.page, 'wrap-up', language);
  await scene.close();
}

async function pagesOf(
  scene: Scene<{ readonly url: string; close(): Promise<void> }>,
  clock: TestClock,
  look: Look & { language: Language },
) {
  for (const [login, names] of Object.entries(pages)) {
    const { page } = await scene.agent(login, look);
    await page.clock.setFixedTime(clock.now());
    for (const name of names) {
      await page.goto(`${scene.world.url}/${name}`);
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      if (name === 'widgets') await page.locator('iframe').first().contentFrame().getByRole('button').first().waitFor();
      await take(page, name, look.language);
    }
    await page.context().close();
  }
}

async function accept(desktop: DesktopPage, customer: string): Promise<void> {
  await desktop.accept(customer).click();
  await open(desktop, customer);
  await desktop.composer(customer).waitFor();
}

async function say(desktop: DesktopPage, shop: WidgetPage, customer: string, line: string): Promise<void> {
  const text = line.replace(/^> /, '');
  if (line === text) await write(shop, text);
  else await reply(desktop, customer, text);
  await seesMessage(desktop, text);
  await seesBubble(shop, text);
}

/** One state as the documents show it: light and dark, on a phone, and in German. */
async function take(page: Page, name: string, language: Language): Promise<void> {
  await page.mouse.move(0, 0);
  const draw = async (kind: string) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}${kind}.png`), animations: 'disabled' });
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await draw(language === 'de' ? '.de' : '.light');
  if (language === 'de') return;
  if (name === 'chat') await draw('');
  await page.setViewportSize(phone);
  await draw('.phone');
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'dark' });
  await draw('.dark');
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The demo centre on a server and a database of its own. */
async function shopAt(clock: TestClock): Promise<{ readonly url: string; close(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'patchbay-pictures-'));
  const postgres = await startPostgres({ folder: data, fsync: false });
  const yaml = readFileSync(new URL('../config/demo.yaml', import.meta.url), 'utf8');
  const server = await startServer({
    url: postgres.url,
    data,
    port: 0,
    host: '127.0.0.1',
    clock,
    ids: systemIds(clock),
    log: pino({ level: 'error' }),
    prepare: async (url) => void (await demoCentre(url, yaml)),
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    async close() {
      await server.close();
      await postgres.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
