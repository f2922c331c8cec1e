import type { Page } from '@playwright/test';

/** What a plain press cannot do: composed characters and AltGr, as the browser itself makes them. */
export interface Keys {
  /** Begins or goes on with a composition (Japanese, Korean ...). */
  composes(text: string): Promise<void>;
  /** A press that the input method takes: keyCode 229. */
  processes(code: string): Promise<void>;
  /** Ends the composition with this text. */
  commits(text: string): Promise<void>;
  /** Two presses of a key, a tenth of a second apart by their own time stamps, however slow the machine is. */
  twice(key: string): Promise<void>;
  /** A key with AltGr held, as Linux and macOS (AltGraph) and as Windows (Ctrl and Alt too) tell it; whether the browser may write its character. */
  altGr(key: string): Promise<boolean>;
}

const virtualKeys: Readonly<Record<string, number>> = { F9: 120, Escape: 27 };

/** The keyboard of a page with an input method. */
export async function keysOf(page: Page): Promise<Keys> {
  const devTools = await page.context().newCDPSession(page);
  return {
    composes: async (text) =>
      void (await devTools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })),
    processes: async (code) =>
      void (await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', code, windowsVirtualKeyCode: 229 })),
    commits: async (text) => void (await devTools.send('Input.insertText', { text })),
    async twice(key) {
      const began = Date.now() / 1000;
      for (const timestamp of [began, began + 0.1])
        for (const type of ['rawKeyDown', 'keyUp'] as const)
          await devTools.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: virtualKeys[key] ?? 0, timestamp });
    },
    altGr: (key) => page.evaluate(pressWithAltGr, key),
  };
}

/** In the page: synthetic, since no protocol can hold AltGr. */
function pressWithAltGr(key: string): boolean {
  const code = key === '@' ? 'KeyQ' : /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
  const base = { key, code, bubbles: true, cancelable: true, modifierAltGraph: true };
  const held = [{}, { ctrlKey: true, altKey: true }, { ctrlKey: true, altKey: true, shiftKey: true }];
  return held
    .map((more) => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { ...base, ...more })))
    .every(Boolean);
}
