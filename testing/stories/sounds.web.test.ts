import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { desktopOn, goReady, isIn } from './browser-desktop.node.ts';
import { beginStory, browserOfSuite } from './browser-suite.node.ts';

/** What a page has sounded and shown. */
interface Heard {
  heard: { begun: number; stopped: number; notices: string[]; closed: string[] };
}
/** In the page: counts tones and notices as the browser is asked for them. */
function listen(): void {
  const heard = { begun: 0, stopped: 0, notices: [] as string[], closed: [] as string[] };
  (globalThis as unknown as Heard).heard = heard;
  const { start, stop } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    heard.begun += 1;
    return start.call(this, when);
  };
  OscillatorNode.prototype.stop = function (when) {
    if (when === undefined) heard.stopped += 1; // at once, not at the end of the tone
    return stop.call(this, when);
  };
  class Notice {
    static permission = 'granted';
    static requestPermission = () => Promise.resolve('granted');
    onclick: unknown = null;
    readonly title: string;
    constructor(title: string) {
      this.title = title;
      heard.notices.push(title);
    }
    close() {
      heard.closed.push(this.title);
    }
  }
  Object.assign(globalThis, { Notification: Notice });
}
const heardOn = (page: Page) => page.evaluate(() => (globalThis as unknown as Heard).heard);

describe('the ear', () => {
  const browser = browserOfSuite();

  test('[DT69] [DT20] [UX-03] one of two windows rings; accepted in the other, it is silent, and both show the same', async () => {
    const scene = await beginStory(browser());
    const first = await scene.desktop();
    await first.page.context().addInitScript(listen);
    await first.page.reload();
    const { page } = first;
    await page.getByLabel(first.text('signIn.login'), { exact: true }).fill('anna');
    await page.getByLabel(first.text('signIn.password'), { exact: true }).fill('demo-anna-1');
    await page.keyboard.press('Enter');
    await first.state.waitFor();
    await goReady(first);
    const second = desktopOn(await browser().another(page));
    await second.page.goto(scene.world.url);
    await isIn(second, 'ready');
    await second.page.mouse.click(700, 600); // a click: it could sound

    const eva = await scene.world.customer('Eva');
    await eva.startsChat('Hello?');
    await Promise.all([first, second].map((desktop) => desktop.offer('Eva').waitFor()));
    await expect.poll(async () => (await heardOn(page)).begun).toBeGreaterThan(0);
    expect((await heardOn(second.page)).begun).toBe(0);
    await second.page.keyboard.press('F2');
    await second.heading('Eva').waitFor();
    await first.row('Eva').waitFor();
    expect(await first.offers.count()).toBe(0);
    const { begun } = await heardOn(page);
    await first.page.bringToFront();
    expect((await heardOn(page)).begun).toBe(begun);
    await scene.close();
  });

  test('[DT69] [UX-05] a hidden window that nobody touched for ten minutes is still ready, rings, and shows a notice that goes with the offer', async () => {
    const scene = await beginStory(browser());
    const desktop = await scene.desktop();
    const { page } = desktop;
    await page.context().addInitScript(listen);
    await page.reload();
    await page.getByLabel(desktop.text('signIn.login'), { exact: true }).fill('ben');
    await page.getByLabel(desktop.text('signIn.password'), { exact: true }).fill('demo-ben-1');
    await page.keyboard.press('Enter');
    await desktop.state.waitFor();
    await desktop.button('rail.settings').click();
    await page.getByRole('switch', { name: desktop.text('settings.notify.title') }).check();
    await desktop.button('rail.work').click();
    await goReady(desktop);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    scene.world.clock.pass(600_000);
    const eva = await scene.world.customer('Eva');
    await eva.startsChat('Hello?');
    await expect.poll(async () => (await heardOn(page)).notices).toEqual([desktop.text('notice.offer', { name: 'Eva' })]);
    expect((await heardOn(page)).begun).toBeGreaterThan(0);
    await expect.poll(() => page.locator('link[rel=icon]').getAttribute('href')).toContain('data:image/svg');
    await eva.leaves();
    await expect.poll(async () => (await heardOn(page)).closed).toEqual([desktop.text('notice.offer', { name: 'Eva' })]);
    await expect.poll(() => page.locator('link[rel=icon]').getAttribute('href')).not.toContain('data:');
    await scene.close();
  });
});
