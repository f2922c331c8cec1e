import { words as moreDe } from '@patchbay/widget/more.de.ts';
import { words as moreEn } from '@patchbay/widget/more.en.ts';
import { placeText } from '@patchbay/widget/news.ts';
import { words as reachDe } from '@patchbay/widget/reach.de.ts';
import { words as reachEn } from '@patchbay/widget/reach.en.ts';
import { words as de } from '@patchbay/widget/words.de.ts';
import { words as en } from '@patchbay/widget/words.en.ts';
import { type Say, speak } from '@patchbay/widget/words.ts';
import type { Locator, Page } from '@playwright/test';

const words = { en: { ...en, ...moreEn, ...reachEn }, de: { ...de, ...moreDe, ...reachDe } } as const;

/** The customer's chat on a page of the shop. */
export interface WidgetPage {
  readonly page: Page;
  readonly say: Say;
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly composer: Locator;
  readonly messages: Locator;
  button(key: Parameters<Say>[0]): Locator;
}

/** Finds the chat on a page in this language. */
export function widgetOn(page: Page, language: keyof typeof words = 'en'): WidgetPage {
  const say = speak(words[language]);
  const panel = page.getByRole('dialog');
  return {
    page,
    say,
    panel,
    launcher: page.locator('patchbay-launcher').getByRole('button'),
    composer: panel.getByRole('textbox', { name: say('message') }),
    messages: panel.locator('.bubble'),
    button: (key) => panel.getByRole('button', { name: say(key), exact: true }),
  };
}

/** Opens the chat, if it is not open, and waits for its form. */
export async function openForm({ panel, launcher, button }: WidgetPage): Promise<void> {
  if (!(await panel.isVisible())) await launcher.click();
  await button('start').waitFor();
}

/** Fills in who asks and what, and starts the chat. */
export async function startChat(widget: WidgetPage, form: { name: string; email?: string; subject: string }): Promise<void> {
  const { panel, say } = widget;
  await openForm(widget);
  await panel.getByLabel(say('name')).fill(form.name);
  if (form.email) await panel.getByLabel(say('email')).fill(form.email);
  await panel.getByLabel(say('subject')).fill(form.subject);
  await widget.button('start').click();
  await widget.composer.waitFor();
}

/** Writes a message and sends it with Enter. */
export async function write({ composer }: WidgetPage, message: string): Promise<void> {
  await composer.fill(message);
  await composer.press('Enter');
}

/** Waits for the place in the queue. */
export const seesPlace = ({ panel, say }: WidgetPage, place: number): Promise<void> =>
  panel.getByText(placeText({ position: place, wait: null }, say)).waitFor();
/** Waits for whoever helps. */
export const seesAgent = ({ panel, say }: WidgetPage, name: string): Promise<void> =>
  panel.getByText(say('withAgent', { name }), { exact: true }).waitFor();
/** Waits for a message. */
export const seesBubble = ({ messages }: WidgetPage, message: string): Promise<void> =>
  messages.filter({ hasText: message }).first().waitFor();
