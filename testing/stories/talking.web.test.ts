import { copyFileSync } from 'node:fs';
import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hearsOn, listenIn, microphoneOf } from '../microphone.node.ts';
import { openPhone, type Phone } from '../phone.node.ts';
import { type CallableWorld, startCallableWorld } from '../telephony.node.ts';
import { openBrowser, type StoryBrowser } from './browser.node.ts';
import { type DesktopPage, desktopOn, goReady, signIn } from './browser-desktop.node.ts';

describe.skipIf(noCalls)('an agent who speaks with the browser', () => {
  const microphone = microphoneOf(660);
  let calls: CallableWorld;
  let browser: StoryBrowser;
  let anna: DesktopPage;
  const phones: Phone[] = [];

  beforeAll(async () => {
    calls = await startCallableWorld();
    copyFileSync(new URL('../../channels/voice/test/tones/1300.opus', import.meta.url), `${calls.setup.folder}/sounds/hold.opus`);
    browser = await openBrowser(microphone.args);
    const page = await browser.page();
    await listenIn(page);
    anna = desktopOn(page);
    await page.goto(calls.world.url);
    await signIn(anna, 'anna');
  });
  afterAll(async () => {
    for (const phone of phones) phone.close();
    await browser?.close();
    await calls?.close();
    microphone.remove();
  });

  /** A colleague at a desk phone, with a customer of their own. */
  const secondCall = async () => {
    const at = { edge: calls.setup.places.sip };
    const desk = await openPhone({ ...at, user: 'desk-ben.demo', password: 'phone-ben-1', tone: 1300 });
    const customer = await openPhone({ ...at, user: 'desk-anna.demo', password: 'phone-anna-1', tone: 1000 });
    phones.push(desk, customer);
    await desk.registers();
    const ben = await calls.world.agent('ben');
    await ben.does({ type: 'setReady', channel: 'voice' });
    customer.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('anonymous');
    desk.lifts();
    await expect.poll(() => [customer.voice.hears(), desk.voice.hears()]).toEqual([[1300], [1000]]);
    return [customer, desk] as const;
  };

  test('[DT232] [DT234] [VO113] [VO118] a customer calls, both hear each other, on hold there is music, after a reload they go on; with a call at a desk phone beside it Janus and rtpengine are killed and all go on; who hangs up ends it', async () => {
    const { page } = anna;
    const { carrier } = calls;
    const stands = (is: string) => page.getByRole('status').filter({ hasText: anna.text(`call.status.${is}`) });
    const connects = () => page.waitForResponse((response) => response.url().endsWith('/api/audio') && response.ok());
    const talk = async () => {
      await expect.poll(() => carrier.voice.hears()).toEqual([660]);
      await expect.poll(() => hearsOn(page)).toEqual([440]);
    };
    await page.getByRole('button', { name: anna.text('me.menu', { name: 'Anna Winter' }) }).click();
    await page.getByRole('menuitem', { name: anna.text('talk.title') }).click();
    const connected = connects();
    await page.getByRole('radio', { name: anna.text('talk.device.browser') }).click();
    await connected;
    await page.keyboard.press('Escape');
    await goReady(anna);

    const call = carrier.calls('+4930123456');
    await page
      .getByRole('article', { name: anna.text('call.label', { name: '030 1234' }) })
      .locator('visible=true')
      .waitFor();
    await expect.poll(() => carrier.voice.hears()).toEqual([1300]);
    await page.keyboard.press('F2');
    await stands('connected').waitFor();
    await talk();

    await page.keyboard.press('F4');
    await stands('held').waitFor();
    await expect.poll(() => carrier.voice.hears()).toEqual([1300]);
    await page.keyboard.press('F4');
    await stands('connected').waitFor();
    await talk();

    const again = connects();
    await page.reload();
    await again;
    await talk();
    await stands('connected').waitFor();
    expect(call.over).toBe(false);

    const [customer, desk] = await secondCall();
    for (const engine of ['janus', 'rtpengine'] as const) {
      await calls.kill(engine);
      for (const { voice } of [carrier, customer, desk]) voice.forgets();
      await talk();
      await expect.poll(() => [customer.voice.hears(), desk.voice.hears()]).toEqual([[1300], [1000]]);
      await stands('connected').waitFor();
    }
    expect([call.over, customer.call()?.over, desk.call()?.over]).toEqual([false, false, false]);
    await page.keyboard.press('F4');
    await stands('held').waitFor();
    await page.keyboard.press('F4');
    await stands('connected').waitFor();
    await talk();

    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await stands('wrapUp').waitFor();
    await expect.poll(() => call.over).toBe(true);
    expect(browser.complaints()).toEqual([]);
  });
});
