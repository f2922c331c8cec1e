import { languageOf } from '@patchbay/base/words.ts';
import { useSyncExternalStore } from 'react';
import { api } from './api.web.ts';
import { cell } from './cell.ts';
import { changed, marks, over, type Preferences, standard, type Wish } from './preferences.ts';

/** The one key that the blocking script reads before the first paint; see public/appearance.js. */
const key = 'patchbay.appearance';
const owed = (user: string): string => `patchbay.preferences.${user}`;
const soon = 400;
const again = 5000;
const first = standard(languageOf(navigator.language));
const contrast = matchMedia('(prefers-contrast: more)');

function kept(at: string): Record<string, unknown> {
  try {
    return JSON.parse(localStorage.getItem(at) ?? '{}') as Record<string, unknown>;
  } catch {
    return {}; // not written by us: begin anew
  }
}

const preferences = cell<Preferences>(over(first, kept(key)));
/** Whether the server has what was chosen here. */
export const saving = cell<'saved' | 'saving' | 'waiting'>('saved');
/** Whose preferences these are; null: nobody has signed in, what is chosen then belongs to whoever does. */
let owner: string | null = null;
let early: Wish = {};

/** Draws what was chosen: colours, sizes and the language of the page. */
function show(now: Preferences): void {
  const page = document.documentElement;
  Object.assign(page.dataset, marks(now, contrast.matches));
  page.style.setProperty('--text-size', String(now.textSize / 100));
  page.lang = now.language;
}
function put(now: Preferences): void {
  preferences.set(now);
  show(now);
}
function keep(now: Preferences): void {
  put(now);
  localStorage.setItem(key, JSON.stringify({ ...now, owner }));
}
show(preferences.get());
contrast.addEventListener('change', () => show(preferences.get()));
window.addEventListener('storage', (event) => event.key === key && put(over(first, kept(key))));

/** The language as people write dates and times where this computer is: en-GB rather than en. */
export const regionOf = (language: string): string => navigator.languages.find((l) => l.startsWith(language)) ?? language;

/** How wide the context is: as chosen, else as the width of the window gives it; shell.module.css draws the same. [DT350] */
export const contextWidthOf = (chosen: number): number => chosen || (matchMedia('(min-width: 1600px)').matches ? 440 : 360);

export const readPreferences = preferences.get;
/** Changes some of them: here at once, in the other tabs, and on the server for every other browser; null is as the desktop has it. [DT60] */
export function prefer(wish: Wish): void {
  keep(changed(preferences.get(), wish));
  if (owner === null) early = { ...early, ...wish };
  else {
    localStorage.setItem(owed(owner), JSON.stringify({ ...kept(owed(owner)), ...wish }));
    send(soon);
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;
function send(after: number): void {
  saving.set(after === again ? 'waiting' : 'saving');
  clearTimeout(timer);
  timer = setTimeout(() => owner !== null && void deliver(owner), after);
}

/** What the server has not confirmed is sent until it has, also after a reload. */
async function deliver(user: string): Promise<void> {
  const wish = kept(owed(user));
  if (!Object.keys(wish).length) return saving.set('saved');
  const answer = await api.prefer(wish);
  if (owner !== user) return;
  if (answer.is === 'unreached') return send(again);
  const left = Object.entries(kept(owed(user))).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(wish[name]));
  localStorage.setItem(owed(user), JSON.stringify(Object.fromEntries(left))); // a refused one is given up
  if (left.length) send(soon);
  else saving.set('saved');
}

/** Reads what this person has chosen in whatever browser; answers how to stop. */
export function keepPreferences(user: string): () => void {
  if (kept(key)['owner'] !== user) put(over(first, early)); // somebody else sat here
  owner = user;
  if (Object.keys(early).length) localStorage.setItem(owed(user), JSON.stringify({ ...kept(owed(user)), ...early }));
  early = {};
  const read = async (): Promise<void> => {
    const answer = await api.preferences();
    if (owner !== user) return;
    if (answer.is === 'unreached') timer = setTimeout(() => void read(), again);
    if (answer.is !== 'ok') return;
    keep(changed(over(first, answer.body.preferences), kept(owed(user))));
    void deliver(user);
  };
  void read();
  return () => {
    clearTimeout(timer);
    owner = null;
  };
}

/** The preferences, drawn anew when they change. */
export function usePreferences(): Preferences & { readonly region: string } {
  const chosen = useSyncExternalStore(preferences.subscribe, preferences.get);
  return { ...chosen, region: regionOf(chosen.language) };
}
