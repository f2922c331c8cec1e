import { describe, expect, test } from 'vitest';
import type { ApiCustomer } from '../customer.node.ts';
import { axeFindings } from './browser-checks.node.ts';
import { type DesktopPage, goReady, open, seesMessage } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const line = (n: number) =>
  `${n}: this is one of many lines, and long enough to be broken into two or three of them where the window is narrow`;

describe('a long conversation', () => {
  const scene = sceneOfSuite();
  let anna: DesktopPage;
  let eva: ApiCustomer;

  test('[DT35] its end stays in sight in a window that gets narrow and wide again; who reads above is left alone and told', async () => {
    anna = await scene().agent('anna', { reducedMotion: 'reduce' });
    await goReady(anna);
    eva = await scene().world.customer('Eva');
    await eva.startsChat('Hello');
    await anna.accept('Eva').click();
    await open(anna, 'Eva');
    for (let n = 1; n <= 9; n++) await eva.says(line(n));
    await seesMessage(anna, line(9));
    await expect.poll(() => fromEnd(anna)).toBeLessThan(2);

    for (const [width, height] of [
      [390, 844],
      [320, 500],
      [1440, 900],
    ] as const) {
      await anna.page.setViewportSize({ width, height });
      await anna.page.evaluate(settled);
      await expect.poll(() => fromEnd(anna)).toBeLessThan(2);
      await seesMessage(anna, line(9));
    }

    await anna.page.setViewportSize({ width: 390, height: 500 });
    await anna.transcript.hover();
    await anna.page.mouse.wheel(0, -600);
    await expect.poll(() => fromEnd(anna)).toBeGreaterThan(100);
    const before = await fromEnd(anna);
    await eva.says('And one more.');
    await anna.button('chat.new', { count: '1' }).waitFor();
    expect(await fromEnd(anna)).toBeGreaterThanOrEqual(before);
    await anna.button('chat.new', { count: '1' }).click();
    await seesMessage(anna, 'And one more.');
    await expect.poll(() => fromEnd(anna)).toBeLessThan(2);
  });

  test('[DT191] earlier messages that do not come are said to be missing, and come with another try', async () => {
    await anna.page.setViewportSize({ width: 1440, height: 900 });
    for (let n = 10; n <= 60; n++) await eva.says(line(n));
    await seesMessage(anna, line(60));
    await anna.composer('Eva').fill('All of it is read.');
    await anna.composer('Eva').press('Enter');
    await seesMessage(anna, 'All of it is read.');
    await anna.page.route(/timeline\?.*before=/, (route) => route.abort());
    await anna.page.reload(); // then the newest fifty lines are read
    await seesMessage(anna, 'All of it is read.');
    const said = anna.page.getByRole('alert').getByText(anna.text('asked.older'), { exact: false });
    await expect.poll(async () => (await toTop(anna), said.count())).toBe(1);
    expect(await axeFindings(anna.page)).toEqual([]);
    await anna.page.unroute(/timeline\?.*before=/);
    const again = anna.transcript.locator('button[aria-busy=false]').filter({ hasText: anna.text('again') });
    const triesAgain = async () => (await again.count()) > 0 && (await again.click()); // a try that a busy machine does not answer in 8 s is over
    await expect.poll(async () => (await triesAgain(), said.count())).toBe(0);
    expect(await fromEnd(anna)).toBeGreaterThan(1000); // what was looked at stays in sight
    const first = anna.messages.filter({ hasText: /(?<!\d)1: this is one of many/ });
    await expect.poll(async () => (await toTop(anna), first.count())).toBe(1);
    expect(
      scene()
        .complaints()
        .filter((one) => !one.endsWith('net::ERR_FAILED')),
    ).toEqual([]); // what was aborted
  });

  test('[DT300] on a phone with its keyboard open one reads and writes; the rest comes back when the field is left', async () => {
    const phone = await scene().agent('ben', { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    await goReady(phone);
    const noah = await scene().world.customer('Noah');
    await noah.startsChat('Hello');
    await phone.accept('Noah').click();
    await phone.heading('Noah').waitFor(); // accepting opens it; the list is on another pane
    for (let n = 1; n <= 4; n++) await noah.says(line(n));
    await seesMessage(phone, line(4));
    await phone.composer('Noah').click();
    const handOver = phone.page.getByRole('button', { name: phone.text('hand.open') });
    await handOver.waitFor();
    await phone.page.setViewportSize({ width: 390, height: 430 }); // what the keyboard leaves
    await handOver.waitFor({ state: 'hidden' });
    await expect.poll(() => phone.transcript.evaluate((log) => log.clientHeight)).toBeGreaterThan(180);
    await phone.composer('Noah').fill('From the train.');
    await phone.page.getByRole('button', { name: phone.text('chat.sendTo', { name: 'Noah' }) }).click();
    await seesMessage(phone, 'From the train.');
    await phone.composer('Noah').blur();
    await handOver.waitFor();
  });
});

const toTop = ({ transcript }: DesktopPage) => transcript.evaluate((log) => log.scrollTo(0, 0));

/** How many pixels of the transcript are below what one sees. */
const fromEnd = ({ transcript }: DesktopPage) => transcript.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);

/** In the page: some frames later all lines have their new height. */
async function settled(): Promise<void> {
  for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
}
