import { describe, expect, test } from 'vitest';
import { end, goReady, isIn, open, signIn } from './browser-desktop.node.ts';
import { sceneOfTest } from './browser-suite.node.ts';
import { inDatabase } from './stage.node.ts';

describe('the desktop', () => {
  const scene = sceneOfTest();

  test('[DT25] [DT28] [DT29] [DT176] [UX-18] whoever signs in, however fast, is Not Ready, in a word with a shape; the selector says since when and who set it', async () => {
    const desktop = await scene().desktop();
    let answers = (): void => {};
    const held = new Promise<void>((done) => {
      answers = done;
    });
    await desktop.page.route('**/api/sign-in', async (route) => {
      if (route.request().method() === 'GET') await held; // the page does not know yet which centre there is
      await route.continue();
    });
    await desktop.page.reload();
    const signedIn = signIn(desktop, 'anna');
    await desktop.button('signIn.sending').waitFor();
    answers();
    await signedIn;
    await isIn(desktop, 'notReady');
    expect(await desktop.state.locator('svg').count()).toBeGreaterThan(0);
    await desktop.state.click();
    await desktop.page.getByText(/^Since .*, set by the system: you signed in$/).waitFor();
    await desktop.page.keyboard.press('Escape');
    await goReady(desktop);
    expect(await desktop.state.locator('svg').count()).toBeGreaterThan(0);
  });

  test('[DT24] [DT27] [DT32] [DT34] accept opens; notes and disposition from the first second; Submit marks what is missing', async () => {
    const desktop = await scene().agent('anna');
    await goReady(desktop);
    const eva = await scene().world.customer('Eva');
    const id = await eva.startsChat('Is the red tent waterproof?');
    await desktop.accept('Eva').click();
    await desktop.heading('Eva').waitFor();
    await desktop.composer('Eva').waitFor();
    const send = desktop.page.getByRole('button', { name: desktop.text('chat.sendTo', { name: 'Eva' }) });
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await send.focus();
    expect(await send.evaluate((button) => document.activeElement === button)).toBe(true);

    await desktop.notes.fill('Wants the red tent.');
    const stored = () => scene().world.server.site.k.memory.recall('demo', 'interaction', id)?.state as { notes: string } | undefined;
    await expect.poll(() => stored()?.notes).toBe('Wants the red tent.');
    await end(desktop);
    const submit = desktop.page.getByRole('button', { name: desktop.text('wrapUp.submit') });
    await submit.click();
    await desktop.page.getByText(desktop.text('wrapUp.missing'), { exact: true }).waitFor();
    await desktop.page.getByRole('option', { name: 'Answer provided', exact: true }).or(desktop.disposition).first().click();
    await desktop.page.getByRole('option', { name: 'Answer provided', exact: true }).click();
    await submit.click();
    await expect.poll(async () => (await inDatabase(scene().world, id)).reason).toBe('answered');
  });

  test('[DT27] who is writing stays where they are when they accept by F2', async () => {
    const desktop = await scene().agent('anna');
    await goReady(desktop);
    const eva = await scene().world.customer('Eva');
    await eva.startsChat('First');
    await desktop.accept('Eva').click();
    await open(desktop, 'Eva');
    await desktop.composer('Eva').fill('I am just wri');
    const max = await scene().world.customer('Max');
    await max.startsChat('Second');
    await desktop.offer('Max').waitFor();
    await desktop.page.keyboard.press('F2');
    await desktop.row('Max').waitFor();
    await max.sees('Anna', (c) => (c.view?.agent === 'Anna' ? true : undefined));
    await desktop.page.keyboard.type('ting');
    expect(await desktop.composer('Eva').inputValue()).toBe('I am just writing');
    await desktop.heading('Eva').waitFor();
  });
});
