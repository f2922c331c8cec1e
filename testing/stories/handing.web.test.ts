import { beforeEach, describe, expect, test } from 'vitest';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, desktopOn, goReady, open, readMessages, reply, seesMessage } from './browser-desktop.node.ts';
import { sceneOfTest } from './browser-suite.node.ts';
import { seesAgent, seesBubble, startChat, type WidgetPage, write } from './browser-widget.node.ts';

describe('an agent has a chat', () => {
  const scene = sceneOfTest();
  let anna: DesktopPage;
  let shop: WidgetPage;
  beforeEach(async () => {
    anna = await scene().agent('anna');
    await goReady(anna);
    shop = await scene().shop();
    await startChat(shop, { name: 'Eva', subject: 'Is the red tent waterproof?' });
    await anna.accept('Eva').click();
    await anna.composer('Eva').waitFor();
  });

  const inside = (desktop: DesktopPage) => desktop.page.getByRole('textbox', { name: desktop.text('chat.insideLabel'), exact: true });
  const whisper = async (desktop: DesktopPage, text: string) => {
    await inside(desktop).fill(text);
    await inside(desktop).press('Enter');
  };
  const door = (desktop: DesktopPage, word: string, more: string) =>
    desktop.page.getByRole('button', { name: `${desktop.text(word)} ${desktop.text(more, { name: 'Ben Okafor' })}`, exact: true });
  const customerReads = (text: string) => shop.page.locator('.note', { hasText: text }).waitFor();
  const asks = async (ben: DesktopPage, word: string, more: string) => {
    await goReady(ben);
    await anna.button('hand.open').click();
    await anna.page.getByLabel(anna.text('hand.comment'), { exact: true }).fill('Knows tents.');
    await anna.page.getByLabel(anna.text('hand.search'), { exact: true }).fill('okaf');
    await door(anna, word, more).click();
    await ben.offer('Eva').getByText('Knows tents.').waitFor();
    await ben.accept('Eva').click();
    await open(ben, 'Eva');
  };

  test('[CH20] [DT40] hands it to a colleague, who was asked and has everything', async () => {
    await reply(anna, 'Eva', 'I will look.');
    const ben = await scene().agent('ben');
    await asks(ben, 'hand.ask', 'hand.askMore');
    await seesAgent(shop, 'Ben');
    await seesMessage(ben, 'I will look.');
    expect(await readMessages(ben)).toEqual(['Is the red tent waterproof?', 'I will look.']);
    await reply(ben, 'Eva', 'It is.');
    await seesBubble(shop, 'It is.');
    await anna.button('wrapUp.extend').waitFor();
    expect(await anna.composer('Eva').count()).toBe(0);
  });

  test('[DT40] a list that cannot be loaded says so, and is not an empty one', async () => {
    await anna.page.route('**/targets', (route) => route.fulfill({ status: 404, json: {} }));
    await anna.button('hand.open').click();
    await anna.page.getByRole('alert').getByText(anna.text('hand.failed')).waitFor();
    expect(await anna.page.getByText(anna.text('hand.none')).count()).toBe(0);
    await anna.page.unroute('**/targets');
    await anna.button('again').click();
    await anna.page.getByText('Cleo Marchetti', { exact: true }).waitFor();
    await anna.page.keyboard.press('Escape');
  });

  test('[CH22] [DT41] writes an internal note: nothing is carried over, and the customer never gets it', async () => {
    await anna.composer('Eva').fill('For Eva');
    await anna.button('chat.inside').click();
    expect(await inside(anna).inputValue()).toBe('');
    await inside(anna).fill('Between us');
    await anna.button('chat.toCustomer').click();
    expect(await anna.composer('Eva').inputValue()).toBe('For Eva');
    await anna.button('chat.inside').click();
    expect(await inside(anna).inputValue()).toBe('Between us');
    await inside(anna).press('Enter');
    await seesMessage(anna, 'Between us');
    await anna.button('chat.toCustomer').click();
    await anna.composer('Eva').press('Enter');
    await seesBubble(shop, 'For Eva');
    expect(await shop.page.content()).not.toContain('Between us');
    expect(await readMessages(anna)).toEqual(['Is the red tent waterproof?', 'Between us', 'For Eva']);
  });

  test('[CH25] [CH26] [DT42] asks a colleague for advice, brings them in, and leaves them to it', async () => {
    const ben = await scene().agent('ben');
    await asks(ben, 'hand.consult', 'hand.consultMore');
    expect(await ben.composer('Eva').count()).toBe(0);
    await whisper(ben, 'The wide pegs.');
    await seesMessage(anna, 'The wide pegs.');
    await anna.button('hand.conference').click();
    await customerReads('Ben has joined the chat too.');
    await reply(ben, 'Eva', 'Ben here.');
    await seesBubble(shop, 'Ben here.');
    await anna.button('hand.leave').click();
    await customerReads('Anna has left the chat.');
    await anna.button('wrapUp.extend').waitFor();
    await ben.page.getByRole('button', { name: ben.text('panel.end') }).waitFor();
    expect(await shop.page.content()).not.toContain('pegs');
  });

  test('[DT180] [DT181] [CH81] [CH82] [CH83] a supervisor watches, coaches, joins and takes over', async () => {
    const sam = await scene().agent('sam');
    await sam.button('rail.team').click();
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

  test('[DT183] [DT184] [DT185] opens at what is new, sees who else is there, and stands in a window of its own', async () => {
    await reply(anna, 'Eva', 'Yes, it is.');
    await seesBubble(shop, 'Yes, it is.');
    await anna.button('rail.queues').click();
    await write(shop, 'And the blue one?');
    await seesBubble(shop, 'And the blue one?');
    await anna.button('rail.work').click();
    await anna.row('Eva').getByText('1', { exact: true }).waitFor();
    await anna.row('Eva').click();
    await anna.page.getByText(anna.text('chat.fresh'), { exact: true }).waitFor();
    const sam = await scene().agent('sam');
    await sam.page.goto(anna.page.url());
    await sam.page.getByText(sam.text('panel.views', { names: 'Anna Winter' })).waitFor();
    await anna.composer('Eva').fill('Half a ');
    await sam.page.getByText(sam.text('panel.writes', { names: 'Anna Winter' })).waitFor();
    const [own] = await Promise.all([anna.page.waitForEvent('popup'), anna.button('alone.open').click()]);
    const alone = desktopOn(own);
    await anna.button('alone.show').waitFor();
    await expect.poll(() => alone.composer('Eva').inputValue()).toBe('Half a ');
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

  test('[CH23] a silent customer is warned and told goodbye, in sight of both', async () => {
    await reply(anna, 'Eva', 'Anything else?');
    await seesBubble(shop, 'Anything else?');
    scene().world.clock.pass(300_000);
    await customerReads('Are you still there?');
    await anna.page.getByText('Are you still there?').waitFor();
    scene().world.clock.pass(300_000);
    await shop.button('newChat').waitFor();
    await anna.button('wrapUp.extend').waitFor();
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

  test('[UX-13] axe finds nothing wrong, and nothing scrolls sideways: the list, a note, a consult, a conference', async () => {
    const findings: string[] = [];
    const check = async (name: string, { page }: DesktopPage) => {
      findings.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
      await page.setViewportSize({ width: 320, height: 640 });
      findings.push(...(await tooWide(page)).map((finding) => `${name}: ${finding}`));
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    const ben = await scene().agent('ben', { language: 'de' });
    await anna.button('hand.open').click();
    await anna.page.getByText('Ben Okafor', { exact: true }).waitFor();
    await check('list', anna);
    await anna.button('hand.open').click();
    await asks(ben, 'hand.consult', 'hand.consultMore');
    await whisper(ben, 'Nur für uns');
    await seesMessage(anna, 'Nur für uns');
    await check('advising', ben);
    await check('consulting', anna);
    await anna.button('hand.conference').click();
    await ben.composer('Eva').waitFor();
    await check('conference', ben);
    await check('conference of the owner', anna);
    await expect.poll(() => findings).toEqual([]);
  });
});
