import { expect, test } from 'vitest';
import { end, goReady, isIn, signIn } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';

const scene = sceneOfSuite((yaml) =>
  yaml
    .replace('afterReject: notReady', 'afterReject: notReady\n  pendingNotReady: true')
    .replace('afterWork: []', 'afterWork: [chat]')
    .replace('    defaultDisposition: no-disposition\n', '')
    .replace('capacity: { chat: 3 }', 'capacity: { chat: 1, voice: 1 }')
    .replace('    teams: [service]\n', '    teams: [service]\n    skills: { german: 9 }\n')
    .replace(
      'pendingNotReady: true',
      'pendingNotReady: true\n  actions: { all: [notReady, ready, doNotDisturb, logOff], channel: [logOff, ready] }',
    )
    .replace('skills:\n', '  night: { label: Night watch, capacity: { chat: 1, voice: 1 } }\n\nskills:\n')
    .replace('team: service, skills: { german: 9', 'team: service, teams: [night], skills: { german: 9'),
);

test('[DT391] [WX-28.5] who signs in says in which team they work; [DT390] [GE-01.6] what is offered is what the centre names; [DT45] [DT46] [AG12] [AG16] My Channels: one channel is logged off, do not disturb comes and goes, what waits is taken back; [DT260] [BP-14.3] Ready in after-call work asks for the disposition that is missing', async () => {
  const anna = await scene().desktop();
  const { page, text } = anna;
  await signIn(anna, 'anna');
  await page.getByText(text('teams.now', { team: 'Customer service' })).waitFor();
  await anna.button('teams.other').click();
  const teams = page.getByRole('dialog', { name: text('teams.title') });
  for (const name of ['Night watch', 'Customer service']) {
    await teams.getByRole('radio', { name }).click();
    await page.getByText(text('teams.now', { team: name })).waitFor();
  }
  await page.keyboard.press('Escape');
  await anna.button('teams.other').waitFor({ state: 'detached' });
  await goReady(anna);
  await anna.state.click();
  const offered = await page.getByRole('menuitem').allTextContents();
  expect([offered[0], ...offered.slice(-4)]).toEqual([
    'Break',
    ...['ready', 'doNotDisturb', 'logOff'].map((is) => text(`state.${is}`)),
    text('channels.title'),
  ]);
  await page.getByRole('menuitem', { name: text('channels.title') }).click();
  const dialog = page.getByRole('dialog', { name: text('channels.title') });
  const voice = dialog.getByRole('listitem', { name: text('channel.voice') });
  await voice.getByRole('button', { name: new RegExp(`^${text('channels.logOff')}`) }).click();
  await voice.getByText(text('state.loggedOff'), { exact: true }).waitFor();
  await dialog.getByLabel(text('channels.quiet')).click();
  await dialog.getByText(text('channels.blocked.doNotDisturb')).waitFor();
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
  await page.getByRole('button', { name: text('undo'), exact: true }).click();
  await expect.poll(() => anna.state.textContent()).not.toContain('Lunch');

  await end(anna);
  await isIn(anna, 'afterWork');
  await anna.state.click();
  await page.getByRole('menuitem', { name: text('state.ready'), exact: true }).click();
  await page.getByText(text('wrapUp.missing')).waitFor();
  await expect.poll(() => anna.disposition.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByRole('option', { name: 'Problem solved', exact: true }).click();
  await page.getByRole('button', { name: text('wrapUp.submit') }).click();
  await isIn(anna, 'ready');
  await anna.state.click();
  await page.getByRole('menuitem', { name: 'Lunch', exact: true }).click();
  await anna.state.getByText('Lunch').waitFor();
});

test('[DT48] [AG19] [DT95] [DT96] [IN21] [DT36] [AG4] a supervisor sets a state, offers what waits to an agent who would not get it, and takes that back; the agent misses it, and takes it from the queue', async () => {
  const ben = await scene().agent('ben');
  const sam = await scene().agent('sam');
  const { page, text } = sam;
  await page.getByRole('button', { name: text('rail.team'), exact: true }).click();
  const row = page.getByRole('row', { name: /Ben Okafor/ });
  await row.getByRole('button', { name: new RegExp(`^${text('team.set')}`) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(text('team.why')).fill('Many are waiting.');
  await dialog.getByRole('button', { name: text('team.set'), exact: true }).click();
  await row.getByText(text('state.ready'), { exact: true }).waitFor();
  await ben.page.getByText('Many are waiting.').first().waitFor();

  const uwe = await scene().world.customer('Uwe'); // Anna is at lunch, and nobody else knows enough German
  await uwe.startsChat('Hello');
  await page.getByRole('button', { name: text('rail.queues'), exact: true }).click();
  const waits = page.getByRole('listitem').filter({ hasText: 'Uwe' });
  const assign = async () => {
    await waits.getByRole('button', { name: new RegExp(`^${text('queues.assign')}`) }).click();
    const ask = page.getByRole('dialog');
    const candidate = ask.getByRole('listitem').filter({ hasText: 'Ben Okafor' });
    await candidate.getByText(text('why.because', { why: 'missingSkill' })).waitFor();
    await candidate.getByRole('button', { name: new RegExp(`^${text('queues.offer')}`) }).click();
    await page.getByText(text('queues.told.offered', { name: 'Uwe', agent: 'Ben Okafor' })).waitFor();
  };
  await assign();
  await ben.accept('Uwe').waitFor();
  await page.getByRole('button', { name: text('queues.takeBack'), exact: true }).click();
  await ben.accept('Uwe').waitFor({ state: 'detached' });
  await assign();
  await ben.accept('Uwe').waitFor();
  scene().world.clock.pass(20_000);
  await ben.button('missed.ready').click();
  await waits.waitFor();
  await ben.page.getByRole('button', { name: text('rail.queues'), exact: true }).click();
  await ben.page.getByRole('button', { name: new RegExp(`^${text('queues.take')} Uwe`) }).click();
  await ben.heading('Uwe').waitFor();

  await page.getByRole('button', { name: text('me.menu', { name: 'Sam Keller' }), exact: true }).click();
  await page.getByRole('menuitem', { name: text('day.title'), exact: true }).click();
  const day = page.getByRole('row', { name: /Ben Okafor/ });
  await expect.poll(() => day.getByRole('cell').allTextContents()).toHaveLength(9);
  expect((await day.getByRole('cell').allTextContents()).slice(-3)).toEqual(['1', '1', '0']);
});
