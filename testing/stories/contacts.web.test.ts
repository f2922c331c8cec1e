import { describe, expect, test } from 'vitest';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, goReady } from './browser-desktop.node.ts';
import { sceneOfTest } from './browser-suite.node.ts';

describe('contacts at the desktop', () => {
  const scene = sceneOfTest();
  const card = ({ page, text }: DesktopPage) => page.getByRole('complementary', { name: text('zone.context') });
  const field = (desktop: DesktopPage, key: string) => card(desktop).getByLabel(desktop.text(key), { exact: true });
  const save = (desktop: DesktopPage, key: string) =>
    card(desktop).getByRole('button', { name: `${desktop.text('edit.save')} ${desktop.text(key)}`, exact: true });

  async function chatting(name: string, form: Record<string, string> = {}, more: readonly string[] = []): Promise<DesktopPage> {
    const desktop = await scene().agent('anna');
    await goReady(desktop);
    const customer = await scene().world.customer(name);
    await customer.startsChat('Hello', form);
    for (const text of more) await customer.says(text);
    await desktop.accept(name).click();
    await desktop.heading(name).waitFor();
    return desktop;
  }

  test('[CO5] who saves second sees what was saved first, and keeps what they wrote to copy', async () => {
    const desktop = await chatting('Eva');
    const sam = await scene().world.staff('sam');
    await field(desktop, 'contact.name').fill('Eva Hansen');
    const { contacts } = (await sam.request('GET', '/api/contacts?search=eva')).body as { contacts: { id: string }[] };
    await sam.does({ type: 'editContact', contact: contacts[0]?.id, field: 'name', base: 'Eva', value: 'Eva K.' });
    await save(desktop, 'contact.name').click();
    await card(desktop).getByRole('alert').getByText('Sam Keller saved first', { exact: false }).waitFor();
    await expect.poll(() => field(desktop, 'contact.name').inputValue()).toBe('Eva K.');
    await card(desktop).getByText('Eva Hansen').waitFor();
    await field(desktop, 'contact.name').fill('Eva Hansen');
    await field(desktop, 'contact.name').press('Enter');
    await card(desktop).getByRole('heading', { name: 'Eva Hansen' }).waitFor();
  });

  test('[CO4] [CO6] a customer who could be a known one is shown beside; the agent says so, and can undo it', async () => {
    const ada = await scene().world.staff('ada');
    const known = (await ada.does({ type: 'createContact', name: 'Eva Known' })).body['contact'];
    const address = { address: null, kind: 'email', label: null, typed: 'eva@example.org', base: null };
    await ada.does({ type: 'putAddress', contact: known, ...address });
    await ada.does({ type: 'verifyContact', contact: known, verified: true });
    const desktop = await chatting('Eva', { email: 'EVA@example.org' });
    expect(await axeFindings(desktop.page)).toEqual([]);
    await card(desktop)
      .getByRole('button', { name: `${desktop.text('contact.same')} Eva Known`, exact: true })
      .click();
    await card(desktop).getByRole('heading', { name: 'Eva Known' }).waitFor();
    await card(desktop)
      .getByRole('button', { name: desktop.text('contact.undo'), exact: true })
      .click();
    await card(desktop).getByRole('heading', { name: 'Eva', exact: true }).waitFor();
  });

  test('[CO8] [DT331] contacts are searched, opened by link and keep their history to its beginning; empty and unknown are said', async () => {
    const desktop = await chatting(
      'Jürgen Groß',
      {},
      Array.from({ length: 50 }, (_, n) => `Line ${n}`),
    );
    const { page, text } = desktop;
    await page
      .getByRole('button', { name: text('rail.contacts'), exact: true })
      .filter({ visible: true })
      .click();
    const search = page.getByRole('searchbox', { name: text('contacts.search') });
    await search.fill('nobody at all');
    await page.getByText(text('contacts.none')).waitFor();
    await search.fill('gross');
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Jürgen Groß/ })
      .click();
    await page.waitForURL(/contacts.[0-9a-f-]{36}$/);
    await page.getByRole('heading', { level: 2, name: 'Jürgen Groß' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 2, name: 'Jürgen Groß' }).waitFor();
    await page
      .getByRole('button')
      .filter({ has: page.getByRole('img', { name: text('history.by.chat') }) })
      .click();
    await page.getByText('Line 49', { exact: false }).waitFor();
    await page.getByRole('button', { name: text('history.before') }).click();
    await page.getByText('Hello', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: text('history.before') }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await page.goto(`${scene().world.url}/contacts/01900000-0000-7000-8000-000000000000`);
    await page.getByText(text('contacts.notFound')).waitFor();
  });
});
