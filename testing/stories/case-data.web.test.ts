import { describe, expect, test } from 'vitest';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { goReady } from './browser-desktop.node.ts';
import { sceneOfTest } from './browser-suite.node.ts';

describe('case data at the desktop', () => {
  const scene = sceneOfTest();

  test('[CD2] [CD4] [CD6] a value is in the offer, saved and reverted; a secure one shows itself on demand and was in no frame before', async () => {
    const desktop = await scene().agent('anna');
    const { page, text } = desktop;
    const heard: string[] = [];
    await page.reload(); // from now on every frame is heard
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
    await page.reload();
    await desktop.state.waitFor();
    await goReady(desktop);
    const eva = await scene().world.customer('Eva');
    const data = { order: 'HO-20418', code: 'whisper-4711' };
    await eva.asks({ type: 'startChat', form: { name: 'Eva', subject: 'A tent' }, data, text: 'Hello' });
    await desktop.offer('Eva').getByText('HO-20418').waitFor();
    await desktop.accept('Eva').click();
    await desktop.heading('Eva').waitFor();

    const context = page.getByRole('complementary', { name: text('zone.context') });
    const order = context.getByLabel('Order', { exact: true });
    await order.fill('HO-2');
    await context.getByRole('button', { name: `${text('edit.revert')} Order`, exact: true }).click();
    expect(await order.inputValue()).toBe('HO-20418');
    await order.fill('HO-20419');
    await context.getByRole('button', { name: `${text('edit.save')} Order`, exact: true }).click();
    await expect.poll(() => heard.some((frame) => frame.includes('HO-20419'))).toBe(true);

    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    expect(heard.length).toBeGreaterThan(3);
    expect(heard.join()).not.toContain('whisper-4711');
    expect(await page.content()).not.toContain('whisper-4711');
    await context.getByRole('button', { name: `${text('data.reveal')} Customer code`, exact: true }).click();
    await context.getByText('whisper-4711').waitFor();
    await context.getByText('whisper-4711').waitFor({ state: 'detached' });
  });
});
