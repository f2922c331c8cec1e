import { type TestClock, testClock } from './clock.ts';
import { ApiCustomer } from './customer.node.ts';
import { playCall } from './pictures.calls.node.ts';
import { afternoon, type Language, second, shopAt, take } from './pictures.camera.node.ts';
import { playMails } from './pictures.mails.node.ts';
import { scripts } from './pictures.script.ts';
import { playStates } from './pictures.states.node.ts';
import { openBrowser, type StoryBrowser } from './stories/browser.node.ts';
import { type DesktopPage, end, goReady, open, reply, seesMessage, signIn } from './stories/browser-desktop.node.ts';
import { beginScene, type Look, type Scene } from './stories/browser-scene.node.ts';
import { seesBubble, startChat, type WidgetPage, write } from './stories/browser-widget.node.ts';

/** The pages beside the work, as those see them who use them most. */
const pages = { sam: ['team', 'queues', 'day', 'contacts', 'settings', 'check'], ada: ['widgets'] } as const;

const only = process.argv[2];

/** `npm run pictures`: plays scenes at the shop in both languages and draws them for docs/screenshots; `-- states`, `-- mails` and `-- calls` only those. */
const browser = await openBrowser();
try {
  for (const language of ['en', 'de'] as const) {
    if (!only) await play(browser, language);
    if (!only || only === 'states') await playStates(browser, language);
    if (!only || only === 'mails') await playMails(browser, language);
    if (!only || only === 'calls') await playCall(language);
  }
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
