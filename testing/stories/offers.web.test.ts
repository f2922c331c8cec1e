import { describe, expect, test } from 'vitest';
import { demo } from '../world.node.ts';
import { type DesktopPage, goReady } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const roomy = (text: string) =>
  text.replace('capacity: { chat: 3 }', 'capacity: { chat: 8 }').replace('offerSeconds: 20', 'offerSeconds: 600');
const names = ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus', 'Hal'];

/** In the page: a browser that may not sound before the first press, whoever asks it. */
function silentUntilPressed(): void {
  let pressed = false;
  addEventListener(
    'pointerdown',
    () => {
      pressed = true;
    },
    true,
  );
  Object.defineProperty(navigator, 'userActivation', {
    value: {
      get hasBeenActive() {
        return pressed;
      },
    },
  });
  Object.defineProperty(AudioContext.prototype, 'state', { get: () => (pressed ? 'running' : 'suspended') });
}

describe('many offers', () => {
  const scene = sceneOfSuite(roomy);
  const stack = ({ page, text }: DesktopPage) => page.getByRole('complementary', { name: text('offer.stack') });
  const namesOn = (desktop: DesktopPage) =>
    stack(desktop)
      .getByRole('article')
      .evaluateAll((cards) => cards.map((card) => (card.getAttribute('aria-label') ?? '').replace(/^.*: /, '')));

  test('[DT65] [DT66] [DT310] [UX-11] eight stack with a pager, the earliest on top; another page of the desktop shows them too; all are accepted at one press, within the capacity', async () => {
    const anna = await scene().agent('anna');
    const { page, text } = anna;
    await page.context().addInitScript(silentUntilPressed);
    await page.reload();
    await goReady(anna);
    for (const name of names) {
      await (await scene().world.customer(name)).startsChat(`I am ${name}.`);
      await anna.offer(name).waitFor();
      scene().world.clock.pass(1000);
    }
    const listed = await anna.list.getByRole('article').evaluateAll((all) => all.map((card) => card.getAttribute('aria-label') ?? ''));
    expect(listed.map((label) => label.replace(/^.*: /, ''))).toEqual(names.toReversed()); // the list: the latest on top

    const silent = page.getByText(text('sound.blocked')); // until the first press on this page
    await silent.waitFor();
    const narrow = anna.button('list.narrow');
    await narrow.hover();
    const stood = await narrow.boundingBox();
    await page.mouse.down();
    await silent.waitFor({ state: 'detached' });
    expect(await narrow.boundingBox()).toEqual(stood);
    await page.mouse.up();
    await stack(anna)
      .getByText(text('offer.pager', { from: 1, to: 5, count: 8 }))
      .waitFor();
    expect(await namesOn(anna)).toEqual(names.slice(0, 5));
    await page.getByRole('button', { name: text('offer.after') }).click();
    expect(await namesOn(anna)).toEqual(names.slice(5));
    await anna.button('rail.settings').click();
    await stack(anna)
      .getByText(text('offer.pager', { from: 1, to: 5, count: 8 }))
      .waitFor();

    await page.keyboard.press('F2'); // the one on top, however many have come since
    await anna.heading('Ada').waitFor();
    await stack(anna)
      .getByText(text('offer.pager', { from: 1, to: 5, count: 7 }))
      .waitFor();
    await scene().world.apply(roomy(demo).replace('chat: 8', 'chat: 5'));
    await anna.list.getByText('8 / 5').waitFor();
    await stack(anna)
      .getByRole('button', { name: text('offer.acceptAll', { count: 7 }) })
      .click();
    await expect.poll(() => namesOn(anna)).toEqual(names.slice(5));
    expect(
      await stack(anna)
        .getByText(text('offer.over', { places: 5 }))
        .count(),
    ).toBe(3);
    await expect.poll(() => anna.rows.count()).toBe(5);
    await anna.page.reload();
    await expect.poll(() => anna.rows.count()).toBe(5);
  });
});
