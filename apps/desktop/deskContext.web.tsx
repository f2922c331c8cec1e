import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Desk } from './desk.ts';
import type { LiveDesk } from './desk.web.ts';
import type { Centre } from './session.ts';

const DeskContext = createContext<{ readonly desk: LiveDesk; readonly centre: Centre } | null>(null);

/** Gives the views below the desktop of who has signed in. */
export function DeskProvider({
  desk,
  centre,
  children,
}: {
  readonly desk: LiveDesk;
  readonly centre: Centre;
  readonly children: ReactNode;
}) {
  return <DeskContext value={{ desk, centre }}>{children}</DeskContext>;
}

function use() {
  const given = useContext(DeskContext);
  if (!given) throw new Error('A view of the desktop stands outside of DeskProvider.');
  return given;
}

/** What can be asked of the desktop. */
export const useLive = (): LiveDesk => use().desk;
/** The same where nobody may be signed in: null. */
export const useMaybeLive = (): LiveDesk | null => useContext(DeskContext)?.desk ?? null;
/** The names of queues, dispositions and reasons. */
export const useCentre = (): Centre => use().centre;
/** What the desktop knows; drawn anew when it changes. */
export function useDesk(): Desk {
  const { state } = use().desk;
  return useSyncExternalStore(state.subscribe, state.get);
}
