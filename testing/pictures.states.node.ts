import { testClock } from './clock.ts';
import { ApiCustomer } from './customer.node.ts';
import { afternoon, type Language, second, shopAt, take } from './pictures.camera.node.ts';
import type { StoryBrowser } from './stories/browser.node.ts';
import { type DesktopPage, end, goReady, isIn } from './stories/browser-desktop.node.ts';
import { beginScene } from './stories/browser-scene.node.ts';

/** Three channels, room for many, a Not Ready that waits, wrap-ups that keep chats away, and agents of the team's own capacity. */
const roomy = (yaml: string) =>
  yaml
    .replace('afterReject: notReady', 'afterReject: notReady\n  pendingNotReady: true')
    .replace('afterWork: []', 'afterWork: [chat]')
    .replace(/ {4}defaultDisposition: .*\n/, '')
    .replaceAll(/, capacity: \{ chat: 3, voice: 1(, email: 3)? \}/g, '')
    .replace('capacity: { chat: 3 }', 'capacity: { chat: 8, email: 4, voice: 1 }');
const words = {
  en: { lunch: 'Lunch', why: 'Many are waiting.', solved: 'Problem solved' },
  de: { lunch: 'Mittagspause', why: 'Es warten viele.', solved: 'Problem gelöst' },
} as const;
/** A call would look for a microphone; a number rings anywhere. */
const anyNumber = { type: 'chooseDevice', device: { is: 'external', number: '+493055501' } };
const others = ['Ada Berg', 'Bo Lindt', 'Cy Young', 'Di Olsen', 'Ed Moser', 'Flo Haas'];

/** The states of an agent in pictures: a missed offer, Not Ready that waits, the channels, many offers, a state that a supervisor sets. */
export async function playStates(browser: StoryBrowser, language: Language): Promise<void> {
  const clock = testClock(afternoon);
  const scene = beginScene(browser, await shopAt(clock, roomy));
  const look = { language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' } as const;
  const anna = await scene.agent('anna', look);
  const { page, text } = anna;
  const pass = async (seconds: number) => {
    clock.pass(seconds * second);
    await page.clock.setFixedTime(clock.now());
  };
  const comes = async (name: string) => (await new ApiCustomer(scene.world.url, name).visits()).startsChat('Boots', { subject: 'Boots' });
  await pass(0);
  await page.evaluate(async (command) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'any-number' };
    await fetch('/api/commands', { method: 'POST', headers, body: JSON.stringify(command) });
  }, anyNumber);
  await goReady(anna);
  await pass(40);
  await comes('Noah Fischer');
  await anna.offer('Noah Fischer').waitFor();
  await pass(20);
  await anna.button('missed.ready').waitFor();
  await pass(7);
  await take(page, 'missed', language);

  await anna.button('missed.ready').click();
  await anna.accept('Noah Fischer').click();
  await anna.composer('Noah Fischer').waitFor();
  await anna.state.click();
  await page.getByRole('menuitem', { name: words[language].lunch, exact: true }).click();
  await anna.state.getByText(words[language].lunch).waitFor();
  await pass(9);
  await anna.state.click();
  await page.getByRole('button', { name: text('undo'), exact: true }).waitFor();
  await take(page, 'pending', language);
  await page.getByRole('button', { name: text('undo'), exact: true }).click();
  await isIn(anna, 'busy');

  await anna.state.click();
  await page.getByRole('menuitem', { name: text('channels.title') }).click();
  const dialog = page.getByRole('dialog', { name: text('channels.title') });
  await dialog.getByLabel(text('channels.quiet')).click();
  await dialog.getByText(text('channels.blocked.doNotDisturb')).first().waitFor();
  await pass(75);
  await take(page, 'channels', language);
  await dialog.getByLabel(text('channels.quiet')).click();
  await page.keyboard.press('Escape');

  await openWhy(anna);
  const why = page.getByText(text('why.order.onlyOne'));
  const toWhy = () => why.evaluate((line) => line.closest('section')?.scrollIntoView({ block: 'nearest' }));
  await toWhy();
  await take(page, 'why', language, async () => {
    await anna.button('pane.context').click();
    await toWhy();
  });
  await end(anna);
  await isIn(anna, 'afterWork');
  await pass(6);
  await anna.state.click();
  await page.getByRole('menuitem', { name: text('state.ready'), exact: true }).click();
  await page.getByText(text('wrapUp.missing')).waitFor();
  await take(page, 'disposition', language);
  await anna.disposition.click(); // the list has closed with the change of size
  await page.getByRole('option', { name: words[language].solved, exact: true }).click();
  await anna.button('wrapUp.submit').click();
  await isIn(anna, 'ready');

  for (const name of others) {
    await comes(name);
    await anna.offer(name).waitFor();
    await pass(1);
  }
  await anna.button('list.narrow').click();
  await page.getByText(text('offer.pager', { from: 1, to: 5, count: 6 })).waitFor();
  await take(page, 'offers', language);

  const ben = await scene.agent('ben', look);
  await ben.page.clock.setFixedTime(clock.now());
  const sam = await scene.agent('sam', look);
  await sam.page.clock.setFixedTime(clock.now());
  await sam.page.goto(`${scene.world.url}/team`);
  const row = sam.page.getByRole('row', { name: /Ben Okafor/ });
  await row.getByRole('button', { name: new RegExp(`^${text('team.set')}`) }).click();
  await sam.page.getByRole('dialog').getByLabel(text('team.why')).fill(words[language].why);
  await take(sam.page, 'set-state', language);
  await sam.page
    .getByRole('dialog')
    .getByRole('button', { name: text('team.set'), exact: true })
    .click();
  await ben.page.getByText(words[language].why).first().waitFor();
  await take(ben.page, 'forced', language);
  await scene.close();
}

/** Why it came to this agent, folded open beside the conversation. */
async function openWhy({ page, button, text }: DesktopPage): Promise<void> {
  await button('why.title').click();
  await page.getByText(text('why.order.onlyOne')).waitFor();
}
