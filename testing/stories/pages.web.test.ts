import type { Page, Route } from '@playwright/test';
import { describe, expect, test } from 'vitest';
import { axeFindings } from './browser-checks.node.ts';
import { desktopOn, goReady, open, readMessages, reply, seesMessage } from './browser-desktop.node.ts';
import { sceneOfSuite } from './browser-suite.node.ts';
import { openForm, seesBubble, startChat } from './browser-widget.node.ts';

const script = '<img src=x onerror="hacked=1"><script>hacked=1</script>{{hacked=1}}';

describe('the pages', () => {
  const scene = sceneOfSuite();

  test('the desktop obeys its own policy, and its only complaint is that nobody has signed in yet', async () => {
    const { page } = await scene().desktop();
    const complaints = listen(page);
    const policy = (await page.reload())?.headers()['content-security-policy'] ?? '';
    await desktopOn(page).button('signIn.submit').waitFor();
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(complaints).toEqual([expect.stringMatching(/status of 401 .*\/api\/session$/)]);
  });

  test.each(['/demo', '/demo?lang=de', '/demo/hostile.html'])(
    '[WI1] until it is touched the chat on %s asks for its loader and nothing else',
    async (path) => {
      const { page } = await scene().shop({}, path);
      const complaints = listen(page);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.reload({ waitUntil: 'networkidle' });
      expect(asked.filter((path) => !path.startsWith('/demo'))).toEqual(['/widget/loader.js']);
      expect(await page.context().cookies()).toEqual([]);
      await page.locator('patchbay-launcher').getByRole('button').click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      expect(asked).toContain('/widget/app.js');
      expect(complaints).toEqual([]);
    },
  );

  test('[WI16] [UX-16] on a page with hostile styles the chat looks and works as anywhere', async () => {
    const [shop, hostile] = await Promise.all([scene().shop(), scene().shop({}, '/demo/hostile.html')]);
    const shapes: unknown[] = [];
    for (const widget of [shop, hostile]) {
      await openForm(widget);
      shapes.push(await shapeOf(widget.page));
      await startChat(widget, { name: 'Eva', subject: 'Do you hear me?' });
      await seesBubble(widget, 'Do you hear me?');
      shapes.push(await shapeOf(widget.page));
      await widget.button('end').first().click();
      await widget.panel
        .getByRole('group')
        .getByRole('button', { name: widget.say('end') })
        .click();
      await widget.button('newChat').waitFor();
    }
    const [form, chat, hostileForm, hostileChat] = shapes;
    expect(form).not.toEqual([]);
    expect(hostileForm).toEqual(form);
    expect(hostileChat).toEqual(chat);
  });

  test('[DT160] [SV52] Ada changes the chat of the shop, sees the real one beside it and what fails, and customers see it at once', async () => {
    const ada = await scene().agent('ada');
    await ada.page.goto(`${scene().world.url}/widgets`);
    const field = (name: string) => ada.page.getByLabel(name, { exact: true });
    await field(ada.text('widgets.titleOf', { language: ada.text('widgets.en') })).fill('Ask the harbour');
    const preview = ada.page.frameLocator('iframe');
    await preview.getByRole('heading', { name: 'Ask the harbour' }).waitFor();
    for (const one of ['dark', 'phone', 'rtl'] as const) await field(ada.text(`widgets.previews.${one}`)).check();
    await preview.locator('html[dir=rtl]').waitFor({ state: 'attached' });
    await preview.getByRole('heading', { name: 'Ask the harbour' }).waitFor();
    expect(await preview.locator('html').evaluate(() => innerWidth)).toBe(360);
    await field(ada.text('widgets.colour')).fill('#ffe94d');
    await ada.page.getByText('1.2 : 1').waitFor();
    expect(await axeFindings(ada.page)).toEqual([]);
    await field(ada.text('widgets.colour')).fill('#123456');
    const lost = async (route: Route): Promise<void> => {
      await route.fetch(); // it is applied, and nobody hears of it
      await route.abort('connectionreset');
    };
    await ada.page.route((url) => url.pathname === '/api/widgets', lost, { times: 1 });
    await ada.page.getByRole('button', { name: ada.text('widgets.apply') }).click();
    await ada.page.getByText(ada.text('widgets.applied')).waitFor();
    expect(scene().complaints()).toEqual([expect.stringContaining('ERR_CONNECTION_RESET')]);
    expect(await ada.page.getByText('data-at=').count()).toBe(0);
    await ada.page.getByLabel(new RegExp(`^${ada.text('widgets.side')}`)).selectOption('left'); // its words count, too
    await field(ada.text('widgets.from.y')).fill('90');
    await ada.page.getByRole('button', { name: ada.text('widgets.apply') }).click();
    await ada.page.getByText('data-at="auto auto 90px 20px"').waitFor();
    await ada.button('widgets.add.open').click();
    await field(ada.text('widgets.add.key')).fill('second');
    expect(await axeFindings(ada.page)).toEqual([]);
    await ada.button('widgets.add.do').click();
    await ada.page.getByText('data-widget="demo/second"').waitFor();
    await ada.page.getByRole('button', { name: `${ada.text('widgets.remove.open')} demo/second` }).click();
    await ada.page
      .getByRole('dialog')
      .getByRole('button', { name: ada.text('widgets.remove.do') })
      .click();
    await ada.page.getByText('data-widget="demo/second"').waitFor({ state: 'detached' });
    await ada.button('undo').click();
    await ada.page.getByText('data-widget="demo/second"').waitFor();
    const shop = await scene().shop();
    await expect
      .poll(async () =>
        (
          await fetch(`${scene().world.url}/api/visitors`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"widget":"demo/shop"}',
          })
        ).text(),
      )
      .toContain('Ask the harbour');
    await shop.launcher.click();
    await shop.panel.getByRole('heading', { name: 'Ask the harbour' }).waitFor();
  });

  test('[DT13] scripts in a name, a subject, messages and notes are only text, on both sides', async () => {
    const anna = await scene().agent('anna');
    await goReady(anna);
    const shop = await scene().shop();
    await startChat(shop, { name: `Eva ${script}`, email: 'eva@example.com', subject: `Subject ${script}` });
    const name = `Eva ${script}`;
    await anna.accept(name).click();
    await open(anna, name);
    await reply(anna, name, `Answer ${script}`);
    await seesBubble(shop, `Answer ${script}`);
    await seesMessage(anna, `Answer ${script}`);
    await anna.notes.fill(`Notes ${script}`);
    await anna.notes.blur();
    await anna.page.getByText(anna.text('wrapUp.saved', { time: '' })).waitFor();
    await anna.page.reload();
    await anna.heading(name).waitFor();
    await seesMessage(anna, `Subject ${script}`);

    expect(await readMessages(anna)).toEqual([`Subject ${script}`, `Answer ${script}`]);
    expect(await shop.messages.allTextContents()).toEqual([`Subject ${script}`, `Answer ${script}`]);
    expect(await anna.notes.inputValue()).toBe(`Notes ${script}`);
    for (const { page } of [anna, shop]) {
      expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
      expect(await page.locator('img[src="x"], script:text("hacked")').count()).toBe(0);
    }
  });
});

/** All errors that a page writes from now on, with where they come from. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (line) => line.type() === 'error' && complaints.push(`${line.text()} ${line.location().url}`));
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** What the open chat looks like: place, size, colours and letters of everything in it; times are left out. */
function shapeOf(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() => {
    const parts = document.querySelector('patchbay-chat')?.shadowRoot?.querySelectorAll('.panel, .panel *:not(time)') ?? [];
    return [...parts].map((part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      const { color, backgroundColor, fontSize, fontFamily, fontWeight, textTransform, direction, opacity } = getComputedStyle(part);
      const place = [left, top, width, height].map(Math.round);
      return { is: part.className, place, color, backgroundColor, fontSize, fontFamily, fontWeight, textTransform, direction, opacity };
    });
  });
}
