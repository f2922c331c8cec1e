import { hearsOn, listenIn, microphoneOf } from './microphone.node.ts';
import { type Language, shopAt, take } from './pictures.camera.node.ts';
import { openBrowser } from './stories/browser.node.ts';
import { goReady, signIn } from './stories/browser-desktop.node.ts';
import { beginScene } from './stories/browser-scene.node.ts';
import { makeCallable } from './telephony.node.ts';
import { demo } from './world.node.ts';

/** A call in pictures, as it is: the engines run, a carrier calls, and both are heard before the call is drawn. */
export async function playCall(language: Language): Promise<void> {
  const microphone = microphoneOf(660);
  const calls = await makeCallable(({ clock, yaml, telephony }) => shopAt(clock, () => yaml(demo), telephony));
  const browser = await openBrowser(microphone.args);
  const scene = beginScene(browser, calls.world);
  const anna = await scene.desktop({ language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  const { page, text } = anna;
  try {
    await listenIn(page);
    await page.reload();
    await anna.button('signIn.submit').waitFor();
    await signIn(anna, 'anna');
    await page.getByRole('button', { name: text('me.menu', { name: 'Anna Winter' }) }).click();
    await page.getByRole('menuitem', { name: text('talk.title') }).click();
    const connected = page.waitForResponse((response) => response.url().endsWith('/api/audio') && response.ok());
    await page.getByRole('radio', { name: text('talk.device.browser') }).click();
    await connected;
    await take(page, 'devices', language);
    await page.keyboard.press('Escape');
    await anna.button('talk.right').click();
    await goReady(anna);
    calls.carrier.calls('+4930123456');
    await page
      .getByRole('article', { name: text('call.label', { name: '030 1234' }) })
      .locator('visible=true')
      .waitFor();
    await take(page, 'call-offer', language);
    await page.keyboard.press('F2');
    while ((await hearsOn(page))[0] !== 440) await page.waitForTimeout(200);
    await take(page, 'call', language);
    await page.keyboard.press('F4');
    await page
      .getByRole('status')
      .filter({ hasText: text('call.status.held') })
      .waitFor();
    await take(page, 'call-held', language);
    await page.keyboard.press('F4');
    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await page
      .getByRole('status')
      .filter({ hasText: text('call.status.wrapUp') })
      .waitFor();
    await page.getByRole('button', { name: text('dial.title'), exact: true }).click();
    await page.getByRole('tab', { name: text('dial.tab.colleagues') }).click();
    await page.getByRole('list', { name: text('dial.tab.colleagues') }).waitFor();
    await take(page, 'directory', language);
    await page.getByRole('tab', { name: text('dial.tab.recents') }).click();
    await page.getByRole('list', { name: text('dial.tab.recents') }).waitFor();
    await take(page, 'recents', language);
  } finally {
    await browser.close();
    await calls.close();
    microphone.remove();
  }
}
