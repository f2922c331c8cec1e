import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { type DesktopPage, desktopOn } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const look = (page: Page) =>
  page.evaluate(() => {
    const { theme, palette, density, font } = document.documentElement.dataset;
    const size = getComputedStyle(document.documentElement).fontSize;
    return { theme, palette, density, font, size, language: document.documentElement.lang };
  });

async function openSettings({ page, button, text }: DesktopPage): Promise<void> {
  await button('rail.settings').click();
  await page.getByRole('heading', { level: 1, name: text('settings.title') }).waitFor();
}
const choose = ({ page, text }: DesktopPage, of: string, value: string) =>
  page
    .getByRole('radiogroup', { name: text(`settings.${of}.title`) })
    .getByRole('radio', { name: text(`settings.${of}.${value}`), exact: true })
    .check();
const isSaved = ({ page, text }: DesktopPage) => page.getByText(text('settings.saved'), { exact: true }).waitFor();

describe('settings', () => {
  const scene = sceneOfSuite();

  test('[DT60] [DT61] [DT351] a choice works at once, comes back in another browser, and is drawn before the first paint after a reload', async () => {
    const anna = await scene().agent('anna');
    await openSettings(anna);
    expect((await look(anna.page)).size).toBe('16px');
    await choose(anna, 'theme', 'contrast');
    await choose(anna, 'density', 'compact');
    await choose(anna, 'font', 'readable');
    await anna.page.getByRole('slider', { name: anna.text('settings.textSize.title') }).fill('125');
    expect(await look(anna.page)).toMatchObject({ theme: 'contrast', density: 'compact', font: 'readable', size: '20px' });
    await isSaved(anna);

    await anna.page.addInitScript(() => {
      const seen = new MutationObserver(() => {
        if (document.body) Object.assign(globalThis, { atFirst: document.documentElement.dataset['theme'] });
        if (document.body) seen.disconnect();
      });
      seen.observe(document, { childList: true, subtree: true });
    });
    await anna.page.reload();
    await anna.page.getByRole('heading', { level: 1 }).waitFor(); // the path names the page [DT17]
    expect(await anna.page.evaluate(() => (globalThis as { atFirst?: string }).atFirst)).toBe('contrast');

    const there = await scene().desktop({ language: 'en' });
    await there.page.getByLabel(there.text('signIn.login'), { exact: true }).fill('anna');
    await there.page.getByLabel(there.text('signIn.password'), { exact: true }).fill('demo-anna-1');
    await there.page.keyboard.press('Enter');
    await there.button('signIn.here').click();
    await there.state.waitFor();
    await expect.poll(() => look(there.page)).toMatchObject({ theme: 'contrast', density: 'compact', font: 'readable', size: '20px' });
  });

  test('[DT60] a part is reset to the default, and that is undone', async () => {
    const ben = await scene().agent('ben');
    await openSettings(ben);
    await choose(ben, 'theme', 'dark');
    await choose(ben, 'language', 'de');
    const german = desktopOn(ben.page, 'de');
    await german.page.getByRole('heading', { level: 1, name: german.text('settings.title') }).waitFor();
    const reset = german.page.getByRole('button', { name: new RegExp(`^${german.text('settings.reset')}`) });
    await reset.first().click();
    expect(await look(ben.page)).toMatchObject({ theme: 'system', language: 'de' });
    await german.button('undo').click();
    expect(await look(ben.page)).toMatchObject({ theme: 'dark', language: 'de' });
    await isSaved(german);
  });

  test('[DT60] without an answer what is chosen is kept, said to be not saved, and sent when the server answers', async () => {
    const cleo = await scene().agent('cleo');
    await openSettings(cleo);
    const held = new Promise(() => undefined);
    await cleo.page.route('**/api/preferences', () => held);
    await choose(cleo, 'theme', 'light');
    expect(await look(cleo.page)).toMatchObject({ theme: 'light' });
    await cleo.page.getByText(cleo.text('settings.waiting'), { exact: true }).waitFor();
    await cleo.page.unroute('**/api/preferences');
    await isSaved(cleo);
    await cleo.page.reload();
    await expect.poll(() => look(cleo.page)).toMatchObject({ theme: 'light' });
  });
});
