import { describe, expect, test } from 'vitest';
import { axeFindings, tooWide } from './browser-checks.node.ts';
import { type DesktopPage, end, goReady, reply, signIn } from './browser-desktop.node.ts';
import type { Look } from './browser-scene.node.ts';
import { sceneOfTest } from './browser-suite.node.ts';
import { openForm, seesAgent, startChat, type WidgetPage, write } from './browser-widget.node.ts';

const scenes = {
  en: { login: 'anna', subject: 'Is the red tent waterproof?', more: 'I need it on Friday.', answer: 'Yes, it is.', agent: 'Anna' },
  de: {
    login: 'dora',
    subject: 'Ist das rote Zelt wasserdicht?',
    more: 'Ich brauche es am Freitag.',
    answer: 'Ja, das ist es.',
    agent: 'Dora',
  },
} as const;

describe('for everybody', () => {
  const scene = sceneOfTest();

  /** Goes through a whole chat and checks each screen that one meets. */
  async function through(
    look: Look & { readonly language: 'en' | 'de' },
    check: (name: string, on: DesktopPage | WidgetPage) => Promise<void>,
  ) {
    const { login, subject, more, answer, agent } = scenes[look.language];
    const desktop = await scene().desktop(look);
    await check('sign-in', desktop);
    await signIn(desktop, login);
    await check('not ready', desktop);
    await goReady(desktop);
    await check('ready', desktop);

    const shop = await scene().shop(look);
    await openForm(shop);
    await check('form', shop);
    await startChat(shop, { name: 'Eva', subject });
    await desktop.offer('Eva').waitFor();
    await check('offer', desktop);
    await desktop.accept('Eva').click();
    await desktop.composer('Eva').waitFor();
    await write(shop, more);
    await reply(desktop, 'Eva', answer);
    await seesAgent(shop, agent);
    await check('customer in chat', shop);
    await check('chat', desktop);
    await end(desktop);
    await desktop.button('wrapUp.extend').waitFor();
    await check('wrap-up', desktop);
    await shop.button('newChat').waitFor();
    await check('customer after the chat', shop);
  }

  for (const language of ['en', 'de'] as const) {
    test(`[UX-13] axe finds nothing wrong with what an agent and a customer see, in light, dark, high contrast and forced colours: ${language}`, async () => {
      const findings: string[] = [];
      await through({ language }, async (name, { page }) => {
        findings.push(...(await axeFindings(page)).map((finding) => `${name}: ${finding}`));
      });
      expect(findings).toEqual([]);
    });

    test(`[UX-13] nothing scrolls sideways in a window of 320 px: ${language}`, async () => {
      const findings: string[] = [];
      await through({ language, viewport: { width: 320, height: 640 } }, async (name, { page }) => {
        findings.push(...(await tooWide(page)).map((finding) => `${name}: ${finding}`));
      });
      expect(findings).toEqual([]);
    });
  }
});
