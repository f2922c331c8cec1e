import { expect, test } from 'vitest';
import { axeFindings } from './browser-checks.node.ts';
import { goReady } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const scene = sceneOfSuite();

test('[DT71] [DT73] [DT76] [LG2] a code leads to its remedy, the check judges, and who leaves with work open gives it back', async () => {
  const anna = await scene().agent('anna');
  const { page, text } = anna;
  const refusal = { refused: 'agents.notNow', text: 'Not possible in this state.', code: 'PB205' };
  await page.route('**/api/commands', (route) => route.fulfill({ status: 409, json: refusal }));
  await anna.button('idle.goReady').click();
  await page.getByRole('link', { name: 'PB205' }).click();
  await page.getByText(text('help.remedy'), { exact: true }).waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('PB205');
  await page.unroute('**/api/commands');

  await page.goto(`${scene().world.url}/check`);
  await page.getByRole('heading', { name: text('check.name.version') }).waitFor();

  await page.goto(scene().world.url);
  await goReady(anna);
  const eva = await scene().world.customer('Eva');
  await eva.startsChat('Hello');
  await anna.accept('Eva').click();
  await anna.heading('Eva').waitFor();
  await eva.says('My secret is periwinkle.');
  await anna.messages.filter({ hasText: 'periwinkle' }).waitFor();
  await page.getByRole('button', { name: /Anna Winter/ }).click();
  await page.getByRole('menuitem', { name: text('logs.send'), exact: true }).click();
  const sent = page.waitForRequest('**/api/logs');
  await anna.button('logs.submit').click();
  const report = (await sent).postData() ?? '';
  expect(report).toContain('POST /api/commands accept 200');
  expect(report).not.toMatch(/periwinkle|Eva|Hello/);
  await page
    .getByRole('button', { name: text('close'), exact: true })
    .last()
    .click();
  await page.getByRole('button', { name: /Anna Winter/ }).click();
  await page.getByRole('menuitem', { name: text('me.signOut'), exact: true }).click();
  await page.getByRole('dialog').locator('strong', { hasText: 'Eva' }).waitFor();
  await anna.button('leave.giveBack').click();
  await anna.button('signIn.submit').waitFor();
});

test('[DT170] [DT171] what crashes on a page stays there: the rest works, its code leads to help, a report is sent, another try succeeds', async () => {
  const ben = await scene().agent('ben');
  const { page, text } = ben;
  await page.route('**/api/queues?*', (route) => route.fulfill({ json: { queues: [null] } })); // no figures: drawing them fails
  await ben.button('rail.queues').click();
  const broken = page.getByRole('alert');
  await broken.getByText(text('broken.zone.page')).waitFor();
  await broken.getByRole('link', { name: 'PB910' }).waitFor();
  await goReady(ben);
  await broken.getByRole('button', { name: text('again') }).click();
  await broken.getByText(text('broken.failedAgain')).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await ben.button('broken.report').click();
  expect(await page.getByRole('textbox', { name: text('logs.comment') }).inputValue()).toContain('PB910');
  const sent = page.waitForRequest('**/api/logs');
  await ben.button('logs.submit').click();
  expect((await sent).postData()).toContain('page: TypeError');
  await page
    .getByRole('button', { name: text('close'), exact: true })
    .last()
    .click();
  await page.unroute('**/api/queues?*');
  await broken.getByRole('button', { name: text('again') }).click();
  await page.getByRole('heading', { level: 1, name: text('queues.title') }).waitFor();
  expect(scene().complaints()).toEqual([expect.stringContaining('TypeError'), expect.stringContaining('TypeError')]);

  await page.goto(`${scene().world.url}/widgets`);
  await page.getByText(text('page.for.widgets')).waitFor();
});
