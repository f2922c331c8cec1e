import { beforeEach, describe, expect, test } from 'vitest';
import { axeFindings } from './browser-checks.node.ts';
import { type DesktopPage, desktopOn, reply, seesMessage } from './browser-desktop.node.ts';
import { chatOfTest, sceneOfTest } from './browser-suite.node.ts';
import { seesBubble, type WidgetPage, write } from './browser-widget.node.ts';

describe('beside a chat', () => {
  const scene = sceneOfTest();
  const chat = chatOfTest(scene);
  let anna: DesktopPage;
  let shop: WidgetPage;
  beforeEach(() => {
    ({ anna, shop } = chat());
  });

  const customerReads = (text: string) => shop.page.locator('.note', { hasText: text }).waitFor();

  test('[DT180] [DT181] [DT190] [WX-11] [CH81] [CH82] [CH83] a supervisor watches, coaches, joins and takes over', async () => {
    const sam = await scene().agent('sam');
    await sam.button('rail.team').click();
    await sam.page.getByRole('button', { name: `${sam.text('monitor.next.open')} Anna Winter`, exact: true }).click();
    await sam.page.getByRole('radio').nth(1).check();
    expect(await axeFindings(sam.page)).toEqual([]);
    await sam.page
      .getByRole('dialog')
      .getByRole('button', { name: sam.text('monitor.mode.silent'), exact: true })
      .click();
    await sam.page.getByText(sam.text('monitor.next.waits', { what: 'agentAll', name: 'Anna Winter' })).waitFor();
    await sam.page.getByRole('button', { name: sam.text('me.menu', { name: 'Sam Keller' }) }).click();
    await sam.page.getByRole('menuitem', { name: sam.text('me.signOut'), exact: true }).click();
    await sam.button('leave.keep').waitFor();
    await sam.page
      .getByRole('dialog')
      .getByRole('button', { name: sam.text('leave.stay'), exact: true })
      .click();
    await sam.button('monitor.next.noMore').click();
    await sam.page.getByText(sam.text('monitor.next.waits', { what: 'agentAll', name: 'Anna Winter' })).waitFor({ state: 'detached' });
    const more = sam.text('team.watchMore', { agent: 'Anna Winter', name: 'Eva' });
    await sam.page.getByRole('button', { name: `${sam.text('team.watch')} ${more}`, exact: true }).click();
    await sam.heading('Eva').waitFor();
    const mode = (name: string) =>
      sam.page.getByRole('button', { name: new RegExp(`^${sam.text(`monitor.mode.${name}`)}`), pressed: false });
    const toSam = sam.page.getByRole('textbox', { name: sam.text('chat.whisperTo', { name: 'Anna Winter' }), exact: true });
    expect([await toSam.count(), await sam.composer('Eva').count()]).toEqual([0, 0]);
    await mode('coach').click();
    await toSam.fill('Offer a refund.');
    await toSam.press('Enter');
    await seesMessage(anna, 'Offer a refund.');
    await anna.page.getByText(anna.text('chat.coached', { mine: 'no', name: 'Anna Winter' })).waitFor();
    await anna.page.getByText(anna.text('monitor.seen.coach', { name: 'Sam Keller', who: 'you', agent: 'Anna Winter' })).waitFor();
    expect([...(await axeFindings(sam.page)), ...(await axeFindings(anna.page))]).toEqual([]);
    await mode('barge').click();
    await customerReads('Sam Keller has joined the chat too.');
    await reply(sam, 'Eva', 'Sam here.');
    await seesBubble(shop, 'Sam here.');
    expect(await axeFindings(sam.page)).toEqual([]);
    await sam.button('monitor.takeOver').click();
    await sam.button('monitor.takeOverSure', { agent: 'Anna Winter' }).click();
    await anna.button('wrapUp.extend').waitFor();
    await sam.page.getByRole('button', { name: sam.text('panel.end') }).waitFor();
    expect(await shop.page.content()).not.toContain('refund');
  });

  test('[DT183] [DT184] [DT185] [DT192] opens at what is new, sees who else is there, and stands in a window of its own', async () => {
    await reply(anna, 'Eva', 'Yes, it is.');
    await seesBubble(shop, 'Yes, it is.');
    await anna.button('rail.queues').click();
    await write(shop, 'And the blue one?');
    await seesBubble(shop, 'And the blue one?');
    await anna.button('rail.work').click();
    await anna.row('Eva').getByText('1', { exact: true }).waitFor();
    await anna.row('Eva').click();
    await anna.page.getByText(anna.text('chat.fresh'), { exact: true }).waitFor();
    await shop.panel
      .locator('.meta', { hasText: shop.say('read') })
      .last()
      .waitFor();
    const sam = await scene().agent('sam');
    await sam.page.goto(anna.page.url());
    await sam.page.getByText(sam.text('panel.views', { names: 'Anna Winter' })).waitFor();
    await anna.composer('Eva').fill('Half a ');
    await sam.page.getByText(sam.text('panel.writes', { names: 'Anna Winter' })).waitFor();
    const [own] = await Promise.all([anna.page.waitForEvent('popup'), anna.button('alone.open').click()]);
    const alone = desktopOn(own);
    await anna.button('alone.show').waitFor();
    await expect.poll(() => alone.composer('Eva').inputValue()).toBe('Half a ');
    const context = own.getByRole('complementary', { name: alone.text('zone.context') });
    await context.getByLabel(alone.text('contact.name'), { exact: true }).waitFor();
    await alone.button('zone.context').click();
    await context.waitFor({ state: 'hidden' });
    await alone.button('zone.context').click();
    await context.waitFor();
    await alone.composer('Eva').fill('Both are.');
    await alone.composer('Eva').press('Enter');
    await seesBubble(shop, 'Both are.');
    expect([...(await axeFindings(own)), ...(await axeFindings(anna.page))]).toEqual([]);
    await Promise.all([own.waitForEvent('close'), alone.button('alone.back').click()]);
    await anna.composer('Eva').waitFor();
    await seesMessage(anna, 'Both are.');
  });

  test('[DT182] [CH86] [UX-04] is asked before an answer crosses another one, also one written without a line', async () => {
    await anna.page.clock.setFixedTime(Date.now()); // what comes has only just come
    await anna.composer('Eva').fill('Yes, it is.');
    await write(shop, 'Or rather the blue one?');
    await seesMessage(anna, 'Or rather the blue one?');
    await anna.composer('Eva').press('Enter');
    await anna.page.getByRole('alert').getByText('Or rather the blue one?').waitFor();
    expect(await anna.composer('Eva').inputValue()).toBe('Yes, it is.');
    await anna.composer('Eva').press('Enter');
    await seesBubble(shop, 'Yes, it is.');
    let answers = (): void => {};
    const held = new Promise<void>((done) => {
      answers = done;
    });
    await anna.page.route('**/api/commands', async (route) => {
      await held; // it is on its way while the customer writes
      await route.continue();
    });
    await reply(anna, 'Eva', 'Anything else?');
    await write(shop, 'And pegs!');
    await seesMessage(anna, 'And pegs!');
    answers();
    await anna.button('chat.takeBack').click();
    expect(await anna.composer('Eva').inputValue()).toBe('Anything else?');
    expect(await shop.page.content()).not.toContain('Anything else?');
  });

  test('[CH70] [CH71] [DT80] [DT81] bans the customer, who is told until when; lifts it from the list and takes that back', async () => {
    await anna.button('ban.open').click();
    await anna.button('ban.submitEnd').click();
    await anna.page.getByText(anna.text('ban.reasonMissing')).waitFor();
    await anna.page.getByLabel(anna.text('ban.reason')).fill('Insults');
    await anna.button('ban.submitEnd').click();
    await anna.button('ban.lift').waitFor();
    await shop.button('newChat').click();
    await shop.panel.getByLabel(shop.say('subject')).fill('Again');
    await shop.button('start').click();
    await shop.panel.getByText(/^You cannot chat with us or leave a message until/).waitFor();
    await anna.page.goto(`${scene().world.url}/contacts`);
    await anna.button('ban.list').click();
    await anna.page.getByText('Insults', { exact: true }).waitFor();
    expect(await axeFindings(anna.page)).toEqual([]);
    await anna.page.getByRole('button', { name: `${anna.text('ban.lift')} Eva`, exact: true }).click();
    await anna.page.getByText(anna.text('ban.nobody')).waitFor();
    await anna.button('undo').click();
    await anna.page.getByText('Insults', { exact: true }).waitFor();
  });
});
