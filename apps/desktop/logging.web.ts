import { type Entry, errorLine, type Kind, masked, noted } from '@patchbay/logs/logbook.ts';

const key = 'patchbay.log';
const saveMs = 10_000;
let book: readonly Entry[] = earlier();
let saved = book;

/** What a crashed page has left. */
function earlier(): readonly Entry[] {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
  return Array.isArray(kept) ? (kept as readonly Entry[]) : [];
}

/** Remembers that something happened. [LG1] */
export function log(kind: Kind, text: string): void {
  book = noted(book, { at: Date.now(), kind, text });
}

/** What is remembered. */
export const logged = (): readonly Entry[] => book;

/** Remembers errors and pages from now on, and keeps the book over a crash; answers how to stop, which forgets it. [LG1] */
export function keepLog(): () => void {
  const failed = ({ error, message }: ErrorEvent): void => log('error', error ? errorLine(error) : masked(message));
  const rejected = ({ reason }: PromiseRejectionEvent): void => log('error', errorLine(reason));
  const save = (): void => {
    if (saved === book) return;
    saved = book;
    localStorage.setItem(key, JSON.stringify(book.slice(-500)));
  };
  log('page', `opened ${location.pathname}`);
  window.addEventListener('error', failed);
  window.addEventListener('unhandledrejection', rejected);
  window.addEventListener('pagehide', save);
  const timer = setInterval(save, saveMs);
  return () => {
    clearInterval(timer);
    window.removeEventListener('error', failed);
    window.removeEventListener('unhandledrejection', rejected);
    window.removeEventListener('pagehide', save);
  };
}

/** Forgets it: who signs out leaves nothing behind. */
export function forgetLog(): void {
  book = [];
  localStorage.removeItem(key);
}
