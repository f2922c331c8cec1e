import { beforeEach, describe, expect, test } from 'vitest';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, goReady, open, readMessages, reply, seesMessage } from './browser-desktop.node.ts';
import { chatOfTest, sceneOfTest } from './browser-suite.node.ts';
import { seesAgent, seesBubble, type WidgetPage } from './browser-widget.node.ts';

describe('an agent has a chat', () => {
  const scene = sceneOfTest();
  const chat = chatOfTest(scene);
  let anna: DesktopPage;
  let shop: WidgetPage;
  beforeEach(() => {
    ({ anna, shop } = chat());
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
    await ben
      .offer('Eva')
      .getByText(/Anna Winter \(.+\).*: Knows tents\./)
      .waitFor();
    await ben.accept('Eva').click();
    await open(ben, 'Eva');
  };

  test('[CH20] [DT40] [DT332] hands it to a colleague, who was asked and has everything', async () => {
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
