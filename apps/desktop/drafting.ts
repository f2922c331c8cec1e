import type { SavedDraft } from '@patchbay/base/stream.ts';

/** A draft in this window: what is written, and what of it the server has. */
export interface Held {
  readonly text: string;
  readonly caret: number;
  /** The revision this stands on; null: the server had none. */
  readonly rev: string | null;
  /** The text of that revision. */
  readonly saved: string;
}

/** Nothing written, nothing saved. */
export const blank: Held = { text: '', caret: 0, rev: null, saved: '' };

/** Whether there is something to save. */
export const isDirty = ({ text, saved }: Held): boolean => text !== saved;

/** The server has kept `text` under this revision; meanwhile more may have been written. */
export const keptAs = (held: Held, text: string, rev: string | null): Held => ({ ...held, rev, saved: text });

/** What came from another window: nothing new, taken over, or both have written. [DT93] */
export type Met =
  | { readonly is: 'same' | 'taken'; readonly held: Held }
  | { readonly is: 'clash'; readonly held: Held; readonly theirs: SavedDraft | null };

/** Meets what the server has now (null: nothing) with what is written here. */
export function met(held: Held, theirs: SavedDraft | null): Met {
  const { text, rev } = theirs ?? { text: '', rev: null };
  if (rev === held.rev) return { is: 'same', held };
  if (held.text === text) return { is: 'same', held: { ...held, rev, saved: text } };
  if (!isDirty(held)) return { is: 'taken', held: taken(theirs) };
  return { is: 'clash', held, theirs };
}

/** The other one instead of ours. */
export const taken = (theirs: SavedDraft | null): Held =>
  theirs ? { text: theirs.text, caret: theirs.caret, rev: theirs.rev, saved: theirs.text } : blank;

/** Ours instead of the other one: saved on top of it. */
export const insisted = (held: Held, theirs: SavedDraft | null): Held => ({ ...held, rev: theirs?.rev ?? null, saved: theirs?.text ?? '' });
