import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { isIn } from './browser-desktop.node.ts';
import { keysOf } from './browser-keys.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';
import { inDatabase } from './stage.node.ts';

describe('without a mouse', () => {
  const scene = sceneOfSuite();

  test('[DT14] [DT31] [UX-14] an agent signs in, accepts, answers, ends and wraps up a chat with the keyboard alone', async () => {
    const { page, text, ...desktop } = await scene().desktop();
    const { keyboard } = page;
    await page.locator('input:focus').waitFor(); // the first field has the focus
    await keyboard.type('anna');
    await keyboard.press('Tab');
    await keyboard.type('demo-anna-1');
    await keyboard.press('Enter');
    await desktop.state.waitFor();
    await tabTo(page, text('idle.goReady'));
    await keyboard.press('Enter');
    await isIn({ page, text }, 'ready');

    const eva = await scene().world.customer('Eva');
    const id = await eva.startsChat('Is the red tent waterproof?');
    await desktop.offer('Eva').waitFor();
    await keyboard.press('Escape'); // once: nothing is declined
    await keyboard.press('F2');
    await desktop.heading('Eva').waitFor();
    await desktop.composer('Eva').waitFor();
    await keyboard.press('F9'); // not twice in a row: nothing is ended
    await keyboard.press('Escape');
    await keyboard.press('F9');
    await pressUntilFocused(page, 'F6', text('chat.reply', { name: 'Eva' }));
    await keyboard.type('Yes, it is.');
    await keyboard.press('Enter');
    await eva.hears('Yes, it is.');

    await (await keysOf(page)).twice('F9');
    await eva.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined));
    await desktop.button('wrapUp.extend').waitFor();
    await keyboard.press('e');
    await keyboard.type('Prob');
    await page.getByRole('option', { name: 'Problem solved' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await keyboard.press('Control+Enter');
    await desktop.row('Eva').waitFor({ state: 'detached' });
    await expect.poll(async () => (await inDatabase(scene().world, id)).reason).toBe('solved');
  });
});

const tabTo = (page: Page, name: string) => pressUntilFocused(page, 'Tab', name);

/** Presses a key until the thing of this name has the focus. */
async function pressUntilFocused(page: Page, key: string, name: string): Promise<void> {
  const nameOf = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
  for (let press = 0; press < 40; press++) {
    if ((await nameOf()) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`40 times ${key} did not reach "${name}"; the focus is on "${await nameOf()}".`);
}
