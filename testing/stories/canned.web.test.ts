import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Crm, startCrm, withPops } from '../crm.node.ts';
import type { ApiCustomer } from '../customer.node.ts';
import { pdf } from '../upload.node.ts';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, goReady, open } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const greeting = 'Hello Eva, I am Anna of Customer service. How can I help you?';
const more = (text: string) => `${text}  broken: { title: Broken, text: 'Your order {form.number} is on its way, {customer.phone}.' }\n`;

/** Every frame that reaches this page from now on. */
async function hears(page: Page): Promise<readonly string[]> {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void heard.push(String(payload))));
  await page.reload();
  return heard;
}

describe('what an agent has beside the conversation', () => {
  let crm: Crm;
  beforeAll(async () => {
    crm = await startCrm();
  });
  afterAll(() => crm.close());
  const scene = sceneOfSuite((text) =>
    withPops(crm.url)(more(text)).replace('sessionHours: 12', 'sessionHours: 12\n  severalDesktops: true'),
  );
  const secret = 'whisper-4711';
  let heard: readonly string[];
  let anna: DesktopPage;
  let eva: ApiCustomer;
  beforeAll(async () => {
    anna = await scene().agent('anna');
    await goReady(anna);
    eva = await scene().world.customer('Eva');
    heard = await hears(anna.page);
    const data = { order: 'HO 1/2', code: secret };
    await eva.asks({ type: 'startChat', form: { name: 'Eva', subject: 'A tent' }, data, text: 'My tent is torn.' });
    await anna.offer('Eva').getByText('HO 1/2').waitFor();
    const wiki = anna.page.waitForEvent('popup');
    await anna.accept('Eva').click();
    await anna.composer('Eva').waitFor();
    expect(await (await wiki).evaluate(() => window.opener)).toBeNull();
    await (await wiki).close();
  });
  const list = () => anna.page.getByRole('listbox', { name: anna.text('canned.list') });
  const option = (name: string) => list().getByRole('option', { name: new RegExp(`^${name}`) });

  test('[CN2] [CN3] "/" finds while the agent writes, Enter puts the filled text where the caret is, and again in the same message', async () => {
    const composer = anna.composer('Eva');
    await composer.pressSequentially('/gre');
    await option('Greeting').waitFor();
    expect(await option('Greeting').getAttribute('aria-selected')).toBe('true');
    await anna.page.getByText(greeting).waitFor();
    expect(await axeFindings(anna.page)).toEqual([]);
    expect(await tooWide(anna.page)).toEqual([]);
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe(greeting);
    await composer.pressSequentially(' /label');
    await composer.press('Enter');
    expect(await composer.inputValue()).toMatch(/^Hello Eva, .* Here is your label\./);
    await composer.press('Control+Home');
    await composer.pressSequentially('Dear customer. ');
    await composer.press('Enter');
    const said = await eva.sees('the answer', (c) => c.said.find((m) => m.from === 'agent'));
    expect(said.text).toMatch(/^Dear customer\. Hello Eva, .* Here is your label\./);
  });

  test('[CN5] arrows choose, Escape closes and leaves what was typed; the button opens all', async () => {
    const { page } = anna;
    const composer = anna.composer('Eva');
    await composer.pressSequentially('and/or /');
    await list().waitFor();
    await composer.press('ArrowDown');
    await expect.poll(() => list().getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
    await composer.press('Escape');
    await list().waitFor({ state: 'detached' });
    expect(await composer.inputValue()).toBe('and/or /');
    await composer.fill('');
    await anna.button('canned.button').click();
    await option('Goodbye').click();
    expect(await composer.inputValue()).toBe('Thank you for writing, Eva. Have a good day!');
    await composer.fill('/zzzz');
    await page.getByText(anna.text('canned.empty', { query: 'zzzz' })).waitFor();
    await composer.fill('');
  });

  test('[CN4] a variable that nobody knows is marked, selected in the text, and keeps the message back until it is replaced', async () => {
    const { page, text } = anna;
    const composer = anna.composer('Eva');
    await composer.pressSequentially('/broken');
    await page.locator('mark', { hasText: '{form.number}' }).waitFor();
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('Your order {form.number} is on its way.');
    await page.getByText(text('canned.open', { variable: '{form.number}' })).waitFor();
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('Your order {form.number} is on its way.');
    await page.keyboard.type('4711');
    expect(await composer.inputValue()).toBe('Your order 4711 is on its way.');
    await composer.press('Enter');
    await eva.hears('Your order 4711 is on its way.');
  });

  test('[SP5] [SP6] [SP7] [SP10] a page shows itself beside the chat without any right, stays as it is meanwhile, and says when it cannot be shown', async () => {
    const { page, text } = anna;
    const context = page.getByRole('complementary', { name: text('zone.context') });
    const tab = (name: string) => context.getByRole('tab', { name: new RegExp(`^${name}`) });
    const order = page.frameLocator('iframe[title=Order]:visible').frameLocator('iframe');
    await order.getByRole('heading', { name: '/open/HO 1/2?who=Eva', exact: true }).waitFor();
    await order.getByText('origin null, referrer []').waitFor();
    expect(await tab('Order').getAttribute('aria-selected')).toBe('true');
    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await order.getByLabel('Remark').fill('Half written');

    const max = await scene().world.customer('Max');
    await max.startsChat('Second');
    await anna.accept('Max').click();
    await order.getByRole('heading', { name: '/open/?who=Max', exact: true }).waitFor();
    await tab('Shut').click();
    const shut = context.getByRole('tabpanel', { name: 'Shut' });
    await shut.getByText(text('pop.refused', { host: new URL(crm.url).host })).waitFor();
    expect(await shut.getByRole('link', { name: text('pop.open') }).getAttribute('href')).toContain(`${crm.url}/shut/`);
    await tab('Shut').press('ArrowRight');
    await context.getByRole('tabpanel', { name: 'Wiki' }).getByText(text('pop.apart')).waitFor();
    await tab('Wiki').press('Home');
    await context.getByLabel(text('contact.name'), { exact: true }).waitFor();

    await anna.row('Eva').click();
    await anna.heading('Eva').waitFor();
    expect(await order.getByLabel('Remark').inputValue()).toBe('Half written');
    const handsOver = async (value: string, answer: string) => {
      await order.getByLabel('Remark').fill(value);
      await order.getByRole('button', { name: 'Hand over' }).click();
      await order.getByText(`{"patchbay":1,"type":"saved","id":1,"values":{"order":"${answer}"}}`, { exact: true }).waitFor();
    };
    await order.getByText('{"patchbay":1,"type":"ready","takes":["order"]}', { exact: true }).waitFor();
    await handsOver('HO 3/4', 'saved');
    await context.getByText(text('pop.saved', { names: 'Order' })).waitFor();
    await handsOver('HO 3/4', 'same');
    await saveElsewhere({ variable: 'order', value: 'HO 5', baseRev: 2 }, 'elsewhere-order');
    await handsOver('HO 6', 'changed');
    await context.getByText(text('pop.wanted', { name: 'Order' })).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.getByRole('button', { name: text('pop.take') }).click();
    await context.getByText(text('pop.wanted', { name: 'Order' })).waitFor({ state: 'detached' });
    await handsOver('HO 6', 'same');
    await anna.button('pop.again', { label: 'Order' }).click();
    await expect.poll(() => order.getByLabel('Remark').inputValue()).toBe('');
  });

  /** Anna saves in another window of hers. */
  const saveElsewhere = async (saved: object, key: string) => {
    const { cookies } = await anna.page.context().storageState();
    const save = { type: 'saveData', interaction: anna.page.url().split('/').at(-1), ...saved };
    const headers = { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), 'idempotency-key': key };
    await anna.page.request.post(`${scene().world.url}/api/commands`, { data: save, headers });
  };

  test('[SP8] [SP9] a form keeps what is written beside another chat, is saved together, says what is missing, and who was first', async () => {
    const { page, text } = anna;
    const context = page.getByRole('complementary', { name: text('zone.context') });
    const field = (name: string) => context.getByRole('form', { name: 'Fault' }).getByLabel(new RegExp(`^${name}`));
    await context.getByRole('tab', { name: /^Fault/ }).click();
    await context.getByRole('heading', { name: /^The order/ }).waitFor();
    await field('Needed by').fill('2026-12-20');
    await anna.row('Max').click();
    await anna.heading('Max').waitFor();
    await anna.row('Eva').click();
    await anna.heading('Eva').waitFor();
    expect(await field('Needed by').inputValue()).toBe('2026-12-20');
    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await saveElsewhere({ variable: 'needed-by', value: '2026-12-24', baseRev: 0 }, 'a-form-elsewhere');
    await field('Needed by').press('Enter');
    await context.getByRole('alert').getByText('Anna Winter', { exact: false }).waitFor();
    await expect.poll(() => field('Needed by').inputValue()).toBe('2026-12-24');
    await anna.button('form.useMine').click();
    expect(await field('Needed by').inputValue()).toBe('2026-12-20');
    await anna.button('edit.save').click();
    await context.getByText(text('form.fillIn')).waitFor(); // the next page has what is missing
    await field('Topic').selectOption('repair');
    await anna.button('edit.save').click();
    await context.getByText(text('form.saved')).waitFor();
    await expect.poll(() => context.getByText(text('form.missing', { n: 1 })).count()).toBe(0);
    await anna.button('form.back').click();
    await expect.poll(() => field('Needed by').inputValue()).toBe('2026-12-20');
  });

  test('[CN6] [CN7] [CN8] [CN9] an agent writes one with a file, imports another after seeing what is wrong with a file, finds the favourite first, and sends its file with it', async () => {
    const { page, text } = anna;
    await anna.composer('Eva').pressSequentially('/');
    await anna.button('canned.manage').click();
    await anna.button('canned.page.new').click();
    await page.getByLabel(text('canned.form.title'), { exact: true }).fill('Pegs');
    await page.getByLabel(text('canned.form.text'), { exact: true }).fill('Take the wide pegs, {customer.firstName}.');
    const chooser = page.getByRole('form', { name: text('canned.form.new') }).locator('input[type=file]');
    await chooser.setInputFiles({ name: 'pegs.pdf', mimeType: 'application/pdf', buffer: pdf() });
    await page.getByRole('button', { name: text('attach.remove', { name: 'pegs.pdf' }) }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await anna.button('edit.save').click();
    await page.getByText(text('canned.page.saved', { title: 'Pegs' })).waitFor();
    await page.getByRole('link', { name: 'pegs.pdf' }).waitFor();
    await page.getByRole('button', { name: `${text('canned.page.favour')}: Pegs`, exact: true }).click();
    await anna.button('canned.page.import').click();
    await page.getByLabel(text('canned.file.paste'), { exact: true }).fill('title,text\nLines,Tie them twice.\n,nothing');
    await page.getByText(text('canned.file.line', { line: 3 })).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await anna.button('canned.file.go', { count: '1' }).click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    await page.goBack();
    await anna.composer('Eva').waitFor();
    await anna.composer('Eva').fill('');
    await anna.composer('Eva').pressSequentially('/');
    await list().waitFor();
    expect(await list().getByRole('option').first().innerText()).toContain('Pegs');
    await anna.composer('Eva').press('Enter');
    expect(await anna.composer('Eva').inputValue()).toBe('Take the wide pegs, Eva.');
    await page.getByRole('button', { name: text('attach.remove', { name: 'pegs.pdf' }) }).waitFor(); // it is on the server
    await anna.composer('Eva').press('Enter');
    await eva.hears('Take the wide pegs, Eva.');
    await eva.sees('the file', (c) => c.view?.entries.find((e) => e.type === 'said' && e.file?.name === 'pegs.pdf'));
  });

  test('[CD2] [CD4] [CD6] a value is reverted and saved, the first save wins in sight; a secure one was in no frame, and shows itself for a moment', async () => {
    const { page, text } = anna;
    const context = page.getByRole('complementary', { name: text('zone.context') });
    await context.getByRole('tab', { name: /^Contact/ }).click();
    const order = context.getByLabel('Order', { exact: true });
    const press = (key: string, of: string) => context.getByRole('button', { name: `${text(key)} ${of}`, exact: true }).click();
    await order.fill('HO 9');
    await press('edit.revert', 'Order');
    expect(await order.inputValue()).toBe('HO 6'); // what the page of another system has handed over
    await order.fill('HO 3');
    await saveElsewhere({ variable: 'order', value: 'HO 2', baseRev: 4 }, 'another-window');
    await press('edit.save', 'Order');
    await context.getByRole('alert').getByText('Anna Winter', { exact: false }).waitFor();
    await expect.poll(() => order.inputValue()).toBe('HO 2');
    await context.getByText('HO 3').waitFor();
    await order.fill('HO 3');
    await press('edit.save', 'Order');
    await expect.poll(() => heard.some((frame) => frame.includes('HO 3'))).toBe(true);
    expect(heard.join()).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
    await press('data.reveal', 'Customer code');
    await context.getByText(secret).waitFor();
    await context.getByText(secret).waitFor({ state: 'detached' });
  });

  test('[DT11] [DT93] a draft is at the other computer at once; where both have written, both are shown and one is taken', async () => {
    const other = await scene().agent('anna');
    for (const desktop of [anna, other]) await open(desktop, 'Eva');
    const [here, there] = [anna.composer('Eva'), other.composer('Eva')];
    await here.fill('Dear Eva');
    await expect.poll(() => there.inputValue()).toBe('Dear Eva');
    const late = await readsLate(other.page);
    await here.fill('Dear Eva,');
    await expect.poll(() => there.inputValue()).toBe('Dear Eva,');
    await late();
    expect(await there.inputValue()).toBe('Dear Eva,'); // what was read before is older than what was heard
    await anna.page.route('**/api/drafts', (route) => route.fulfill({ status: 429, json: { refused: 'requests.tooMany', text: '' } }));
    await here.fill('Dear Eva, here');
    await there.fill('Dear Eva, there');
    const clash = anna.page.getByRole('alert').filter({ hasText: anna.text('draft.title') });
    await clash.getByText('Dear Eva, there').waitFor();
    expect(await here.inputValue()).toBe('Dear Eva, here');
    await anna.page.unroute('**/api/drafts');
    await anna.button('draft.keep').click();
    await expect.poll(() => there.inputValue()).toBe('Dear Eva, here');
    await there.press('Enter');
    await expect.poll(() => here.inputValue()).toBe('');
    await other.page.close();
  });
});

/** Loads a desktop that gets the answer to its reading of the drafts only when the answer of this is called. */
async function readsLate(page: Page): Promise<() => Promise<void>> {
  const answer = Promise.withResolvers<void>();
  const read = Promise.withResolvers<void>();
  await page.route('**/api/drafts', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    read.resolve();
    await answer.promise;
    return route.fulfill({ response });
  });
  await page.reload();
  await read.promise;
  return async () => {
    const done = page.waitForResponse((response) => response.url().endsWith('/api/drafts') && response.request().method() === 'GET');
    answer.resolve();
    await (await done).finished();
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await page.unroute('**/api/drafts');
  };
}
