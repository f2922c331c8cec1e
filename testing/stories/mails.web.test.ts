import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../clock.ts';
import { type MailWorld, mailWorld, writes } from '../mails.node.ts';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { beginScene, type Scene } from './browser-scene.node.ts';
import { browserOfSuite } from './browser-suite.node.ts';

const browser = browserOfSuite();
let scene: Scene<MailWorld>;
beforeAll(async () => {
  scene = beginScene(browser(), await mailWorld({ clock: testClock(Date.now()) }));
});
afterAll(() => scene.close());

test('[EM114] [EM120] [EM138] a mail is taken from the queue and answered with formats and a link; the draft outlives a reload, and what was sent is what was written', async () => {
  const { world } = scene;
  await writes(world, { subject: 'Where is my tent?' });
  const anna = await scene.agent('anna');
  const { page } = anna;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('button', { name: /^Take/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Where is my tent?' }).waitFor();
  await page.getByText('Where is it?').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button('Reply').click();
  const text = page.getByRole('textbox', { name: 'Your text', exact: true });
  await text.click();
  await page.keyboard.type('It comes ');
  await page.keyboard.press('Alt+F10');
  await expect.poll(() => button('Bold').evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => text.evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.type('tomorrow');
  await button('Bold').click();
  await page.keyboard.type(', see ');
  await button('Link').click();
  const address = page.getByRole('textbox', { name: 'Address of the link' });
  await address.fill('javascript:alert(1)');
  await address.press('Enter');
  await page.getByText('This is no address.').waitFor();
  await address.fill('harbour.example/way');
  await address.press('Enter');
  await text.getByRole('link', { name: 'harbour.example/way' }).waitFor();
  await page.getByText('Draft saved').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await text.getByText('tomorrow').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await tooWide(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await button('Send').click();
  await page.getByText('Leaves in').waitFor();
  await expect
    .poll(() => {
      world.clock.pass(1000);
      return world.sent.at(-1)?.raw.replaceAll('=\r\n', '');
    })
    .toMatch(/It comes <strong>tomorrow<\/strong>, see <a [^>]*href=3D"https:\/\/harbour\.example\/way"/);
});
