import { testClock } from './clock.ts';
import { type Mailed, writes } from './mails.node.ts';
import { afternoon, type Language, second, shopAt, take } from './pictures.camera.node.ts';
import type { StoryBrowser } from './stories/browser.node.ts';
import { goReady } from './stories/browser-desktop.node.ts';
import { beginScene } from './stories/browser-scene.node.ts';

const scripts = {
  en: {
    others: ['A bill for my company', 'Do you repair zips?'],
    from: 'Eva Lindgren <eva@lindgren.example>',
    subject: 'Order 8123: where is my tent?',
    text: 'Hello,\n\nI ordered the red tent two weeks ago, and we leave on Saturday. Where is it?\n\nEva Lindgren\n\n> Your order 8123 has left our house.',
    answer: ['Dear Ms Lindgren,', 'your tent left us on Monday and is with you ', 'tomorrow', '. The bill comes with it.'],
  },
  de: {
    others: ['Rechnung für meine Firma', 'Reparieren Sie Reißverschlüsse?'],
    from: 'Eva Lindgren <eva@lindgren.example>',
    subject: 'Bestellung 8123: Wo ist mein Zelt?',
    text: 'Hallo,\n\nich habe vor zwei Wochen das rote Zelt bestellt, und am Samstag fahren wir los. Wo ist es?\n\nEva Lindgren\n\n> Ihre Bestellung 8123 hat unser Haus verlassen.',
    answer: ['Liebe Frau Lindgren,', 'Ihr Zelt ist am Montag losgefahren und ', 'morgen', ' bei Ihnen. Die Rechnung liegt bei.'],
  },
} as const;

/** E-mail in pictures: what is offered and what waits, a thread, and an answer that is being written. */
export async function playMails(browser: StoryBrowser, language: Language): Promise<void> {
  const clock = testClock(afternoon);
  const place = await shopAt(clock);
  const scene = beginScene(browser, place);
  const { others, from, subject, text, answer } = scripts[language];
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
  await anna.offer('Eva Lindgren').waitFor();
  await page.getByText(others[1]).waitFor();
  await pass(9);
  await take(page, 'mail-offer', language);

  await anna.accept('Eva Lindgren').click();
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
  await scene.close();
}
