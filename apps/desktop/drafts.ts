/** Where drafts are kept; a browser's localStorage is one. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(n: number): string | null;
  readonly length: number;
}
/** What is being written for one interaction. */
export type DraftKind = 'reply' | 'inside' | 'notes' | `data.${string}`;
/** A text and where the caret stood. */
export interface Draft {
  readonly text: string;
  readonly caret: number;
  readonly at: number;
  /** What the server has of it: its revision, and the text of that. */
  readonly rev?: string | null;
  readonly saved?: string;
}

const begins = 'patchbay.draft.';
const week = 7 * 24 * 3600_000;
const keyOf = (user: string, interaction: string, kind: DraftKind): string => `${begins}${user}.${interaction}.${kind}`;

/** Drafts of one person: per interaction and kind, so that a text never lands in another customer's chat. [DT11] */
export function drafts(shelf: Shelf, user: string) {
  return {
    read: (interaction: string, kind: DraftKind): Draft | null => parsed(shelf.getItem(keyOf(user, interaction, kind))),
    write(interaction: string, kind: DraftKind, draft: Draft): void {
      if (draft.text || draft.rev) shelf.setItem(keyOf(user, interaction, kind), JSON.stringify(draft));
      else shelf.removeItem(keyOf(user, interaction, kind));
    },
    /** Which there are. */
    names: (): readonly (readonly [string, DraftKind])[] =>
      keysOf(shelf).flatMap((key) => {
        const [, interaction, kind] = key.startsWith(`${begins}${user}.`)
          ? (/^([^.]+)\.(.+)$/.exec(key.slice(begins.length + user.length + 1)) ?? [])
          : [];
        return interaction && kind ? [[interaction, kind as DraftKind] as const] : [];
      }),
    /** Signing out leaves nothing behind on a shared computer. */
    clear: (): void => drop(shelf, (key) => key.startsWith(`${begins}${user}.`)),
    /** Forgets what nobody came back to for a week. */
    tidy: (now: number): void => drop(shelf, (key) => key.startsWith(begins) && (parsed(shelf.getItem(key))?.at ?? 0) < now - week),
  };
}
export type Drafts = ReturnType<typeof drafts>;

function drop(shelf: Shelf, which: (key: string) => boolean): void {
  for (const key of keysOf(shelf).filter(which)) shelf.removeItem(key);
}

const keysOf = (shelf: Shelf): readonly string[] => Array.from({ length: shelf.length }, (_, n) => shelf.key(n) ?? '');

function parsed(stored: string | null): Draft | null {
  if (!stored) return null;
  try {
    const { text, caret, at, rev, saved } = JSON.parse(stored) as Partial<Draft>;
    if (typeof text !== 'string') return null;
    return { text, caret: caret ?? text.length, at: at ?? 0, ...(saved !== undefined && { rev: rev ?? null, saved }) };
  } catch {
    return null; // not written by us: as good as none
  }
}
