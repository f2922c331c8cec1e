import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemIds } from '@patchbay/base/clock.node.ts';
import { demoCentre } from '@patchbay/server/demo.node.ts';
import { type Server, startServer } from '@patchbay/server/server.node.ts';
import { startPostgres } from '@patchbay/supervisor/postgres.node.ts';
import type { Page } from '@playwright/test';
import { pino } from 'pino';
import type { TestClock } from './clock.ts';

export type Language = 'en' | 'de';

export const second = 1000;
/** A Thursday in September, 14:02 at the harbour. */
export const afternoon = Date.UTC(2026, 8, 24, 12, 2, 11);
const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** One state as the documents show it: light and dark, on a phone (where it may be on another pane), and in German. */
export async function take(page: Page, name: string, language: Language, onPhone?: () => Promise<void>): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  const draw = async (kind: string) => {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${name}${kind}.png`), animations: 'disabled' });
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await draw(language === 'de' ? '.de' : '.light');
  if (language === 'de') return;
  if (name === 'chat') await draw('');
  await page.setViewportSize(phone);
  await onPhone?.();
  await draw('.phone');
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'dark' });
  await draw('.dark');
  await page.emulateMedia({ colorScheme: 'light' });
}

/** The demo centre, changed if need be, on a server and a database of its own. */
export async function shopAt(
  clock: TestClock,
  change: (yaml: string) => string = (yaml) => yaml,
  telephony?: string,
): Promise<{ readonly url: string; readonly database: string; readonly server: Server; close(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'patchbay-pictures-'));
  const postgres = await startPostgres({ folder: data, fsync: false });
  const yaml = change(readFileSync(new URL('../config/demo.yaml', import.meta.url), 'utf8'));
  const server = await startServer({
    url: postgres.url,
    data,
    port: 0,
    host: '127.0.0.1',
    clock,
    ids: systemIds(clock),
    log: pino({ level: 'error' }),
    ...(telephony !== undefined && { telephony }),
    prepare: async (url) => void (await demoCentre(url, yaml)),
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    database: postgres.url,
    server,
    async close() {
      await server.close();
      await postgres.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
