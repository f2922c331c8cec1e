import type { BrowserContextOptions, Page } from '@playwright/test';
import type { StoryBrowser } from './browser.node.ts';
import { type DesktopPage, desktopOn, signIn } from './browser-desktop.node.ts';
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
  /** An agent at the desktop, Not Ready. */
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
      const desktop = await scene.desktop(look);
      await signIn(desktop, login);
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
