import { useEffect } from 'react';
import { useLive } from './deskContext.web.tsx';
import { warnsOnClose } from './leaving.ts';

const lookMs = 5000;

/** Lets the browser ask before the last window with open work is closed. How many windows there are is known by a lock that all share. [DT74] */
export function useClosing(): void {
  const live = useLive();
  useEffect(() => {
    const name = `patchbay.window.${live.me.id}`;
    const stop = new AbortController();
    let windows = 1;
    let release = (): void => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    void navigator.locks?.request(name, { mode: 'shared', signal: stop.signal }, () => held).catch(() => undefined); // given up before it was had
    const look = async (): Promise<void> => {
      const { held: all = [] } = (await navigator.locks?.query()) ?? {};
      windows = Math.max(1, all.filter((lock) => lock.name === name).length);
    };
    const ask = (event: BeforeUnloadEvent): void => {
      if (warnsOnClose(live.state.get().mirror, windows)) event.preventDefault();
    };
    void look();
    const timer = setInterval(() => void look(), lookMs);
    window.addEventListener('beforeunload', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('beforeunload', ask);
      stop.abort();
      release();
    };
  }, [live]);
}
