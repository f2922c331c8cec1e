import { useEffect, useRef, useState } from 'react';
import { aloneAfter, alonePath, backPath, type Said } from './alone.ts';
import { useLive } from './deskContext.web.tsx';

const channelOf = (user: string): BroadcastChannel => new BroadcastChannel(`patchbay.alone.${user}`);
const looks = 'popup,width=1120,height=860';
const windows = new Map<string, Window>();

/** Conversations in windows of their own: which, and the ways there and back. [DT185] */
export interface Alone {
  readonly ids: ReadonlySet<string>;
  /** Opens one, or brings its window to the front; false: the browser does not let us. */
  readonly open: (id: string) => boolean;
  readonly back: (id: string) => void;
}

/** Knows what stands in windows of their own, whoever of my windows has opened them. */
export function useAlone(): Alone {
  const live = useLive();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const line = channelOf(live.me.id);
    channel.current = line;
    line.onmessage = ({ data }) => setIds((known) => aloneAfter(known, data as Said));
    line.postMessage({ is: 'who' } satisfies Said);
    return () => line.close();
  }, [live]);
  return {
    ids,
    open(id) {
      const known = windows.get(id);
      if (known && !known.closed) known.focus();
      else {
        const opened = window.open(alonePath(id), `patchbay-${id}`, looks);
        if (!opened) return false;
        windows.set(id, opened);
      }
      return true;
    },
    back(id) {
      channel.current?.postMessage({ is: 'back', id } satisfies Said);
      setIds((known) => aloneAfter(known, { is: 'back', id }));
    },
  };
}

/** This window shows one conversation alone, says so, and gives it back when it closes or is asked to; answers how to give it back. */
export function useBeingAlone(id: string): () => void {
  const live = useLive();
  const back = (): void => {
    window.close();
    setTimeout(() => location.replace(backPath(id)), 300); // a window that nobody opened cannot be closed by us
  };
  useEffect(() => {
    const line = channelOf(live.me.id);
    const say = (is: 'alone' | 'gone'): void => line.postMessage({ is, id } satisfies Said);
    line.onmessage = ({ data }) => {
      const said = data as Said;
      if (said.is === 'who') say('alone');
      if (said.is === 'back' && said.id === id) back();
    };
    const gone = (): void => say('gone');
    say('alone');
    window.addEventListener('pagehide', gone);
    return () => {
      window.removeEventListener('pagehide', gone);
      gone();
      line.close();
    };
    // biome-ignore lint/correctness/useExhaustiveDependencies: the way back is the same for the life of the window
  }, [live, id]);
  return back;
}
