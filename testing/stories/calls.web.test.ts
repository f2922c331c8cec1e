import type { TenantId } from '@patchbay/base/decision.ts';
import { callComes } from '@patchbay/server/voice.node.ts';
import { describe, expect, test } from 'vitest';
import { withCalls } from '../voice.ts';
import { goReady } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

describe('a call at the desktop', () => {
  const scene = sceneOfSuite(withCalls());

  test('[DT230] [DT232] [DT233] [DT235] rings, is answered, muted, held with the reason why it cannot end, gets keys, ends and is wrapped up, all by keyboard', async () => {
    const { world } = scene();
    const anna = await scene().agent('anna');
    const { page } = anna;
    await page.getByRole('button', { name: anna.text('me.menu', { name: 'Anna Winter' }) }).click();
    await page.getByRole('menuitem', { name: anna.text('talk.title') }).click();
    await page.getByRole('radio', { name: anna.text('talk.device.browser') }).click();
    const none = page.getByText(anna.text('talk.trouble.noMicrophone'));
    await none.or(page.getByText(anna.text('talk.trouble.microphoneRefused'))).waitFor(); // this browser has none, and says what to do
    await page.keyboard.press('Escape');
    await goReady(anna);
    const button = (key: string) => page.getByRole('button', { name: new RegExp(`^${anna.text(key)}`) });
    const stands = (is: string) => page.getByRole('status').filter({ hasText: anna.text(`call.status.${is}`) });
    await callComes(world.server.site, 'demo' as TenantId, { key: 'story', hash: 'story' }, { from: '030 7777', to: '030123456' });

    const offer = page.getByRole('article', { name: anna.text('call.label', { name: '+49307777' }) });
    await offer.locator('visible=true').waitFor();
    await page.keyboard.press('F2');
    await stands('connected').waitFor();
    await page.getByRole('heading', { name: '+49307777', level: 1 }).waitFor();

    await page.keyboard.press('F8');
    await page.getByText(anna.text('call.youAreMuted')).waitFor();
    await page.keyboard.press('F8');
    await page.getByText(anna.text('call.youAreMuted')).waitFor({ state: 'detached' });

    await page.keyboard.press('F4');
    await stands('held').waitFor();
    await page.getByText(anna.text('call.heldFor')).waitFor();
    const end = button('call.end');
    expect(await end.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('tooltip', { name: 'Retrieve the customer first.', includeHidden: true }).first().waitFor({ state: 'attached' });
    await page.keyboard.press('F4');
    await stands('connected').waitFor();

    await button('call.keypad').click();
    const pressed = page.getByLabel(anna.text('call.sent'));
    await pressed.press('4');
    await pressed.press('#');
    await page.getByRole('button', { name: '7 PQRS' }).click();
    await expect.poll(() => pressed.inputValue()).toBe('•••');
    await page.keyboard.press('Escape');

    await page.keyboard.press('F9');
    await page.keyboard.press('F9');
    await stands('wrapUp').waitFor();
    await page.getByRole('region', { name: anna.text('wrapUp.title') }).waitFor();
  });
});
