import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from './api.web.ts';
import { useCentre, useLive } from './deskContext.web.tsx';
import type { Item } from './item.ts';
import { type Held, wantedPops } from './pops.ts';
import type { Work } from './selectors.ts';
import type { Pop } from './session.ts';

/** The screen-pops of the desktop. */
export interface ScreenPops {
  readonly held: Readonly<Record<string, Held>>;
  /** Windows that the browser did not open, as `interaction key`. */
  readonly blocked: ReadonlySet<string>;
  /** Asks for those of an interaction anew, with the values of now. */
  readonly again: (interaction: string) => void;
}

/** Asks once for what shows itself, as soon as it is offered or mine; opens windows where the agent is at the moment. [SP3] [SP6] */
export function useScreenPops(work: Work, looked: { readonly id: string; readonly item: Item } | null): ScreenPops {
  const live = useLive();
  const centre = useCentre();
  const [held, setHeld] = useState<ScreenPops['held']>({});
  const [blocked, setBlocked] = useState<ScreenPops['blocked']>(new Set());
  const asked = useRef(new Set<string>());
  const arrived = useRef(new Set<string>());
  useEffect(
    () =>
      live.watch((happening) => {
        if (happening.is === 'offered') arrived.current.add(`${happening.id} offer`);
        if (happening.is === 'accepted') arrived.current.add(`${happening.id} accept`);
      }),
    [live],
  );
  const open = useCallback((id: string, pops: readonly Pop[]): void => {
    const fresh = pops.filter(({ when, show }) => show === 'window' && arrived.current.has(`${id} ${when}`));
    for (const { when } of fresh) arrived.current.delete(`${id} ${when}`);
    if (!document.hasFocus()) return; // another window of mine opens them
    for (const pop of fresh) {
      if ('form' in pop) continue;
      const { key, address } = pop;
      const opened = window.open(address, '_blank');
      if (opened) opened.opener = null;
      else setBlocked((all) => new Set([...all, `${id} ${key}`]));
    }
  }, []);
  const ask = useCallback(
    async (id: string, anew = false): Promise<void> => {
      if (!anew) setHeld((all) => (all[id]?.is === 'ok' ? all : { ...all, [id]: { is: 'loading' } }));
      const answer = await api.screenPops(id);
      if (answer.is === 'ok') open(id, answer.body.pops);
      setHeld((all) => ({ ...all, [id]: answer.is === 'ok' ? { is: 'ok', pops: answer.body.pops } : (kept(all[id]) ?? { is: 'failed' }) }));
    },
    [open],
  );
  const wanted = wantedPops(work, looked, centre, live.me.id);
  const names = wanted.map(({ name }) => name).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names say what is wanted
  useEffect(() => {
    const ids = new Set(wanted.map(({ id }) => id));
    setHeld((all) =>
      Object.keys(all).every((id) => ids.has(id)) ? all : Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id))),
    );
    for (const name of asked.current) if (!wanted.some((one) => one.name === name)) asked.current.delete(name);
    for (const { id, name } of wanted) {
      if (asked.current.has(name)) continue;
      asked.current.add(name);
      void ask(id);
    }
  }, [names]);
  const again = useCallback((id: string) => void ask(id, true), [ask]);
  return { held, blocked, again };
}

/** What was known stays when it cannot be asked anew. */
const kept = (held: Held | undefined): Held | undefined => (held?.is === 'ok' ? held : undefined);
