import { cell } from './cell.ts';

/** A small window that stays above others, where the browser has that. */
interface Above {
  requestWindow(size: { readonly width: number; readonly height: number }): Promise<Window>;
}
const size = { width: 340, height: 380 };

/** The mini window; null: there is none; blocked: the browser does not let us open one. [DT354] */
export const mini = cell<Window | 'blocked' | null>(null);

/** Opens the mini window above all others, or where the browser has no such thing a small one; brings it to the front if it is open. */
export async function openMini(): Promise<void> {
  const known = mini.get();
  if (known !== null && known !== 'blocked') return known.focus();
  const above = (globalThis as { readonly documentPictureInPicture?: Above }).documentPictureInPicture;
  const opened =
    (await above?.requestWindow(size).catch(() => null)) ?? // in a window of its own there is none: a small window does
    window.open('', 'patchbay-mini', `popup,width=${size.width},height=${size.height}`);
  if (opened) await drawable(opened);
  if (!opened?.closed) mini.set(opened ?? 'blocked');
}

/** Closes it; it also goes with the window that opened it. */
export function closeMini(): void {
  const now = mini.get();
  mini.set(null);
  if (now !== null && now !== 'blocked') now.close();
}

/** It is drawn when it has its style sheets; one that does not come holds up nothing. */
async function drawable(opened: Window): Promise<void> {
  const sheets = [...document.head.querySelectorAll('link[rel=stylesheet]')].map((sheet) => sheet.cloneNode());
  const there = sheets.map((sheet) => new Promise((done) => ['load', 'error'].forEach((how) => sheet.addEventListener(how, done))));
  opened.document.head.replaceChildren(...sheets);
  opened.document.body.replaceChildren();
  opened.addEventListener('pagehide', () => mini.get() === opened && mini.set(null));
  window.addEventListener('pagehide', closeMini, { once: true });
  await Promise.all(there);
}

/** Colours, sizes and language of the page are those of the small window too. */
export function dress({ document: small }: Window, title: string): void {
  const page = document.documentElement;
  Object.assign(small.documentElement.dataset, page.dataset);
  small.documentElement.style.setProperty('--text-size', page.style.getPropertyValue('--text-size'));
  small.documentElement.lang = page.lang;
  small.title = title;
}
