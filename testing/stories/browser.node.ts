import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';

/** Chromium for the stories of one file. Everybody in a story has a browser profile of their own. */
export interface StoryBrowser {
  /** A page in a fresh profile; whatever goes wrong on it is remembered. */
  page(options?: BrowserContextOptions): Promise<Page>;
  /** Another page of the same profile. */
  another(page: Page): Promise<Page>;
  /** What browsers complained of since the last call: errors of scripts, of React, of the Content-Security-Policy. */
  complaints(): readonly string[];
  /** Closes all profiles. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const patience = 45_000;
const asRoot = ['--no-sandbox', '--disable-dev-shm-usage'];
const quiet = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The browser writes a line for every answer of 400 and above; that a refusal is a refusal is no fault of the page. */
const refusal = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Starts Chromium; PATCHBAY_CHROMIUM says where it is. `more` is said to it besides. */
export async function openBrowser(more: readonly string[] = []): Promise<StoryBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env['PATCHBAY_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...asRoot, ...quiet, ...more],
  });
  const complaints: string[] = [];
  const watched = (page: Page): Page => watch(page, (complaint) => complaints.push(complaint));
  return {
    async page(options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options });
      context.setDefaultTimeout(patience);
      return watched(await context.newPage());
    },
    another: async (page) => watched(await page.context().newPage()),
    complaints: () => complaints.splice(0),
    clear: () => closeAll(browser),
    close: () => browser.close(),
  };
}

async function closeAll(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

function watch(page: Page, complain: (complaint: string) => void): Page {
  page.on('pageerror', (error) => complain(`${page.url()}: ${error.stack ?? error.message}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !refusal.test(line.text())) complain(`${page.url()}: ${line.text()}`);
  });
  return page;
}

/** Kills the process that draws a page: nothing in it can say goodbye. */
export async function kill(page: Page): Promise<void> {
  const dead = page.waitForEvent('crash');
  const devTools = await page.context().newCDPSession(page);
  devTools.send('Page.crash').catch(() => undefined); // who is killed does not answer
  await dead;
  await page.close();
}
