import { pathOf } from './routes.ts';

/** The path of a conversation in a window of its own. [DT185] */
export const alonePath = (interaction: string): string => `/alone/${interaction}`;
/** The conversation that this path shows alone; null: the path is another one. */
export const aloneIn = (path: string): string | null => /^\/alone\/([0-9a-f-]{8,})\/?$/i.exec(path)?.[1] ?? null;
/** Where it is given back to. */
export const backPath = (interaction: string): string => pathOf({ page: 'work', interaction, contact: null });

/** What windows of one person say to each other: this one shows it alone, does so no more, shall give it back; and who does? */
export type Said = { readonly is: 'alone' | 'back' | 'gone'; readonly id: string } | { readonly is: 'who' };

/** The conversations that stand in windows of their own, after something was said. */
export function aloneAfter(known: ReadonlySet<string>, said: Said): ReadonlySet<string> {
  if (said.is === 'who' || known.has(said.id) === (said.is === 'alone')) return known;
  return new Set(said.is === 'alone' ? [...known, said.id] : [...known].filter((id) => id !== said.id));
}
