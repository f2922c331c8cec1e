import type { Page } from '@playwright/test';

/** What a plain press cannot do: composed characters and AltGr, as the browser itself makes them. */
export interface Keys {
  /** Begins or goes on with a composition (Japanese, Korean ...). */
  composes(text: string): Promise<void>;
  /** A press that the input method takes: keyCode 229. */
  processes(code: string): Promise<void>;
  /** Ends the composition with this text. */
  commits(text: string): Promise<void>;
  /** A key with AltGr held, as Linux and macOS (AltGraph) and as Windows (Ctrl and Alt too) tell it. */
  altGr(key: string): Promise<void>;
}

/** The keyboard of a page with an input method. */
export async function keysOf(page: Page): Promise<Keys> {
  const devTools = await page.context().newCDPSession(page);
  return {
    composes: async (text) =>
      void (await devTools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })),
    processes: async (code) =>
      void (await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code, windowsVirtualKeyCode: 229 })),
    commits: async (text) => void (await devTools.send('Input.insertText', { text })),
    altGr: (key) => page.evaluate(pressWithAltGr, key),
  };
}

/** In the page: synthetic, since no protocol can hold AltGr. */
function pressWithAltGr(key: string): void {
  const code = /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
  const base = { key, code, bubbles: true, cancelable: true, modifierAltGraph: true };
  for (const more of [{}, { ctrlKey: true, altKey: true }, { ctrlKey: true, altKey: true, shiftKey: true }])
    (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { ...base, ...more }));
}
