import { hearsOn, listenIn, microphoneOf } from '@patchbay/testing/microphone.node.ts';
import { openBrowser, type StoryBrowser } from '@patchbay/testing/stories/browser.node.ts';
import { missing } from '@patchbay/voice/engines/installed.node.ts';
import type { MediaEngine, MediaEvent, MediaLegId, Place } from '@patchbay/voice/media/media.ts';
import { startMedia } from '@patchbay/voice/test/media.node.ts';
import { openVoice } from '@patchbay/voice/test/voice.node.ts';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Talk } from './talk.web.ts';

interface InPage {
  exchange: (offer: string) => Promise<string>;
  talking: { openTalk: (options: object) => Talk };
  talk: Talk;
}
const anna = 'anna' as MediaLegId;
const lobby: Place = { room: 'lobby/anna', muted: false, group: 'agent' };

describe.skipIf(missing().length > 0)('a browser that talks', () => {
  let media: { readonly engine: MediaEngine; readonly close: () => Promise<void> };
  let browser: StoryBrowser;
  let page: Page;
  const events: MediaEvent[] = [];
  const microphone = microphoneOf(660);
  /** Where the next offer of the page sits down. */
  let place = lobby;
  let answers = true;

  const opens = (): Promise<void> =>
    page.evaluate(() => {
      const all = globalThis as unknown as InPage;
      all.talk = all.talking.openTalk({ devices: { microphone: '', speaker: '' }, exchange: (offer: string) => all.exchange(offer) });
    });
  const stands = () => page.evaluate(() => (globalThis as unknown as InPage).talk.state.get());

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [new URL('./talk.web.ts', import.meta.url).pathname],
      ...{ bundle: true, write: false, format: 'iife', globalName: 'talking' },
    });
    const script = outputFiles[0]?.text ?? '';
    media = await startMedia((event) => events.push(event));
    browser = await openBrowser(microphone.args);
    page = await browser.page();
    await listenIn(page);
    await page.exposeFunction('exchange', async (offer: string) => {
      if (!answers) throw new Error('nobody there');
      return media.engine.takeBrowser(anna, offer, place);
    });
    await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: `<title>talk</title><script>${script}</script>` }));
    await page.goto('http://localhost/');
  });
  afterAll(async () => {
    await browser?.close();
    await media?.close();
    microphone.remove();
  });

  test('[VO108] [DT230] it waits in its lobby, hears and is heard in the room it is moved to, is muted, goes on after a reload, and its end is told', async () => {
    await opens();
    await expect.poll(stands).toEqual({ is: 'up' });
    expect(await media.engine.seats()).toEqual(new Map([[anna, lobby]]));
    const customer = await openVoice(440);
    customer.speaks(await media.engine.take('customer' as MediaLegId, customer.sdp(), { room: 'call', muted: false, group: 'customer' }));
    place = { ...lobby, room: 'call' };
    await media.engine.move(anna, place);
    await expect.poll(() => customer.hears()).toEqual([660]);
    await expect.poll(() => hearsOn(page)).toEqual([440]);

    await page.evaluate(() => (globalThis as unknown as InPage).talk.mute(true));
    await expect.poll(() => customer.hears()).toEqual([]);
    expect(await page.evaluate(() => (globalThis as unknown as InPage).talk.loudness())).toBeGreaterThan(0.05); // who speaks while muted is seen
    await page.evaluate(() => (globalThis as unknown as InPage).talk.mute(false));
    await expect.poll(() => customer.hears()).toEqual([660]);

    events.length = 0;
    await page.reload();
    await opens();
    await expect.poll(stands).toEqual({ is: 'up' });
    await expect.poll(() => customer.hears()).toEqual([660]);
    await expect.poll(() => hearsOn(page)).toEqual([440]);
    expect([...(await media.engine.seats()).keys()].toSorted()).toEqual(['anna', 'customer']);

    await expect(media.engine.takeBrowser(anna, 'v=0\r\n', place)).rejects.toThrow(); // a bad offer leaves the good line
    expect((await media.engine.seats()).get(anna)).toEqual(place);
    await expect.poll(() => customer.hears()).toEqual([660]);

    events.length = 0;
    await page.evaluate(() => (globalThis as unknown as InPage).talk.close());
    await expect.poll(() => events.at(-1)).toEqual({ is: 'lost', leg: anna });
    await expect.poll(() => customer.hears()).toEqual([]);
    customer.close();
    await media.engine.drop('customer' as MediaLegId);
  });

  test('[DT230] a server that does not answer, and a microphone that is refused, are told with what to do; the first is tried again by itself', async () => {
    answers = false;
    await opens();
    await expect.poll(stands).toEqual({ is: 'failed', trouble: 'noPath' });
    answers = true;
    await expect.poll(stands).toEqual({ is: 'up' });
    await page.evaluate(() => {
      (globalThis as unknown as InPage).talk.close();
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await opens();
    await expect.poll(stands).toEqual({ is: 'failed', trouble: 'microphoneRefused' });
    expect(browser.complaints()).toEqual([]);
  });
});
