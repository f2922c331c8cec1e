import { expect, test } from 'vitest';
import { goReady } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const scene = sceneOfSuite((yaml) =>
  yaml
    .replace('afterReject: notReady', 'afterReject: notReady\n  pendingNotReady: true')
    .replace('capacity: { chat: 3 }', 'capacity: { chat: 3, voice: 1 }'),
);

test('[DT45] [DT46] [AG12] [AG16] My Channels: one channel is logged off, do not disturb comes and goes, what waits is taken back', async () => {
  const anna = await scene().agent('anna');
  const { page, text } = anna;
  await goReady(anna);
  await anna.state.click();
  await page.getByRole('menuitem', { name: text('channels.title') }).click();
  const dialog = page.getByRole('dialog', { name: text('channels.title') });
  const voice = dialog.getByRole('listitem', { name: text('channel.voice') });
  await voice.getByRole('button', { name: new RegExp(`^${text('channels.logOff')}`) }).click();
  await voice.getByText(text('state.loggedOff'), { exact: true }).waitFor();
  await dialog.getByLabel(text('channels.quiet')).click();
  await dialog.getByText(text('channels.blocked.doNotDisturb')).waitFor();
  await page.screenshot({ path: '/tmp/shot-channels.png' });
  await dialog.getByLabel(text('channels.quiet')).click();
  await page.keyboard.press('Escape');
  await anna.state.getByText(text('state.partial')).waitFor();

  const eva = await scene().world.customer('Eva');
  await eva.startsChat('Hello');
  await anna.accept('Eva').click();
  await anna.heading('Eva').waitFor();
  await anna.state.click();
  await page.getByRole('menuitem', { name: 'Lunch', exact: true }).click();
  await anna.state.getByText('Lunch').waitFor();
  await anna.state.click();
  await page.screenshot({ path: '/tmp/shot-pending.png' });
  await page.getByRole('button', { name: text('undo'), exact: true }).click();
  await expect.poll(() => anna.state.textContent()).not.toContain('Lunch');
});

test('[DT48] [AG19] a supervisor sees the team and sets a state; the agent reads who and why', async () => {
  const ben = await scene().agent('ben');
  const sam = await scene().agent('sam');
  const { page, text } = sam;
  await page.getByRole('button', { name: text('rail.team'), exact: true }).click();
  const row = page.getByRole('row', { name: /Ben Okafor/ });
  await row.getByRole('button', { name: new RegExp(`^${text('team.set')}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(text('team.why')).fill('Many are waiting.');
  await page.screenshot({ path: '/tmp/shot-set.png' });
  await dialog.getByRole('button', { name: text('team.set'), exact: true }).click();
  await row.getByText(text('state.ready'), { exact: true }).waitFor();
  await page.screenshot({ path: '/tmp/shot-team.png' });
  await ben.page.getByText('Many are waiting.').first().waitFor();
  await ben.page.screenshot({ path: '/tmp/shot-forced.png' });
});
