import type { Tabs } from './party.ts';

/** The tabs of this browser with this widget; null where a browser cannot tell them apart. Who leads holds a lock, which ends with the tab. [WI20] */
export function tabsOf(widget: string): Tabs | null {
  const name = `patchbay:${widget}:line`;
  if (!navigator.locks || !globalThis.BroadcastChannel) return null;
  const channel = new BroadcastChannel(name);
  return {
    lead({ led, deposed }, steal) {
      const waiting = new AbortController();
      let over = false;
      let leave = () => {};
      const until = new Promise<void>((done) => {
        leave = done;
      });
      const lead = () => {
        led();
        return until;
      };
      navigator.locks.request(name, steal ? { steal } : { signal: waiting.signal }, lead).catch(() => over || deposed());
      return () => {
        over = true;
        waiting.abort();
        leave();
      };
    },
    say: (word) => channel.postMessage(word),
    hear(heard) {
      const listener = ({ data }: MessageEvent) => heard(data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
  };
}
