import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { leftAt } from '@patchbay/voice/test/left.node.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ApiAgent } from '../agent.node.ts';
import { nothing } from '../many-calls.node.ts';
import { hearsOn, listenIn, microphoneOf } from '../microphone.node.ts';
import { openPhone, type Phone } from '../phone.node.ts';
import { openBrowser, type StoryBrowser } from '../stories/browser.node.ts';
import { type DesktopPage, desktopOn, goReady, signIn } from '../stories/browser-desktop.node.ts';
import { PARTS, type Product, startProduct } from './calls.node.ts';

describe.skipIf(noCalls)('with a call in a browser and one at a desk phone', () => {
  const microphone = microphoneOf(660);
  let product: Product;
  let browser: StoryBrowser;
  let anna: DesktopPage;
  const phones: Phone[] = [];
  let [guest, other, desk]: Phone[] = [];

  const phone = async (key: string, tone: number) => {
    const one = await openPhone({
      edge: product.setup.places.sip,
      user: `${key}.demo`,
      password: `demo-phone-${key.replace('desk-', '')}-1`,
      tone,
    });
    phones.push(one);
    await one.registers();
    return one;
  };
  const stands = (is: string) => anna.page.getByRole('status').filter({ hasText: anna.text(`call.status.${is}`) });
  /** All four hear whom they should, and nothing else, from now on. */
  const talk = async () => {
    for (const { voice } of phones) voice.forgets();
    await expect.poll(() => guest?.voice.hears()).toEqual([660]);
    await expect.poll(() => hearsOn(anna.page)).toEqual([440]);
    await expect.poll(() => [other?.voice.hears(), desk?.voice.hears()]).toEqual([[1300], [1000]]);
  };
  let agent: ApiAgent;
  const ben = async () => {
    const one = new ApiAgent(product.url, 'ben', 'demo-ben-1');
    await one.signsIn();
    await one.opens();
    one.keepsConnected(async (open) => {
      const opens = () =>
        open().then(
          () => true,
          () => false, // the server cannot yet
        );
      await vi.waitUntil(opens, { timeout: 120_000, interval: 50 });
    });
    return one;
  };

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser(microphone.args);
    const page = await browser.page();
    await listenIn(page);
    anna = desktopOn(page);
    await page.goto(product.url);
    await signIn(anna, 'anna');
  }, 300_000);
  afterAll(async () => {
    agent?.goesHome();
    await browser?.close();
    for (const one of phones) one.close();
    await product?.close();
    microphone.remove();
  });

  test('both calls are up', async () => {
    const { page } = anna;
    const connected = page.waitForResponse((response) => response.url().endsWith('/api/audio') && response.ok());
    await page.getByRole('button', { name: anna.text('me.menu', { name: 'Anna Winter' }) }).click();
    await page.getByRole('menuitem', { name: anna.text('talk.title') }).click();
    await page.getByRole('radio', { name: anna.text('talk.device.browser') }).click();
    await connected;
    await page.keyboard.press('Escape');
    await goReady(anna);
    guest = await phone('guest', 440);
    guest.calls('+4930123456');
    const offered = new RegExp(`^${anna.text('call.label', { name: '|' }).split('|')[0]}`);
    await page.getByRole('article', { name: offered }).locator('visible=true').waitFor();
    await page.keyboard.press('F2');
    await stands('connected').waitFor();
    desk = await phone('desk-ben', 1300);
    other = await phone('desk-anna', 1000);
    agent = await ben();
    await agent.does({ type: 'setReady', channel: 'voice' });
    other.calls('+4930123456');
    await expect.poll(() => desk?.rings()?.who).toBe('anonymous');
    desk.lifts();
    await talk();
  });

  test.each(PARTS)('[VO116] [VO117] [VO118] [VO119] [VO120] %s is killed: all talk on, and states and buttons are true', async (part) => {
    const began = performance.now();
    const working = product.kill(part).then(() => performance.now() - began);
    await talk();
    const heard = performance.now() - began;
    const works = await working;
    await talk();
    console.log(
      `${part}: heard ${Math.round(heard)} ms after its death, all works after ${Math.round(works)} ms, sure after ${Math.round(performance.now() - began)} ms`,
    );
    await anna.page.keyboard.press('F4');
    await stands('held').waitFor();
    await expect.poll(() => guest?.voice.hears().includes(660)).toBe(false);
    await anna.page.keyboard.press('F4');
    await stands('connected').waitFor();
    const id = await agent.sees('the call', (a) => a.chats.find((c) => (c.channel as string) === 'voice' && c.at.stage === 'active')?.id);
    await agent.does({ type: 'hold', interaction: id });
    await expect.poll(() => other?.voice.hears().includes(1300)).toBe(false);
    await agent.does({ type: 'resume', interaction: id });
    await talk();
    expect(phones.map((one) => one.call()?.over)).toEqual([false, false, false]);
  });

  test('[VO121] afterwards they hang up, and nothing is left but the lobby of the browser', async () => {
    await anna.page.keyboard.press('F9');
    await anna.page.keyboard.press('F9');
    await stands('wrapUp').waitFor();
    other?.hangsUp();
    await expect.poll(() => phones.map((one) => one.call()?.over)).toEqual([true, true, true]);
    const { rtpengine, rows } = nothing;
    await expect
      .poll(async () => ({ ...(await leftAt(product.setup)), rows: await product.rows() }))
      .toEqual({ rtpengine, rows, seats: 1, rooms: 1 });
  });
});
