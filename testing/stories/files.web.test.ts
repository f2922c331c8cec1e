import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiCustomer } from '../customer.node.ts';
import { pdf, photo } from '../upload.node.ts';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, goReady } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';
import { startChat } from './browser-widget.node.ts';

describe('files at the desktop', () => {
  const scene = sceneOfSuite();
  let anna: DesktopPage;
  let eva: ApiCustomer;
  beforeAll(async () => {
    anna = await scene().agent('anna');
    await goReady(anna);
    eva = await scene().world.customer('Eva');
    await eva.startsChat('The zip of my tent is torn. See the pictures.');
    await anna.accept('Eva').click();
    await anna.composer('Eva').waitFor();
    await eva.shows({ name: 'tent.jpg', bytes: await photo(1200, 900) }, 'The torn zip');
    await eva.shows({ name: 'detail.jpg', bytes: await photo(400, 400) });
    await eva.shows({ name: 'receipt.pdf', bytes: pdf('receipt') });
  });

  test('[CH32] a picture of the customer opens large; keys go on, enlarge and turn; closing gives the focus back', async () => {
    const { page, text } = anna;
    const small = page.getByRole('button', { name: text('file.open', { name: 'The torn zip' }) });
    await small.click();
    const dialog = page.getByRole('dialog', { name: 'The torn zip' });
    await dialog.waitFor();
    await dialog.getByRole('img', { name: 'The torn zip' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('+');
    await dialog.getByText('150 %').waitFor();
    await page.keyboard.press('r');
    await expect.poll(() => dialog.locator('img').getAttribute('style')).toContain('rotate(90deg)');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'detail.jpg' }).waitFor();
    await page.getByText(text('lightbox.of', { n: 2, all: 2 })).waitFor();
    const saved = page.waitForEvent('download');
    await page.keyboard.press('d');
    expect((await saved).suggestedFilename()).toBe('detail.jpg');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await small.evaluate((e) => e === document.activeElement)).toBe(true);
  });

  test('[FI7] a document is a row with its name and size; pressing it saves it', async () => {
    await anna.page.getByRole('log', { name: anna.text('chat.transcript') }).press('End'); // rows out of sight are not drawn
    const saved = anna.page.waitForEvent('download');
    await anna.page.getByRole('link', { name: /receipt\.pdf/ }).click();
    expect((await saved).suggestedFilename()).toBe('receipt.pdf');
  });

  test('[CH31] what is chosen waits above the field, can be described and removed; what cannot be sent is told before', async () => {
    const { page, text } = anna;
    const chooser = page.locator('input[type=file]');
    await chooser.setInputFiles([
      { name: 'label.pdf', mimeType: 'application/pdf', buffer: pdf('label') },
      { name: 'how to.jpg', mimeType: 'image/jpeg', buffer: await photo() },
      { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
      { name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(11 * 1024 * 1024) },
    ]);
    const tray = page.getByRole('list', { name: text('attach.chosen') });
    await expect.poll(() => tray.getByRole('listitem').count()).toBe(4);
    await page.getByText(text('attach.unready')).waitFor();
    await tray.getByText('larger than 10 MB').waitFor();
    await page.getByRole('textbox', { name: text('attach.altOf', { name: 'how to.jpg' }) }).fill('How to sew it');
    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    for (const name of ['tool.exe', 'huge.png']) await page.getByRole('button', { name: text('attach.remove', { name }) }).click();
    await anna.composer('Eva').fill('Here is how, and a label to send it back.');
    await page.getByText(text('chat.hint')).waitFor();
    await anna.composer('Eva').press('Enter');
    await tray.waitFor({ state: 'detached' });
    await eva.hears('Here is how, and a label to send it back.');
    const got = (name: string) => eva.sees(name, (c) => c.view?.entries.find((e) => e.type === 'said' && e.file?.name === name));
    await got('label.pdf');
    expect(await got('how to.jpg')).toMatchObject({ file: { alt: 'How to sew it' } });
    await page.getByRole('button', { name: text('file.open', { name: 'How to sew it' }) }).waitFor();
  });

  test('[CH31] files are dropped on the conversation and pasted into the field, and wait while another one is looked at', async () => {
    const { page, text } = anna;
    const give = (type: 'drop' | 'paste', name: string) =>
      page.evaluate(
        ({ type, name }) => {
          const data = new DataTransfer();
          data.items.add(new File(['some text'], name, { type: 'text/plain' }));
          const field = document.querySelector('textarea[data-composer]');
          const event =
            type === 'drop'
              ? new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })
              : new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data });
          field?.dispatchEvent(event);
        },
        { type, name },
      );
    await give('drop', 'dropped.txt');
    await give('paste', 'pasted.txt');
    const remove = (name: string) => page.getByRole('button', { name: text('attach.remove', { name }) });
    await remove('pasted.txt').waitFor();
    await page.goBack();
    await remove('pasted.txt').waitFor({ state: 'detached' });
    await anna.row('Eva').first().click();
    for (const name of ['dropped.txt', 'pasted.txt']) await remove(name).click();
    await page.getByRole('list', { name: text('attach.chosen') }).waitFor({ state: 'detached' });
  });
});

describe('files of a customer', () => {
  const scene = sceneOfSuite();

  test('[WI30] [WI31] a customer sends a picture with words and gets a document; both sides see what the other sent', async () => {
    const anna = await scene().agent('anna');
    await goReady(anna);
    const shop = await scene().shop();
    await startChat(shop, { name: 'Eva', subject: 'The zip of my tent is torn.' });
    await anna.accept('Eva').click();
    await anna.composer('Eva').waitFor();
    const { panel, say } = shop;
    await panel.locator('input[type=file]').setInputFiles([
      { name: 'tent.jpg', mimeType: 'image/jpeg', buffer: await photo(3000, 2000) },
      { name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
    ]);
    await panel.getByText(say('fileKind')).waitFor();
    await panel.getByRole('button', { name: say('fileDrop', { name: 'tool.exe' }) }).click();
    await panel.getByRole('textbox', { name: `${say('fileAlt')} tent.jpg` }).fill('The torn zip');
    await panel.locator('progress').waitFor({ state: 'detached' });
    expect(await axeFindings(shop.page)).toEqual([]);
    await shop.button('filesSend').click();
    await panel.getByRole('button', { name: say('fileOpen', { name: 'The torn zip' }) }).click();
    const large = shop.page.getByRole('dialog', { name: 'The torn zip' });
    await large.getByRole('img', { name: 'The torn zip' }).waitFor();
    await shop.page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });
    await panel.waitFor();

    await anna.page.getByRole('button', { name: anna.text('file.open', { name: 'The torn zip' }) }).click();
    await anna.page.getByRole('dialog', { name: 'The torn zip' }).getByRole('img', { name: 'The torn zip' }).waitFor();
    await anna.page.keyboard.press('Escape');
    await anna.page.locator('input[type=file]').setInputFiles({ name: 'label.pdf', mimeType: 'application/pdf', buffer: pdf('label') });
    await anna.page.getByText(anna.text('chat.hint')).waitFor();
    await anna.composer('Eva').fill('Send it back with this label, please.');
    await anna.composer('Eva').press('Enter');
    const saved = shop.page.waitForEvent('download');
    await panel.getByRole('button', { name: say('fileSave', { name: 'label.pdf' }) }).click();
    expect((await saved).suggestedFilename()).toBe('label.pdf');
    for (const { page } of [anna, shop]) expect(await axeFindings(page)).toEqual([]);
  });
});
