import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiCustomer } from '../customer.node.ts';
import { type DesktopPage, goReady, isIn, readMessages, seesMessage } from './browser-desktop.node.ts';
import { keysOf } from './browser-keys.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';
import { seesBubble, startChat } from './browser-widget.node.ts';

const answer = 'Dear Eva, yes: the red tent is waterproof to 4000 mm, and if you order it today it is with you on Friday before noon. Anna';
const manyOffers = (text: string) =>
  text.replace('capacity: { chat: 3 }', 'capacity: { chat: 20 }').replace('offerSeconds: 20', 'offerSeconds: 600');

describe('while an agent writes', () => {
  const scene = sceneOfSuite(manyOffers);
  let anna: DesktopPage;
  let eva: ApiCustomer;
  beforeAll(async () => {
    anna = await scene().agent('anna');
    await goReady(anna);
    eva = await scene().world.customer('Eva');
    await eva.startsChat('Is the red tent waterproof?');
    await anna.accept('Eva').click();
    await anna.composer('Eva').waitFor();
  });

  test('[DT18] [UX-01] an offer comes or goes with every character: none is lost, and neither the focus nor the conversation changes', async () => {
    const crowd = await Promise.all(Array.from({ length: 8 }, (_, n) => scene().world.customer(`Customer ${n + 1}`)));
    const composer = anna.composer('Eva');
    await composer.click();
    const field = await composer.elementHandle();
    const address = anna.page.url();
    await anna.page.evaluate(watchOffersAndFocus);
    for (const [n, character] of [...answer].entries()) {
      const customer = crowd[n % crowd.length];
      const moves = Math.floor(n / crowd.length) % 2 === 0 ? customer?.startsChat('Hello?') : customer?.leaves();
      await Promise.all([anna.page.keyboard.type(character), moves]);
    }
    for (const customer of crowd) await customer.leaves();
    await expect.poll(() => anna.offers.count()).toBe(0);

    expect(answer).toHaveLength(122);
    const seen = await anna.page.evaluate(() => (globalThis as unknown as Watched).seen);
    expect(seen.came).toBeGreaterThanOrEqual(61);
    expect(seen.went).toBe(seen.came);
    expect(seen.focusMoved).toBe(0);
    expect(await composer.inputValue()).toBe(answer);
    expect(await anna.page.evaluate((before) => document.activeElement === before, field)).toBe(true);
    expect(anna.page.url()).toBe(address);
    expect(await anna.heading('Eva').isVisible()).toBe(true);

    await anna.page.keyboard.press('Enter');
    await eva.hears(answer);
  });

  test('[DT12] [UX-08] Enter that confirms composed characters sends nothing', async () => {
    const keys = await keysOf(anna.page);
    const before = await readMessages(anna);
    await anna.composer('Eva').click();
    await keys.composes('テン');
    await anna.page.keyboard.press('Enter'); // isComposing
    await keys.processes('Enter'); // as Windows says it: keyCode 229
    await keys.commits('テント');
    expect(await anna.composer('Eva').inputValue()).toContain('テント');
    await anna.composer('Eva').fill('テント');
    await anna.composer('Eva').evaluate(confirmInOneTick); // as Safari does it: the composition ends just before the Enter
    expect(await anna.composer('Eva').inputValue()).toContain('テント');
    expect(await readMessages(anna)).toEqual(before);

    await anna.page.evaluate(laterPress);
    await anna.page.keyboard.press('Enter');
    await eva.hears('テント');
    await seesMessage(anna, 'テント');
    expect(await readMessages(anna)).toEqual([...before, 'テント']);
  });

  test('[UX-08] [DT240] the same where the customer writes; who declines finds the way back', async () => {
    const shop = await scene().shop();
    await startChat(shop, { name: 'Yuki', subject: 'こんにちは' });
    const keys = await keysOf(shop.page);
    await shop.composer.click();
    await keys.composes('テン');
    await shop.page.keyboard.press('Enter');
    await keys.processes('Enter');
    await keys.commits('テント');
    expect(await shop.composer.inputValue()).toContain('テント');
    await shop.composer.fill('テント');
    await shop.composer.evaluate(confirmInOneTick);
    expect(await shop.composer.inputValue()).toContain('テント');
    expect(await shop.messages.count()).toBe(1);

    await shop.page.evaluate(laterPress);
    await shop.composer.press('Enter');
    await seesBubble(shop, 'テント');
    expect(await shop.messages.allTextContents()).toEqual(['こんにちは', 'テント']);
    await anna.decline('Yuki').click();
    await anna.button('missed.ready').click();
    await isIn(anna, 'ready', 'busy');
  });

  test('[DT14] [DT30] [UX-09] [UX-10] AltGr with any key of ours does nothing, and @ is left to every field; the key alone does; what one clicks is what one saw', async () => {
    await goReady(anna);
    const noah = await scene().world.customer('Noah');
    await noah.startsChat('Do you repair boots?');
    await anna.accept('Noah').waitFor();
    const commands: string[] = [];
    anna.page.on('request', (request) => request.url().endsWith('/api/commands') && commands.push(request.postData() ?? ''));
    const keys = await keysOf(anna.page);
    const address = anna.page.url();
    for (const place of [anna.transcript, anna.composer('Eva')]) {
      await place.focus();
      for (const key of ['F1', 'F2', 'F6', 'F9', 'F9', 'Escape', 'Escape', 'Enter', '1', '9', 'j', 'k', 'n', 'e', '?'])
        await keys.altGr(key);
      expect(await place.evaluate((before) => document.activeElement === before)).toBe(true);
    }
    for (const field of await anna.page.locator('input:visible, textarea:visible').all()) {
      await field.focus();
      expect(await keys.altGr('@')).toBe(true); // Q on a German keyboard
    }
    expect(anna.page.url()).toBe(address);
    expect(await anna.page.getByRole('dialog').count()).toBe(0);
    expect(commands).toEqual([]);

    await anna.page.keyboard.press('F2');
    await expect.poll(() => commands.length).toBe(1);
    expect(commands[0]).toContain('"accept"');

    await anna.row('Noah').click();
    await anna.heading('Noah').waitFor();
    await anna.row('Eva').hover();
    const stood = await anna.row('Eva').boundingBox();
    const mia = await scene().world.customer('Mia');
    await mia.startsChat('Hello?');
    await anna.offer('Mia').first().waitFor(); // it would have pushed the rows down
    expect(await anna.row('Eva').boundingBox()).toEqual(stood);
    await anna.page.mouse.down();
    await anna.page.mouse.up();
    await anna.heading('Eva').waitFor();
  });
});

interface Watched {
  seen: { came: number; went: number; focusMoved: number };
}
/** In the page: counts offers that are drawn and taken away, and moves of the focus. */
function watchOffersAndFocus(): void {
  const seen = { came: 0, went: 0, focusMoved: 0 };
  (globalThis as unknown as Watched).seen = seen;
  const offers = () => new Set([...document.querySelectorAll('#list article')].map((card) => card.getAttribute('aria-label')));
  let before = offers();
  new MutationObserver(() => {
    const now = offers();
    seen.came += now.difference(before).size;
    seen.went += before.difference(now).size;
    before = now;
  }).observe(document.body, { childList: true, subtree: true });
  for (const move of ['focusin', 'focusout']) document.addEventListener(move, () => (seen.focusMoved += 1));
}

/** In the page: the composition and the Enter that ends it within one tick. */
function confirmInOneTick(field: Element): void {
  field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: 'テント' }));
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
}

/** In the page: some frames later a press is another press than the one that ended the composition. */
async function laterPress(): Promise<void> {
  for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
}
