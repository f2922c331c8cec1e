import type { Page } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { isIn } from './browser-desktop.node.ts';
import { keysOf } from './browser-keys.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';
import { inDatabase } from './stage.node.ts';

describe('without a mouse', () => {
  const scene = sceneOfSuite();

  test('[DT14] [DT31] [DT175] [UX-14] a whole shift: sign in, accept, answer, canned response, note, hand over, end, wrap up, contacts, settings, leave', async () => {
    const { world } = scene();
    const { page, text, ...desktop } = await scene().desktop();
    const { keyboard } = page;
    const focus = (name: string, key = 'Tab') => pressUntilFocused(page, key, name);
    await page.locator('input:focus').waitFor(); // the first field has the focus
    await keyboard.type('anna');
    await keyboard.press('Tab');
    await keyboard.type('demo-anna-1');
    await keyboard.press('Enter');
    await desktop.state.waitFor();
    await focus(text('idle.goReady'));
    await keyboard.press('Enter');
    await isIn({ page, text }, 'ready');

    const eva = await world.customer('Eva');
    const first = await eva.startsChat('Is the red tent waterproof?');
    await desktop.offer('Eva').waitFor();
    await keyboard.press('Escape'); // once: nothing is declined
    await keyboard.press('F2');
    await page.locator('#interaction-title:focus').waitFor();
    await desktop.composer('Eva').waitFor();
    await keyboard.type('Enough is known: it is.'); // E would lead to the disposition
    await keyboard.press('Enter');
    await eva.hears('Enough is known: it is.');
    await keyboard.type('/label');
    await page.getByRole('listbox', { name: text('canned.list') }).waitFor();
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await eva.sees('the label', (c) => c.said.find(({ text }) => text.startsWith('Here is your label')));

    await focus(text('chat.inside'), 'Shift+Tab');
    await keyboard.press('Enter');
    await focus(text('chat.insideLabel'));
    await keyboard.type('Knows tents.');
    await keyboard.press('Enter');
    await desktop.messages.filter({ hasText: 'Knows tents.' }).waitFor();

    const ben = await world.agent('ben');
    await ben.goesReady();
    await focus(text('hand.open'), 'Shift+Tab');
    await keyboard.press('Enter');
    await page.locator('input[type=search]:focus').waitFor();
    await keyboard.type('okaf');
    await focus(`${text('hand.ask')} ${text('hand.askMore', { name: 'Ben Okafor' })}`);
    await keyboard.press('Enter');
    await ben.sees('that he is asked', () => ben.agent('ben')?.work.find((one) => one.stage === 'offered'));
    await ben.accepts(first);
    await submit('Answer', 'Answer provided');
    await desktop.row('Eva').waitFor({ state: 'detached' });

    const max = await world.customer('Max');
    const second = await max.startsChat('Thank you, that was all.');
    await desktop.offer('Max').waitFor();
    await keyboard.press('F2');
    await desktop.composer('Max').waitFor();
    await keyboard.press('F9'); // not twice in a row: nothing is ended
    await keyboard.press('Escape');
    await keyboard.press('F9');
    await focus(text('chat.reply', { name: 'Max' }), 'F6');
    await (await keysOf(page)).twice('F9');
    await max.sees('the end', (c) => (c.view?.stage === 'over' ? true : undefined));
    await submit('Prob', 'Problem solved');
    await desktop.row('Max').waitFor({ state: 'detached' });
    await expect.poll(async () => (await inDatabase(world, second)).reason).toBe('solved');

    await focus(text('rail.contacts'), 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('searchbox', { name: text('contacts.search') }).waitFor();
    await focus(text('contacts.search'));
    await keyboard.type('eva');
    await focus('Eva');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Eva' }).waitFor();
    await keyboard.press('g');
    await keyboard.press('t');
    await page.getByRole('heading', { level: 1, name: text('settings.title') }).waitFor();
    await focus(`AW${text('me.menu', { name: 'Anna Winter' })}`, 'Shift+Tab'); // initials for the eye, words for the ear
    await keyboard.press('Enter');
    await page.getByRole('menuitem', { name: text('me.signOut'), exact: true }).waitFor();
    await keyboard.type('Sign out');
    await page.locator('[role=menuitem]:focus', { hasText: text('me.signOut') }).waitFor();
    await keyboard.press('Enter');
    await desktop.button('signIn.submit').waitFor();

    /** From the heading or the reply to the disposition, and the wrap-up submitted. */
    async function submit(typed: string, disposition: string): Promise<void> {
      await desktop.button('wrapUp.extend').waitFor();
      await keyboard.press('F6');
      await keyboard.press('e');
      await keyboard.type(typed);
      await page.getByRole('option', { name: disposition }).waitFor();
      await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
      await keyboard.press('Control+Enter');
    }
  });
});

/** Presses a key until the thing of this name has the focus. */
async function pressUntilFocused(page: Page, key: string, name: string): Promise<void> {
  const nameOf = () =>
    page.evaluate(() => {
      const { activeElement: focused } = document;
      const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : null;
      return (focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '').trim();
    });
  for (let press = 0; press < 40; press++) {
    if ((await nameOf()).startsWith(name)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`40 times ${key} did not reach "${name}"; the focus is on "${await nameOf()}".`);
}
