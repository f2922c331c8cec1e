import type { AgentId, TenantId } from '@patchbay/base/decision.ts';
import { actAsAgent } from '@patchbay/server/agents.node.ts';
import { callComes } from '@patchbay/server/voice.node.ts';
import { describe, expect, test } from 'vitest';
import { withCalls } from '../voice.ts';
import type { World } from '../world.node.ts';
import { goReady } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const anna = 'anna' as AgentId;
const tells = ({ server: { site } }: World, command: Parameters<typeof actAsAgent>[2]['command']) =>
  actAsAgent(site, { tenant: 'demo' as TenantId, by: 'system' }, { agent: anna, command });
/** What the telephony process tells when a browser has offered its voice. */
const worksAgain = (world: World) => tells(world, { by: 'outside', type: 'deviceRecovered', channel: 'voice' });
/** What comes next is for somebody else. */
const leavesItToOthers = (world: World) => tells(world, { by: { agent: anna, may: [] }, type: 'setDoNotDisturb', on: true });

describe('a call at the desktop', () => {
  const scene = sceneOfSuite(withCalls());

  test('[DT230] [DT232] [DT233] [DT235] [DT247] rings, is answered, muted, held with the reason why it cannot end, gets keys, ends and is wrapped up, all by keyboard', async () => {
    const { world } = scene();
    const anna = await scene().agent('anna');
    const { page } = anna;
    await page.getByRole('button', { name: anna.text('me.menu', { name: 'Anna Winter' }) }).click();
    await page.getByRole('menuitem', { name: anna.text('talk.title') }).click();
    await page.getByRole('radio', { name: anna.text('talk.device.browser') }).click();
    const none = page.getByText(anna.text('talk.trouble.noMicrophone'));
    await none.or(page.getByText(anna.text('talk.trouble.microphoneRefused'))).waitFor(); // this browser has none, and says what to do
    await page.keyboard.press('Escape');
    await anna.list.getByRole('button', { name: new RegExp(anna.text('channels.title')) }).click();
    await page.getByRole('dialog').getByText(anna.text('state.outOfService')).first().waitFor(); // no calls come [UX-06]
    await page.keyboard.press('Escape');
    await worksAgain(world);
    await goReady(anna);
    const button = (key: string) => page.getByRole('button', { name: new RegExp(`^${anna.text(key)}`) });
    const stands = (is: string) => page.getByRole('status').filter({ hasText: anna.text(`call.status.${is}`) });
    await callComes(world.server.site, 'demo' as TenantId, { key: 'story', hash: 'story' }, { from: '030 7777', to: '030123456' });

    const offer = page.getByRole('article', { name: anna.text('call.label', { name: '030 7777' }) });
    await offer.locator('visible=true').waitFor();
    await page.keyboard.press('F2');
    await stands('connected').waitFor();
    await page.getByRole('heading', { name: '030 7777', level: 1 }).waitFor();

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

  test('[DT236] [DT242] [DT243] [DT244] [DT245] a number of a chat is called beside it, called again, starred; colleagues are found by keyboard', async () => {
    const { world } = scene();
    await leavesItToOthers(world);
    const ben = await scene().agent('ben');
    const { page } = ben;
    await goReady(ben);
    const eva = await world.customer('Eva Long');
    await eva.startsChat('Please call me: 030 5555444.');
    await page
      .getByRole('article', { name: /Eva Long/ })
      .locator('visible=true')
      .waitFor();
    await page.keyboard.press('F2');
    await page.getByRole('button', { name: '030 5555444', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: ben.text('dial.title') });
    await dialog.getByText(ben.text('dial.dials', { number: '030 5555444 (+49305555444)' })).waitFor();
    await dialog.getByLabel(ben.text('dial.whom')).press('Enter');
    await page.getByRole('heading', { name: '030 5555444', level: 1 }).waitFor();
    await page.getByRole('button', { name: ben.text('beside.chat', { name: 'Eva Long' }) }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${ben.text('call.giveUp')}`) }).click();
    await page.getByRole('button', { name: new RegExp(`^${ben.text('call.giveUp')}`) }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: ben.text('dial.title'), exact: true }).click();
    const recents = dialog.getByRole('list', { name: ben.text('dial.tab.recents') });
    const row = recents.getByRole('listitem').filter({ hasText: '030 5555444' });
    await row.getByRole('button', { name: ben.text('dial.star', { name: 'Eva Long' }) }).click();
    await dialog.getByRole('tab', { name: ben.text('dial.tab.favourites') }).click();
    await dialog
      .getByRole('list', { name: ben.text('dial.tab.favourites') })
      .getByRole('listitem')
      .filter({ hasText: 'Eva Long' })
      .waitFor();
    const field = dialog.getByLabel(ben.text('dial.whom'));
    await field.fill('win');
    await dialog.getByRole('listitem').filter({ hasText: 'Anna Winter' }).waitFor();
    await field.press('ArrowDown');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('Anna Winter');
    await field.fill('112');
    await dialog.getByText('This number is too short.').waitFor();
  });
});
