import { copyFileSync } from 'node:fs';
import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hearsOn, listenIn, microphoneOf } from '../microphone.node.ts';
import { type CallableWorld, startCallableWorld } from '../telephony.node.ts';
import { openBrowser, type StoryBrowser } from './browser.node.ts';
import { type DesktopPage, desktopOn, goReady, signIn } from './browser-desktop.node.ts';

describe.skipIf(noCalls)('an agent who speaks with the browser', () => {
  const microphone = microphoneOf(660);
  let calls: CallableWorld;
  let browser: StoryBrowser;
  let anna: DesktopPage;

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
    await browser?.close();
    await calls?.close();
    microphone.remove();
  });

  test('[DT232] [DT234] [VO113] a customer calls, both hear each other, on hold there is music, after a reload they go on, and who hangs up ends it', async () => {
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
      .getByRole('article', { name: anna.text('call.label', { name: '+49301234' }) })
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

    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await stands('wrapUp').waitFor();
    await expect.poll(() => call.over).toBe(true);
    expect(browser.complaints()).toEqual([]);
  });
});
