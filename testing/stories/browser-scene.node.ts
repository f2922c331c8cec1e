import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from '@playwright/test';
import type { StoryBrowser } from './browser.node.ts';
import { type DesktopPage, desktopOn } from './browser-desktop.node.ts';
import { type WidgetPage, widgetOn } from './browser-widget.node.ts';

type Language = 'en' | 'de';
/** Of what kind a page is. */
export interface Look extends Omit<BrowserContextOptions, 'locale'> {
  readonly language?: Language;
}

/** A running server. */
interface Place {
  readonly url: string;
  close(): Promise<void>;
}
/** A world with people before real browsers. */
export interface Scene<World extends Place> {
  readonly world: World;
  /** An agent at the sign-in page. */
  desktop(look?: Look): Promise<DesktopPage>;
  /** An agent who has signed in, at the desktop, Not Ready. */
  agent(login: string, look?: Look): Promise<DesktopPage>;
  /** A customer on a page with the widget. */
  shop(look?: Look, path?: string): Promise<WidgetPage>;
  /** Another tab of the browser of this page. */
  another(page: Page): Promise<Page>;
  /** What pages have complained of since this was last asked. */
  complaints(): readonly string[];
  close(): Promise<void>;
}

const locales = { en: 'en-GB', de: 'de-DE' } as const;
const shops = { en: '/demo', de: '/demo?lang=de' } as const;

/** Signs in and logs on as the page does, without drawing it. */
async function session(page: Page, url: string, login: string): Promise<void> {
  const { request } = page.context();
  const post = async (path: string, data: object) => {
    const answer = await request.post(url + path, { data, headers: { 'idempotency-key': randomUUID() } });
    return answer.ok() ? '' : answer.text();
  };
  const { tenants } = (await (await request.get(`${url}/api/sign-in`)).json()) as { tenants: readonly { key: string }[] };
  const why = await post('/api/session', { tenant: tenants[0]?.key, login, password: `demo-${login}-1`, force: false });
  const said = why || (await post('/api/commands', { type: 'logOn' }));
  if (said && !said.includes('agents.alreadyLoggedOn') && !said.includes('agents.notAnAgent')) throw new Error(said);
}

/** Opens a world to people with browsers; closes it with them. */
export function beginScene<World extends Place>(browser: StoryBrowser, world: World): Scene<World> {
  const page = ({ language = 'en', ...look }: Look) => browser.page({ locale: locales[language], ...look });
  const scene: Scene<World> = {
    world,
    async desktop(look = {}) {
      const desktop = desktopOn(await page(look), look.language);
      await desktop.page.goto(world.url);
      await desktop.button('signIn.submit').waitFor();
      return desktop;
    },
    async agent(login, look = {}) {
      const desktop = desktopOn(await page(look), look.language);
      await session(desktop.page, world.url, login);
      await desktop.page.goto(world.url);
      await desktop.state.waitFor();
      return desktop;
    },
    async shop(look = {}, path = shops[look.language ?? 'en']) {
      const widget = widgetOn(await page(look), look.language);
      await widget.page.goto(world.url + path);
      await widget.launcher.waitFor();
      return widget;
    },
    another: browser.another,
    complaints: browser.complaints,
    async close() {
      await browser.clear();
      await world.close();
    },
  };
  return scene;
}
