import { readPreferences } from './preferences.web.ts';
import { hush, isSounding } from './sound.web.ts';

const open = new Map<string, Notification>();

/** A notice of the operating system: only while the window is hidden or another one is in front, and only from one tab. [DT69] */
export function notify(title: string, body: string, id: string): void {
  const away = document.hidden || !document.hasFocus();
  const allowed = readPreferences().notify && 'Notification' in window && Notification.permission === 'granted';
  if (!away || !allowed || !isSounding()) return;
  const notice = new Notification(title, { body, tag: id, requireInteraction: true, silent: true });
  open.set(id, notice);
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}

/** It is settled: no sound and no notice of it is left. */
export function settled(id: string): void {
  hush();
  open.get(id)?.close();
  open.delete(id);
}

/** Tells the other tabs of this person at once that something is settled, before the server could; answers how to tell and how to stop. [DT69] */
export function amongTabs(user: string): { readonly tell: (id: string) => void; readonly stop: () => void } {
  const tabs = new BroadcastChannel(`patchbay.settled.${user}`);
  tabs.onmessage = ({ data }) => settled(String(data));
  return { tell: (id) => tabs.postMessage(id), stop: () => tabs.close() };
}
