import { messages } from '@patchbay/desktop/words.ts';
import type { Locator, Page } from '@playwright/test';
import { createTranslator } from 'use-intl/core';

type Language = keyof typeof messages;
/** A text of the desktop. */
type Text = (key: string, values?: Record<string, string | number>) => string;

/** The desktop on a page, by the words and roles that an agent (or a screen reader) finds on it. */
export interface DesktopPage {
  readonly page: Page;
  readonly text: Text;
  readonly state: Locator;
  readonly list: Locator;
  readonly rows: Locator;
  readonly offers: Locator;
  offer(customer: string): Locator;
  accept(customer: string): Locator;
  decline(customer: string): Locator;
  row(customer: string): Locator;
  heading(customer: string): Locator;
  composer(customer: string): Locator;
  readonly notes: Locator;
  readonly disposition: Locator;
  readonly transcript: Locator;
  readonly messages: Locator;
  button(key: string, values?: Record<string, string>): Locator;
}

/** Finds things on a desktop in this language. */
export function desktopOn(page: Page, language: Language = 'en'): DesktopPage {
  const text = createTranslator({ locale: language, messages: messages[language], onError: fail }) as unknown as Text;
  const list = page.getByRole('region', { name: text('list.title'), exact: true });
  const transcript = page.getByRole('log', { name: text('chat.transcript') });
  const visible = (found: Locator) => found.filter({ visible: true });
  const before = (key: string) => new RegExp(`^${text(key, { name: '|' }).split('|')[0]}`);
  const offer = (name: string) => visible(page.getByRole('article', { name: text('offer.label', { name }), exact: true })).first();
  const inOffer = (name: string, key: string) => offer(name).getByRole('button', { name: new RegExp(`^${text(key)}`) });
  return {
    page,
    text,
    list,
    transcript,
    state: page.getByRole('button', { name: before('state.mine') }),
    rows: list.getByRole('listitem'),
    offers: visible(page.getByRole('article', { name: before('offer.label') })),
    offer,
    accept: (name) => inOffer(name, 'offer.accept'),
    decline: (name) => inOffer(name, 'offer.decline'),
    row: (name) => list.getByTitle(name, { exact: true }),
    heading: (name) => page.getByRole('heading', { level: 1, name, exact: true }),
    composer: (name) => page.getByRole('textbox', { name: text('chat.reply', { name }), exact: true }),
    notes: page.getByRole('textbox', { name: new RegExp(`^${text('wrapUp.notes')}`) }),
    disposition: page.getByRole('combobox', { name: new RegExp(`^${text('wrapUp.disposition')}`) }),
    messages: transcript.locator('[dir=auto]'),
    button: (key, values) => page.getByRole('button', { name: text(key, values), exact: true }),
  };
}

function fail(error: Error): never {
  throw error;
}

/** Signs in on the sign-in page and waits for the desktop. */
export async function signIn({ page, text, state }: DesktopPage, login: string, password = `demo-${login}-1`): Promise<void> {
  await page.getByLabel(text('signIn.login'), { exact: true }).fill(login);
  await page.getByLabel(text('signIn.password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: text('signIn.submit'), exact: true }).click();
  await state.waitFor();
}

/** Is ready from now on, without a walk through the menu; waits until the desktop shows it. */
export async function goReady({ page, text }: DesktopPage): Promise<void> {
  const said = await page.evaluate(async () => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch('/api/commands', { method: 'POST', headers, body: JSON.stringify({ type: 'setReady' }) });
    return answer.ok ? '' : await answer.text();
  });
  if (said) throw new Error(said);
  await isIn({ page, text }, 'ready', 'busy');
}

/** Goes ready by the state selector, and waits until the server has said so. */
export async function chooseReady({ page, text, state }: DesktopPage): Promise<void> {
  await state.click();
  await page.getByRole('menuitem', { name: text('state.ready'), exact: true }).click();
  await isIn({ page, text }, 'ready', 'busy');
}

/** Waits until the state selector shows one of these states. */
export async function isIn({ page, text }: Pick<DesktopPage, 'page' | 'text'>, ...states: readonly string[]): Promise<void> {
  const shown = states.map((state) => text(`state.${state}`));
  await page.getByRole('button', { name: new RegExp(`^${text('state.mine')} *(${shown.join('|')})`) }).waitFor();
}

/** Opens a conversation, if it is not the one on the screen. */
export async function open(desktop: DesktopPage, customer: string): Promise<void> {
  if (!(await desktop.heading(customer).isVisible())) await desktop.row(customer).click();
  await desktop.heading(customer).waitFor();
}

/** Writes an answer and sends it with Enter. */
export async function reply(desktop: DesktopPage, customer: string, message: string): Promise<void> {
  await open(desktop, customer);
  await desktop.composer(customer).fill(message);
  await desktop.composer(customer).press('Enter');
}

/** Waits for a message in the open conversation. */
export async function seesMessage(desktop: DesktopPage, message: string): Promise<void> {
  await desktop.messages.filter({ hasText: message }).first().waitFor();
}

/** The messages on the screen, without the names that only a screen reader says. */
export function readMessages({ messages }: DesktopPage): Promise<readonly string[]> {
  return messages.evaluateAll((bubbles) =>
    bubbles.map((bubble) => {
      const copy = bubble.cloneNode(true) as HTMLElement;
      for (const unseen of copy.querySelectorAll('.unseen')) unseen.remove();
      return copy.textContent;
    }),
  );
}

/** Ends the conversation: two presses. */
export async function end(desktop: DesktopPage): Promise<void> {
  await desktop.page.getByRole('button', { name: desktop.text('panel.end') }).click();
  await desktop.button('panel.endAgain').click();
}

/** Chooses a disposition by its label and submits the wrap-up. */
export async function wrapUp(desktop: DesktopPage, disposition: string): Promise<void> {
  await desktop.disposition.click();
  await desktop.page.getByRole('option', { name: disposition, exact: true }).click();
  await desktop.page.getByRole('button', { name: desktop.text('wrapUp.submit') }).click();
}
