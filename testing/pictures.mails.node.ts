import { testClock } from './clock.ts';
import { type Mailed, writes } from './mails.node.ts';
import { afternoon, type Language, second, shopAt, take } from './pictures.camera.node.ts';
import type { StoryBrowser } from './stories/browser.node.ts';
import { goReady } from './stories/browser-desktop.node.ts';
import { beginScene } from './stories/browser-scene.node.ts';

const scripts = {
  en: {
    others: ['A bill for my company', 'Do you repair zips?'],
    last: 'The zip of my tent',
    from: 'Eva Lindgren <eva@lindgren.example>',
    subject: 'Order 8123: where is my tent?',
    text: 'Hello,\n\nI ordered the red tent two weeks ago, and we leave on Saturday. Where is it?\n\nEva Lindgren\n\n> Your order 8123 has left our house.',
    answer: ['Dear Ms Lindgren,', 'your tent left us on Monday and is with you ', 'tomorrow', '. The bill comes with it.'],
  },
  de: {
    others: ['Rechnung für meine Firma', 'Reparieren Sie Reißverschlüsse?'],
    last: 'Der Reißverschluss meines Zeltes',
    from: 'Eva Lindgren <eva@lindgren.example>',
    subject: 'Bestellung 8123: Wo ist mein Zelt?',
    text: 'Hallo,\n\nich habe vor zwei Wochen das rote Zelt bestellt, und am Samstag fahren wir los. Wo ist es?\n\nEva Lindgren\n\n> Ihre Bestellung 8123 hat unser Haus verlassen.',
    answer: ['Liebe Frau Lindgren,', 'Ihr Zelt ist am Montag losgefahren und ', 'morgen', ' bei Ihnen. Die Rechnung liegt bei.'],
  },
} as const;

const withFile = (text: string): string =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n${text}\n--b\nContent-Disposition: attachment; filename=zip.txt\n\n1\n--b--\n`;

/** E-mail in pictures: what is offered and what waits, a thread, an answer that is being written, and the queue of the team. */
export async function playMails(browser: StoryBrowser, language: Language): Promise<void> {
  const clock = testClock(afternoon);
  const place = await shopAt(clock);
  const scene = beginScene(browser, place);
  const { others, last, from, subject, text, answer } = scripts[language];
  const anna = await scene.agent('anna', { language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  const { page } = anna;
  const pass = async (seconds: number) => {
    clock.pass(seconds * second);
    await page.clock.setFixedTime(clock.now());
  };
  const at: Mailed = { server: place.server, clock };
  await pass(0);
  await writes(at, { from, subject, text, mailbox: 'service' });
  await pass(240);
  for (const other of others) await writes(at, { from: 'Noah Fischer <noah@fischer.example>', subject: other, mailbox: 'service' });
  await goReady(anna);
  const offer = page
    .getByRole('article', { name: anna.text('mail.label', { name: 'Eva Lindgren' }), exact: true })
    .filter({ visible: true })
    .first();
  await offer.waitFor();
  await page.getByText(others[1]).first().waitFor();
  await pass(9);
  await take(page, 'mail-offer', language);

  await offer.getByRole('button', { name: new RegExp(`^${anna.text('offer.accept')}`) }).click();
  await page.getByRole('heading', { level: 1, name: subject }).waitFor();
  await page.getByRole('button', { name: anna.text('mail.reply'), exact: true }).waitFor();
  await pass(31);
  await take(page, 'mail', language);
  await page.getByRole('button', { name: anna.text('mail.reply'), exact: true }).click();
  const field = page.getByRole('textbox', { name: anna.text('mail.text'), exact: true });
  await field.click();
  await page.keyboard.type(`${answer[0]}\n${answer[1]}`);
  await page.keyboard.press('Control+B');
  await page.keyboard.type(answer[2]);
  await page.keyboard.press('Control+B');
  await page.keyboard.type(answer[3]);
  await page.getByText(anna.text('mail.saved', { time: '|' }).split('|')[0] ?? '').waitFor();
  await take(page, 'mail-writing', language);
  await page.context().close();

  clock.pass(21.9 * 3600 * second);
  await writes(at, { from, subject: last, text, mailbox: 'service', body: withFile(text) });
  clock.pass(600 * second);
  const { page: ben } = await scene.agent('ben', { language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await ben.clock.setFixedTime(clock.now());
  await ben.goto(`${scene.world.url}/mails`);
  await ben.getByText(last).first().waitFor();
  await ben.getByText(others[1]).first().waitFor();
  await take(ben, 'mails', language);
  await ben.context().close();

  const { page: sam } = await scene.agent('sam', { language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await sam.clock.setFixedTime(clock.now());
  await sam.goto(`${scene.world.url}/cases`);
  await sam.getByRole('button', { name: anna.text('cases.all'), exact: true }).click();
  await sam.getByRole('searchbox').fill('lindgren');
  await sam
    .getByRole('button', { name: new RegExp(`^${subject.slice(0, 10)}`) })
    .first()
    .click();
  await sam.getByRole('heading', { level: 2, name: subject }).waitFor();
  await take(sam, 'cases', language);
  await sam.context().close();

  const { page: ada } = await scene.agent('ada', { language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await ada.clock.setFixedTime(clock.now());
  await ada.goto(`${scene.world.url}/mailboxes`);
  await ada.getByRole('main').getByText(anna.text('mailboxes.settings'), { exact: true }).first().click();
  await ada.waitForLoadState('networkidle');
  await take(ada, 'mailboxes', language);
  await scene.close();
}
