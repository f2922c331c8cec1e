import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { testClock } from '../clock.ts';
import { startWorld, type World } from '../world.node.ts';
import { openBrowser, type StoryBrowser } from './browser.node.ts';
import { type DesktopPage, goReady } from './browser-desktop.node.ts';
import { beginScene, type Scene } from './browser-scene.node.ts';
import { startChat, type WidgetPage } from './browser-widget.node.ts';

/** Starts a world for browsers: its clock stands near theirs, which are real. */
export async function beginStory(browser: StoryBrowser, yaml?: (text: string) => string): Promise<Scene<World>> {
  return beginScene(browser, await startWorld({ clock: testClock(Date.now()), ...(yaml && { yaml }) }));
}

/** One Chromium for all suites of this process; it ends with the process. */
let ours: Promise<StoryBrowser> | undefined;

/** The browser of a suite; each test fails if a page complained. */
export function browserOfSuite(): () => StoryBrowser {
  let browser: StoryBrowser;
  beforeAll(async () => {
    browser = await (ours ??= openBrowser());
  });
  afterAll(() => browser.clear());
  afterEach(() => expect(browser.complaints()).toEqual([]));
  return () => browser;
}

/** The scene of a suite whose tests share one world. */
export function sceneOfSuite(yaml?: (text: string) => string): () => Scene<World> {
  const browser = browserOfSuite();
  let scene: Scene<World>;
  beforeAll(async () => {
    scene = await beginStory(browser(), yaml);
  });
  afterAll(() => scene.close());
  return () => scene;
}

/** A scene for each test of a suite. */
export function sceneOfTest(): () => Scene<World> {
  const browser = browserOfSuite();
  let scene: Scene<World>;
  beforeEach(async () => {
    scene = await beginStory(browser());
  });
  afterEach(() => scene.close());
  return () => scene;
}

/** Before each test of a suite: Anna at her desktop with the chat of Eva, who sits before the shop. */
export function chatOfTest(scene: () => Scene<World>): () => { readonly anna: DesktopPage; readonly shop: WidgetPage } {
  let chat: { readonly anna: DesktopPage; readonly shop: WidgetPage };
  beforeEach(async () => {
    const anna = await scene().agent('anna');
    await goReady(anna);
    const shop = await scene().shop();
    await startChat(shop, { name: 'Eva', subject: 'Is the red tent waterproof?' });
    await anna.accept('Eva').click();
    await anna.composer('Eva').waitFor();
    chat = { anna, shop };
  });
  return () => chat;
}
