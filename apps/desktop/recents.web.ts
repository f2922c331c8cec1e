import { type Recent, withRecent } from './dialing.ts';

const shelf = (me: string): string => `patchbay.recents.${me}`;

/** Whom this person called lately from this computer. */
export const recents = (me: string): readonly Recent[] => JSON.parse(localStorage.getItem(shelf(me)) ?? '[]') as readonly Recent[];
/** One more call. */
export const noteRecent = (me: string, one: Recent): void => localStorage.setItem(shelf(me), JSON.stringify(withRecent(recents(me), one)));
/** Nothing of it stays for whoever sits here next. */
export const forgetRecents = (me: string): void => localStorage.removeItem(shelf(me));
