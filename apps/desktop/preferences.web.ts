import { languageOf } from '@patchbay/base/words.ts';
import { useSyncExternalStore } from 'react';
import { cell } from './cell.ts';

/** How this person wants the desktop to look and sound on this computer. */
export interface Preferences {
  readonly theme: 'system' | 'light' | 'dark';
  readonly language: 'en' | 'de';
  readonly sound: boolean;
  readonly notify: boolean;
}

/** The one key that the blocking script reads before the first paint; see public/appearance.js. */
const key = 'patchbay.appearance';
const first: Preferences = { theme: 'system', language: languageOf(navigator.language), sound: true, notify: false };

function stored(): Preferences {
  try {
    return { ...first, ...(JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Preferences>) };
  } catch {
    return first; // not written by us: begin anew
  }
}

const preferences = cell<Preferences>(stored());

/** Draws what was chosen: the theme and the language of the page. */
function show({ theme, language }: Preferences): void {
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = language;
}
show(preferences.get());
window.addEventListener('storage', (event) => {
  if (event.key !== key) return;
  preferences.set(stored());
  show(preferences.get());
});

/** The language as people write dates and times where this computer is: en-GB rather than en. */
export const regionOf = (language: string): string => navigator.languages.find((l) => l.startsWith(language)) ?? language;

export const readPreferences = preferences.get;
/** Changes some of them, here and in the other tabs. */
export function prefer(some: Partial<Preferences>): void {
  preferences.set({ ...preferences.get(), ...some });
  localStorage.setItem(key, JSON.stringify(preferences.get()));
  show(preferences.get());
}
/** The preferences, drawn anew when they change. */
export function usePreferences(): Preferences & { readonly region: string } {
  const chosen = useSyncExternalStore(preferences.subscribe, preferences.get);
  return { ...chosen, region: regionOf(chosen.language) };
}
