import { api } from './api.web.ts';
import { build } from './build.web.ts';
import { type Cell, cell } from './cell.ts';
import type { Check, Measured } from './checking.ts';
import type { LiveDesk } from './desk.web.ts';
import { readPreferences } from './preferences.web.ts';
import { blocked } from './sound.web.ts';

/** What the last check found in this window; null: none yet. */
export const lastCheck: Cell<readonly Check[] | null> = cell<readonly Check[] | null>(null);

/** How calls sound in this window is asked here, once it takes them; it comes with the part for calls, which is loaded late. */
export const voiceProbe: Cell<(() => Promise<Measured['voice']>) | null> = cell<(() => Promise<Measured['voice']>) | null>(null);

const halfHour = 30 * 60_000;
const times = 5;
const losses: number[] = [];

/** Remembers when the line was lost. */
export function noteLoss(): void {
  losses.push(Date.now());
  if (losses.length > 1000) losses.shift();
}

/** Measures what the checks judge; it takes as long as five requests. [DT76] */
export async function measure(live: LiveDesk): Promise<Measured> {
  const trips: (number | null)[] = [];
  let [newest, ahead]: [string | null, number] = [null, live.state.get().mirror.ahead];
  for (let n = 0; n < times; n++) {
    const began = performance.now();
    const answer = await api.version();
    const took = Math.round(performance.now() - began);
    trips.push(answer.is === 'ok' ? took : null);
    if (answer.is !== 'ok') break; // each waits for 8 s
    newest = answer.body.build;
    ahead = answer.body.now + took / 2 - Date.now();
  }
  return {
    trips,
    lineUp: live.state.get().line.up,
    losses: losses.filter((at) => Date.now() - at < halfHour).length,
    ahead,
    secure: window.isSecureContext,
    missing: missing(),
    notices: 'Notification' in window ? Notification.permission : 'denied',
    sound: !readPreferences().sound ? 'off' : blocked.get() ? 'blocked' : 'on',
    storage: await storage(),
    voice: (await voiceProbe.get()?.()) ?? null,
    build,
    newest,
  };
}

/** What every current browser has; locks are kept from pages without encryption. */
const needed = ['WebSocket', 'BroadcastChannel', 'AudioContext', 'Notification', 'Intl', 'indexedDB'] as const;
function missing(): readonly string[] {
  const lacks: string[] = needed.filter((name) => !(name in window));
  if (window.isSecureContext && !navigator.locks) lacks.push('locks');
  return lacks;
}

/** Enough for what is being written in many conversations. */
const enough = 1_000_000;
async function storage(): Promise<Measured['storage']> {
  try {
    const key = 'patchbay.check';
    localStorage.setItem(key, 'x');
    const kept = localStorage.getItem(key) === 'x';
    localStorage.removeItem(key);
    if (!kept) return 'none';
  } catch {
    return 'none'; // the browser forbids it, or nothing more fits
  }
  const { quota = Number.POSITIVE_INFINITY, usage = 0 } = (await navigator.storage?.estimate()) ?? {};
  return quota - usage < enough ? 'full' : 'ok';
}
