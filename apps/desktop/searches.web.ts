import { useSyncExternalStore } from 'react';
import { cell } from './cell.ts';

/** What is sought on the pages that are searched: it is there when one comes back, and is brought along from the list. [DT352] */
export const searches = { contacts: cell(''), cases: cell('') };

/** The search of a page, and how to change it. */
export const useSearch = (of: keyof typeof searches) =>
  [useSyncExternalStore(searches[of].subscribe, searches[of].get), searches[of].set] as const;

/** Whoever sits here next finds no words of somebody else. */
export const forgetSearches = (): void => Object.values(searches).forEach(({ set }) => set(''));
