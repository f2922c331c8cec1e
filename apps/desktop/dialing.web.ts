import { type Cell, cell } from './cell.ts';
import type { Wanted } from './dialing.ts';

/** Whom somebody wants to call; null: the dialog is closed. */
export const wanted: Cell<Wanted | null> = cell<Wanted | null>(null);
/** Opens the dialog to call somebody, from wherever a number or a name stands. [DT236] [DT245] */
export const openDial = (whom: Wanted = {}): void => wanted.set(whom);

const shelf = (me: string): string => `patchbay.recentsSeen.${me}`;
/** When this person last looked at their calls on this computer. */
export const lookedAt = (me: string): number => Number(localStorage.getItem(shelf(me)) ?? 0);
/** They look now. */
export const looks = (me: string, at: number): void => localStorage.setItem(shelf(me), String(at));
