import { useEffect, useRef } from 'react';
import { keymapOf } from './keymap.ts';
import { readPreferences } from './preferences.web.ts';
import { type Last, type Press, pressed } from './shortcuts.ts';
import type { CarryOut } from './useCommands.web.ts';

/** Carries out what the keys ask for in a window of mine, unless the agent has switched shortcuts off. [DT14, DT63] */
export function useShortcuts(carryOut: CarryOut, of: Window = window): void {
  const last = useRef<Last | null>(null); // outlives drawings: news may come between two presses
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { shortcuts, keys } = readPreferences();
      if (!shortcuts) return;
      const target = event.target as HTMLElement;
      const where = {
        typing: target.matches('input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]'),
        dialog: document.querySelector('[data-overlay=dialog]') !== null,
        popup: document.querySelector('[data-overlay=popup]') !== null,
        accepted: target.matches('[data-accepted]') && document.querySelector('[data-composer]') !== null,
      };
      const found = pressed(pressOf(event), where, last.current, keymapOf(keys));
      last.current = found.last;
      if (!found.action || (found.action.do === 'submit' && target.matches('[data-composer]'))) return;
      if (carryOut(found.action)) event.preventDefault();
    };
    of.addEventListener('keydown', onKey, { capture: true });
    return () => of.removeEventListener('keydown', onKey, { capture: true });
  }, [carryOut, of]);
}

/** What of a keyboard event matters. */
export const pressOf = (e: KeyboardEvent): Press => ({
  key: e.key,
  code: e.code,
  keyCode: e.keyCode,
  isComposing: e.isComposing,
  ctrlKey: e.ctrlKey,
  metaKey: e.metaKey,
  shiftKey: e.shiftKey,
  altKey: e.altKey,
  altGraph: e.getModifierState('AltGraph'),
  repeat: e.repeat,
  timeStamp: e.timeStamp,
});
