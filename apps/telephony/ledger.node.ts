import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { forgetLine, type KeptLine, keepDialog, keepLine } from '@patchbay/voice/lines.node.ts';
import type { SavedDialog } from '@patchbay/voice/sip/edge.ts';

/** Where lines are written down, the newest state of each. While the database is away talk goes on, and what could not be written is written afterwards. [VO115] [VO119] */
export interface Ledger {
  readonly keep: (tenant: TenantId, line: Omit<KeptLine, 'dialog'>) => Promise<void>;
  readonly keepDialog: (id: string, dialog: SavedDialog) => Promise<void>;
  readonly forget: (id: string) => Promise<void>;
  readonly close: () => void;
}

type Page = {
  readonly tenant: TenantId;
  line: Omit<KeptLine, 'dialog'> | null;
  dialog: SavedDialog | null;
  over: boolean;
  writing: Promise<void> | null;
};

/** A line waits so long for the database, and no longer. */
const patienceMs = 1000;
const againMs = 500;

export function openLedger(db: Database, before: Iterable<readonly [id: string, TenantId]>, say: (line: string) => void): Ledger {
  const blank = (tenant: TenantId): Page => ({ tenant, line: null, dialog: null, over: false, writing: null });
  const pages = new Map<string, Page>([...before].map(([id, tenant]) => [id, blank(tenant)]));
  const closed = new AbortController();

  async function write(id: string, page: Page): Promise<void> {
    const run = db.as(page.tenant);
    const { line, dialog, over } = page;
    page.line = page.dialog = null;
    try {
      if (over) {
        await forgetLine(run, page.tenant, id);
        pages.delete(id);
        return;
      }
      if (line) await keepLine(run, page.tenant, line);
      if (dialog) await keepDialog(run, page.tenant, id, dialog);
    } catch (error) {
      page.line ??= line; // unless there is a newer one
      page.dialog ??= dialog;
      throw error;
    }
  }
  /** One writing of a line after the other, until nothing of it is unwritten. */
  async function writes(id: string, page: Page): Promise<void> {
    while (!closed.signal.aborted && (page.over ? pages.has(id) : page.line || page.dialog))
      await write(id, page).catch(async (error: Error) => {
        say(`lines: ${error.message}`);
        await pause(againMs, undefined, closed).catch(() => undefined); // Called off: the loop ends.
      });
    page.writing = null;
  }
  const soon = async (id: string, page: Page): Promise<void> => {
    page.writing ??= writes(id, page);
    const late = new AbortController();
    await Promise.race([page.writing, pause(patienceMs, undefined, late).catch(() => undefined)]);
    late.abort();
  };
  return {
    keep: async (tenant, line) => {
      const page = pages.get(line.id) ?? blank(tenant);
      if (page.over) return;
      pages.set(line.id, page);
      page.line = line;
      await soon(line.id, page);
    },
    keepDialog: async (id, dialog) => {
      const page = pages.get(id);
      if (!page || page.over) return;
      page.dialog = dialog;
      await soon(id, page);
    },
    forget: async (id) => {
      const page = pages.get(id);
      if (!page) return;
      page.over = true;
      await soon(id, page);
    },
    close: () => closed.abort(),
  };
}
