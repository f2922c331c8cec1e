import { describe, expect, test } from 'vitest';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, goReady, isIn } from './browser-desktop.node.ts';
import { keysOf } from './browser-keys.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

describe('the palette and the keys', () => {
  const scene = sceneOfSuite();
  const field = ({ page, text }: DesktopPage) => page.getByRole('combobox', { name: text('palette.title') });

  test('[DT64] [DT350] [DT352] [DT354] it finds commands, reasons and customers, shows their keys, and does what is chosen; “/” searches my work; edges are moved by keys and dragged; the mini window takes what comes', async () => {
    const anna = await scene().agent('anna');
    const { page, text } = anna;
    await page.keyboard.press('Control+k');
    await field(anna).waitFor();
    await page.getByRole('option', { name: /F2/ }).waitFor(); // it teaches the keys
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('Control+r'); // the chord: Ready
    await field(anna).waitFor({ state: 'detached' });
    await isIn(anna, 'ready');

    const eva = await scene().world.customer('Eva');
    await eva.startsChat('The strap has torn.');
    const opens = page.waitForEvent('popup');
    await page.keyboard.press('Control+k');
    await field(anna).waitFor();
    await page.keyboard.press('Control+o');
    const mini = await opens;
    const small = mini.getByRole('article', { name: text('offer.label', { name: 'Eva' }) });
    await small.waitFor();
    expect(await axeFindings(mini)).toEqual([]);
    await small.getByRole('button', { name: new RegExp(`^${text('offer.accept')}`) }).click();
    await anna.heading('Eva').waitFor();
    await mini.getByRole('button', { name: /Eva/ }).waitFor();
    await mini.close();
    await anna.composer('Eva').fill('Hello');
    await page.keyboard.press('Control+k'); // also while one writes
    await page.keyboard.type('torn');
    await page.getByRole('option', { name: /^Eva/ }).waitFor();
    await page.keyboard.press('Escape');
    expect(await anna.composer('Eva').inputValue()).toBe('Hello');

    await anna.list.getByRole('heading', { name: text('list.title') }).click(); // out of the field
    await page.keyboard.press('/');
    const find = page.getByRole('searchbox', { name: text('list.find') });
    await expect.poll(() => find.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.type('torn');
    expect(await anna.rows.count()).toBe(1);
    await page.keyboard.type('x');
    await page.getByText(text('list.notFound', { query: 'tornx' })).waitFor();
    await page.keyboard.press('Escape');
    await find.waitFor({ state: 'detached' });
    await expect.poll(() => anna.rows.count()).toBe(1);

    const edge = page.getByRole('separator', { name: text('context.edge') });
    const context = page.getByRole('complementary', { name: text('zone.context') });
    const width = async () => (await context.boundingBox())?.width;
    await edge.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(width).toBe(370);
    await edge.hover();
    await page.mouse.down();
    await page.mouse.move((await edge.boundingBox())?.x ?? 0, 300);
    await page.mouse.move(((await edge.boundingBox())?.x ?? 0) - 80, 300);
    await page.mouse.up();
    await expect.poll(width).toBeGreaterThan(420);
    await edge.dblclick();
    await expect.poll(width).toBe(360);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('lunch');
    await page.keyboard.press('Enter');
    await isIn(anna, 'busy', 'notReady');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nothing like that');
    await page.getByText(text('palette.none', { query: 'nothing like that' })).waitFor();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await tooWide(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test('[DT63] [UX-09] keys are changed, refused when taken or the browser’s, and switched off as a whole', async () => {
    const ben = await scene().agent('ben');
    const { page, text } = ben;
    await ben.button('rail.settings').click();
    const command = page.getByRole('listitem').filter({ hasText: text('key.settings') });
    const change = command.getByRole('button', { name: new RegExp(`^${text('settings.change')}`) });
    const press = async (key: string) => {
      await change.click();
      await page.getByRole('textbox', { name: text('settings.press') }).waitFor();
      await page.keyboard.press(key);
    };
    await press('F2');
    await command.getByText(text('settings.objection.taken', { command: text('key.accept') })).waitFor();
    await press('Alt+q');
    await command.getByText(text('settings.objection.alt')).waitFor();
    await press('F10');
    await command.getByText('F10', { exact: true }).waitFor();

    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: text('help.title') });
    await help.getByRole('searchbox').fill('F10');
    await help.getByText(text('key.settings'), { exact: true }).waitFor();
    await page.keyboard.press('Escape');

    await ben.button('rail.work').click();
    await page.keyboard.press('F10');
    await page.getByRole('heading', { level: 1, name: text('settings.title') }).waitFor();
    await (await keysOf(page)).altGr('q');
    await page.getByRole('switch', { name: text('settings.shortcuts.title') }).uncheck();
    await ben.button('rail.work').click();
    await page.keyboard.press('F10');
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('heading', { level: 1, name: text('settings.title') }).count()).toBe(0);
    expect(await field(ben).count()).toBe(0);
    await ben.button('palette.open').click(); // the button still leads there
    await field(ben).waitFor();
  });

  test('[UX-08] [DT64] while characters are composed no key of the palette means anything', async () => {
    const cleo = await scene().agent('cleo');
    await goReady(cleo);
    await cleo.page.keyboard.press('Control+k');
    await field(cleo).waitFor();
    const keys = await keysOf(cleo.page);
    await keys.composes('テ');
    await keys.processes('Enter');
    expect(await field(cleo).count()).toBe(1);
    await keys.commits('テント');
    await cleo.page.getByText(cleo.text('palette.none', { query: 'テント' })).waitFor();
  });
});
