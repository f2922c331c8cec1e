import { startSmtp } from '@patchbay/email/test/smtp.node.ts';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testClock } from '../clock.ts';
import { type MailWorld, mailWorld, writes } from '../mails.node.ts';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { end, goReady } from './browser-desktop.node.ts';
import { beginScene, type Scene } from './browser-scene.node.ts';
import { browserOfSuite } from './browser-suite.node.ts';

const browser = browserOfSuite();
let scene: Scene<MailWorld>;
let page: Page;
beforeAll(async () => {
  scene = beginScene(browser(), await mailWorld({ clock: testClock(Date.now()) }));
  ({ page } = await scene.agent('anna'));
});
afterAll(() => scene.close());

test('[EM114] [EM120] [EM138] [EM303] a mail is taken from the queue and answered with formats and a link; the draft outlives a reload, and what was sent is what was written', async () => {
  const { world } = scene;
  await writes(world, { subject: 'Where is my tent?' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await page.getByRole('button', { name: /^Take/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Where is my tent?' }).waitFor();
  await page.getByText('Where is it?').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button('Reply').click();
  const text = page.getByRole('textbox', { name: 'Your text', exact: true });
  await text.click();
  await page.keyboard.type('It comes ');
  await page.keyboard.press('Alt+F10');
  await expect.poll(() => button('Bold').evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => text.evaluate((e) => e === document.activeElement)).toBe(true);
  await page.keyboard.type('tomorrow');
  await button('Bold').click();
  await page.keyboard.type(', see ');
  await button('Link').click();
  const address = page.getByRole('textbox', { name: 'Address of the link' });
  await address.fill('javascript:alert(1)');
  await address.press('Enter');
  await page.getByText('This is no address.').waitFor();
  await address.fill('harbour.example/way');
  await address.press('Enter');
  await text.getByRole('link', { name: 'harbour.example/way' }).waitFor();
  await page.getByText('Draft saved').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.evaluate(async () => {
    const put = `/api/files?canned=own&name=way.txt&id=${crypto.randomUUID()}`;
    const sent = await fetch(put, { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: 'First left.' });
    const { file } = await sent.json();
    const response = { title: 'The way to us', text: 'Here is the way.', files: [{ id: file.id, alt: '' }] };
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/canned', { method: 'POST', headers, body: JSON.stringify({ type: 'write', id: null, shared: false, response }) });
  });
  await page.reload();
  await text.getByText('tomorrow').waitFor();
  await text.evaluate((field) => {
    const data = new DataTransfer();
    data.setData('text/html', '<table><tr><td>Tent</td><td>2</td></tr><tr><td>Poles</td><td><p>8</p></td></tr></table>');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await text.getByText('Poles | 8').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await tooWide(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await button('Send').click();
  await page.getByText('Leaves in').waitFor();
  await expect
    .poll(() => {
      world.clock.pass(1000);
      return world.sent.at(-1)?.raw.replaceAll('=\r\n', '');
    })
    .toMatch(/It comes <strong>tomorrow<\/strong>, see <a [^>]*href=3D"https:\/\/harbour\.example\/way"/);
});

test('[DT293] [DT297] [DT298] [EM270] [EM271] [EM272] [BP-60] [BP-65] several are noted and finished where they wait; the next one is taken with one press, closed, taken back after a reload, and closed for good', async () => {
  const { world } = scene;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  for (const subject of ['Advert', 'Another advert', 'A lost parcel']) {
    await writes(world, { subject });
    world.clock.pass(1000); // each is due after the one before
  }
  await button('E-mail').click();
  for (const subject of ['Advert', 'Another advert'])
    await page.getByRole('checkbox', { name: `Choose Eva Lind, ${subject}`, exact: true }).check();
  await button('Note: Follow-up needed').click();
  await page.getByText('2 of 2 done.').waitFor();
  await expect.poll(() => page.getByText('noted: Follow-up needed').count()).toBe(2);
  for (const subject of ['Advert', 'Another advert'])
    await page.getByRole('checkbox', { name: `Choose Eva Lind, ${subject}`, exact: true }).check();
  expect(await axeFindings(page)).toEqual([]);
  await button('Finish: Spam').click();
  await expect.poll(() => page.getByRole('checkbox', { name: /^Choose Eva Lind/ }).count()).toBe(1);
  await button('Take next').click();
  await page.getByRole('heading', { level: 1, name: 'A lost parcel' }).waitFor();
  await button('Close without reply').click();
  await page.getByRole('menuitem', { name: 'Spam', exact: true }).click();
  await page.getByText('Closed without reply: Spam. Final in').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await page.getByText('Closed without reply: Spam. Final in').waitFor();
  await button('Undo').click();
  await button('Close without reply: Spam').click();
  await page.getByText('Closed without reply: Spam. Final in').waitFor();
  world.clock.pass(10_000);
  await page.getByText('Closed without reply: Spam. Final in').waitFor({ state: 'detached' });
  await page.getByRole('toolbar', { name: 'What to do with the e-mail' }).getByRole('button').first().waitFor({ state: 'detached' });
});

test('[DT430] [DT432] [CN20] [DT285] [DT286] [DT287] [DT288] [DT289] [DT290] [DT294] [DT295] [DT296] a mail of the list is answered, read by a supervisor before it leaves, and another is begun and handed on', async () => {
  const { world } = scene;
  const first = await writes(world, { from: 'Paul <paul@press.example>', subject: 'A statement?', id: 'press-1' });
  world.clock.pass(1000); // mails of one moment stand in any order
  await writes(world, {
    from: 'Paul <paul@press.example>',
    subject: 'Re: A statement?',
    head: 'In-Reply-To: <press-1@example.com>\n',
    text: 'Soon?',
  });
  const button = (name: string | RegExp, on = page) => on.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  await button('E-mail').click();
  await button(/^Take A statement/).click();
  await page.getByRole('heading', { level: 1, name: 'A statement?' }).waitFor();
  const thread = page.getByRole('region', { name: 'E-mails of this case' });
  await thread.getByText('Soon?').waitFor();
  await button('Newest first').click();
  await button('Oldest first').waitFor();
  await expect.poll(() => thread.locator('details').first().textContent()).toContain('Where is it?');
  await button(/^Reply e-mail of Paul/)
    .first()
    .click();
  const text = page.getByRole('textbox', { name: 'Your text', exact: true });
  const edge = page.getByRole('separator', { name: 'Height of what is read' });
  await edge.focus();
  await page.keyboard.press('Home');
  await expect.poll(() => edge.getAttribute('aria-valuenow')).toBe('20');
  await text.click();
  await page.keyboard.type('Tomorrow.');
  const { page: sam } = await scene.agent('sam');
  await sam.goto(`${world.url}/cases#${first.case}`);
  await sam.getByText('Anna Winter is writing an answer to this.').waitFor();
  await button('Take over', sam).click();
  await sam.getByRole('dialog', { name: 'Take this over from Anna Winter?' }).waitFor();
  expect(await axeFindings(sam)).toEqual([]);
  await button('Leave it with them', sam).click();
  await button('Send in another way').click();
  await page.getByRole('menuitem', { name: /^Send and finish/ }).click();
  await page.getByText('A supervisor reads this answer').waitFor();
  await button('E-mail', sam).click();
  await button('To read before sending (1)', sam).click();
  await button(/^Read/, sam).click();
  await button('Approve and send', sam).waitFor();
  expect(await axeFindings(sam)).toEqual([]);
  await button('Approve and send', sam).click();
  await expect
    .poll(() => {
      world.clock.pass(1000);
      return world.sent.at(-1)?.to;
    })
    .toEqual(['paul@press.example']);
  expect(world.sent.at(-1)?.raw).toContain(`#${(await numberOf(first.case)) ?? ''}`);
  await sam.goto(`${world.url}/day`);
  await sam.getByRole('table', { name: 'E-mails today, by queue' }).getByRole('row', { name: 'Press 1 1 0 0' }).waitFor();
  expect(await axeFindings(sam)).toEqual([]);
  await button('New e-mail').click();
  await button('Orders').click();
  const to = page.getByRole('combobox', { name: 'To', exact: true });
  await to.click();
  await page.keyboard.type('paul@pr');
  await page.getByRole('option', { name: 'paul@press.example' }).click();
  await page.keyboard.type('lab@nobody.example,');
  await page.getByTitle(/Nobody has written to us from nobody\.example yet/).waitFor();
  await page.getByText('Harbour Outdoor, Quay 1').waitFor();
  await expect.poll(() => text.evaluate((e) => getComputedStyle(e).fontFamily)).toMatch(/^Arial/);
  await text.click();
  await page.keyboard.type('/gree');
  await page.getByRole('option', { name: /Greeting/ }).waitFor();
  await page.keyboard.press('Enter');
  await text.getByText('How can I help you?').waitFor();
  await page.keyboard.type(' /the way');
  await page.getByRole('option', { name: /The way to us/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Attachments' }).getByRole('link', { name: 'way.txt' }).waitFor();
  await page.getByText('Draft saved').waitFor();
  await button('Transfer').click();
  await button('Into their workbin Ben Okafor').click();
  await page.getByText('Ben Okafor is not here now.').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button('Into their workbin anyway Ben Okafor').click();
  await button('Submit wrap-up').waitFor();
});

test('[DT280] [DT281] [DT282] [DT431] [DT433] [DT434] a case is found, printed, tells its history, is closed and noted; a reload comes back to it, and its customer has it', async () => {
  const button = (name: string | RegExp) => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  await button('Cases').click();
  await page.getByRole('searchbox', { name: 'Number, name, subject, words, file' }).fill('statem');
  await button(/^A statement/).click();
  await page.getByRole('heading', { level: 2, name: 'A statement?' }).waitFor();
  await button('Print all').click();
  const paper = page.frameLocator('iframe[aria-hidden]');
  await expect.poll(() => paper.locator('article').count()).toBe(3);
  await button('History').click();
  await page.getByText('Paul wrote: A statement?').waitFor();
  await button('Change state').click();
  await page.getByRole('menuitem', { name: 'Close', exact: true }).click();
  await page.getByRole('group', { name: 'How the case stands' }).getByText('Closed').waitFor();
  await button(/^Notes/).click();
  await page.getByRole('textbox', { name: /^A note for colleagues/ }).fill('Ask the lawyers');
  await button('Add the note').click();
  await page.getByRole('listitem').filter({ hasText: 'Ask the lawyers' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await tooWide(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await button('Notes (1)').waitFor();
  const [row] = await scene.world.server.site.k.db.as('demo' as never)<{ contact: string }>({
    text: "select contact from email_cases where state ->> 'subject' = 'A statement?'",
  });
  await page.goto(`${scene.world.url}/contacts/${row?.contact}`);
  await button('Write to paul@press.example').click();
  await page.getByRole('dialog', { name: 'New e-mail to paul@press.example' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('Cases of e-mail').waitFor();
  await button(/^Open \d+$/).click();
  await page.getByRole('heading', { level: 2, name: 'A statement?' }).waitFor();
});

const numberOf = async (id: string | null): Promise<number | undefined> => {
  const run = scene.world.server.site.k.db.as('demo' as never);
  const [row] = await run<{ number: number }>({ text: 'select number from email_cases where id = $1', values: [id] });
  return row?.number;
};
test('[DT302] [DT304] [DT305] [EM205] [BP-63] [BP-64] pictures from elsewhere come when asked, the head is read as it came; what must not be kept is chosen in the text, shown once more, and gone from what everybody sees', async () => {
  const { world } = scene;
  await writes(world, {
    subject: 'My card',
    body: 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>It is <b>4111 1111</b> 1111 1111, and my word is swordfish.</p><img src="http://127.0.0.1:9/x.gif">',
  });
  const ben = await scene.agent('ben');
  const { page } = ben;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('E-mail').click();
  await page.getByRole('button', { name: /^Take My card/ }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByText('swordfish').waitFor();
  await page.getByText('1 picture from elsewhere is held back.').waitFor();
  await button('Show pictures').click();
  await page.getByText('Pictures from elsewhere are shown.').waitFor();
  await frame.locator('img[src$="/pictures/0"]').waitFor({ state: 'attached' });
  await button('Original').click();
  await page.getByRole('region', { name: 'Head of the e-mail' }).getByText('My card', { exact: true }).waitFor();
  expect(await page.getByRole('link', { name: 'Save as a file (.eml)' }).getAttribute('href')).toMatch(/^\/api\/mails\/[^/]+\/source$/);
  expect(await axeFindings(page)).toEqual([]);
  await button('Close').click();
  await button('Mask …').click();
  await page.getByRole('checkbox', { name: 'Card number: 4111 1111 1111 1111' }).check();
  const text = page.getByRole('textbox', { name: /^Text of the e-mail/ });
  await text.evaluate((field: HTMLTextAreaElement) => {
    const at = field.value.indexOf('swordfish');
    field.focus();
    field.setSelectionRange(at, at + 9);
  });
  await button('Mask what is selected').click();
  await page.getByRole('button', { name: 'Leave it swordfish' }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button('Continue').click();
  await page.getByText('Nobody can undo this').waitFor();
  expect(
    await page
      .getByRole('dialog')
      .getByText(/swordfish|4111/)
      .count(),
  ).toBe(0);
  expect(await axeFindings(page)).toEqual([]);
  await button('Mask for good').click();
  await frame.getByText('It is ██████, and my word is ██████.').waitFor();
  await page.getByText('masked', { exact: true }).waitFor();
});

test('[DT333] [CH120] who wraps a chat up sends its transcript by e-mail, and reads where it went', async () => {
  const cleo = await scene.agent('cleo');
  const customer = await scene.world.customer('Nora');
  await goReady(cleo);
  await customer.startsChat('Is it dry?', { email: 'nora@chats.example' });
  await cleo.accept('Nora').click();
  await cleo.heading('Nora').waitFor();
  await end(cleo);
  await cleo.button('transcript.send').click();
  await cleo.page.getByRole('status').filter({ hasText: 'nora@chats.example' }).waitFor({ state: 'attached' });
  expect(await axeFindings(cleo.page)).toEqual([]);
});

test('[DT303] [EM81] [BP-57] an administrator gives a mailbox its servers, signs in and sends to try; what does not work is told in the words of the mail server', async () => {
  const { world } = scene;
  const smtp = await startSmtp('service@harbour.example', 'test-mail-1');
  const ada = await scene.agent('ada');
  const { page } = ada;
  await page.goto(`${world.url}/mailboxes`);
  const box = page.getByRole('region', { name: 'service@harbour.example', exact: true });
  await box.getByText('Off', { exact: true }).waitFor();
  await page.getByText('Nothing is set aside.').waitFor();
  await box.getByText('Settings', { exact: true }).click();
  await box.getByLabel('Where it lies').selectOption('own');
  for (const [kind, port] of [
    ['Incoming (IMAP)', 1],
    ['Outgoing (SMTP)', smtp.port],
  ] as const) {
    const server = box.getByRole('group', { name: kind, exact: true });
    await server.getByLabel(kind).fill('127.0.0.1');
    await server.getByLabel('Security').selectOption('none');
    await server.getByLabel('Port').fill(String(port));
  }
  await box.getByRole('textbox', { name: 'Password' }).fill('test-mail-1');
  await box.getByRole('button', { name: 'Add a rule' }).click();
  await box.getByText('A rule needs an address or a word.').first().waitFor();
  const rule = box.getByRole('group', { name: /^Rule/ }).last();
  await rule.getByLabel('One of these words').fill('refund, storno');
  await rule.getByLabel('Priority').fill('80');
  expect(await axeFindings(page)).toEqual([]);
  await box.getByRole('button', { name: /^Apply/ }).click();
  await box.getByText('Applied.').waitFor();
  await box.getByPlaceholder('kept; write a new one to change it').waitFor();
  expect(await box.getByRole('textbox', { name: 'Password' }).inputValue()).toBe('');
  await box.getByRole('button', { name: /^Try signing in/ }).click();
  await box.getByText('Outgoing: works').waitFor();
  await box.getByText(/^Incoming: .*ECONNREFUSED/).waitFor();
  await box.getByLabel('Send a test mail to').fill('eva@example.com');
  await box.getByRole('button', { name: 'Send test mail' }).click();
  await box.getByText(/^Sent to eva@example.com/).waitFor();
  expect(smtp.taken.at(-1)?.to).toEqual(['eva@example.com']);
  await box.getByText('Does not work').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await tooWide(page)).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });
  await box.getByRole('button', { name: /^Remove …/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('There is no mailbox yet.').waitFor();
  await smtp.close();
});
