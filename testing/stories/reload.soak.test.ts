import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cable, hearsOn, listenIn, microphoneOf } from '../microphone.node.ts';
import { type CallableWorld, startCallableWorld } from '../telephony.node.ts';
import { openBrowser, type StoryBrowser } from './browser.node.ts';
import { type DesktopPage, desktopOn, goReady, signIn } from './browser-desktop.node.ts';

const reloads = 20;

describe.skipIf(noCalls)('a call whose agent reloads the page again and again', () => {
  const microphone = microphoneOf(660);
  let calls: CallableWorld;
  let browser: StoryBrowser;
  let anna: DesktopPage;
  const both = async (): Promise<void> => {
    await expect.poll(() => calls.carrier.voice.hears(), { interval: 20 }).toEqual([660]);
    await expect.poll(() => hearsOn(anna.page), { interval: 20 }).toEqual([440]);
  };

  beforeAll(async () => {
    calls = await startCallableWorld();
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

  test('[VO108] [DT234] goes on each time; how long both were without the other is told (UX-02: at most 3 s)', async () => {
    const { page } = anna;
    const { carrier } = calls;
    await page.getByRole('button', { name: anna.text('me.menu', { name: 'Anna Winter' }) }).click();
    await page.getByRole('menuitem', { name: anna.text('talk.title') }).click();
    const connected = page.waitForResponse((response) => response.url().endsWith('/api/audio') && response.ok());
    await page.getByRole('radio', { name: anna.text('talk.device.browser') }).click();
    await connected;
    await page.keyboard.press('Escape');
    await goReady(anna);
    const call = carrier.calls('+4930123456');
    await page
      .getByRole('article', { name: anna.text('call.label', { name: '030 1234' }) })
      .locator('visible=true')
      .waitFor();
    await page.keyboard.press('F2');
    await both();
    const times: number[] = [];
    for (let n = 0; n < reloads; n++) {
      carrier.voice.forgets();
      const began = performance.now();
      await page.reload({ waitUntil: 'commit' });
      await both();
      times.push(performance.now() - began);
      expect(call.over).toBe(false);
    }
    const sorted = times.toSorted((a, b) => a - b).map(Math.round);
    console.log(
      JSON.stringify({ reloads, audioBackP50Ms: sorted[reloads / 2], audioBackP95Ms: sorted[Math.floor(reloads * 0.95)], all: sorted }),
    );
  });

  test('[DT230] [DT247] [VO31] the microphone is pulled out in mid-call: agent and server are told at once, the customer hears music; with another one both go on (UX-07)', async () => {
    const { page } = anna;
    const { carrier } = calls;
    const call = carrier.call();
    const told = page.getByRole('alert').filter({ hasText: anna.text('talk.trouble.noMicrophone') });
    const failed = page.waitForResponse((response) => response.url().endsWith('/api/audio/failed') && response.ok());
    const began = performance.now();
    await cable(page).out();
    await told.waitFor();
    console.log(JSON.stringify({ microphoneToldMs: Math.round(performance.now() - began) }));
    await failed; // from now on no calls come [AG23]
    await expect.poll(() => carrier.voice.hears().includes(660)).toBe(false);
    carrier.voice.forgets();
    await cable(page).in();
    await both();
    await told.waitFor({ state: 'detached' });
    expect(call?.over).toBe(false);
    carrier.hangsUp();
    await page
      .getByRole('status')
      .filter({ hasText: anna.text('call.status.wrapUp') })
      .waitFor();
  });
});
