/** Something that the palette can find. */
export interface Findable {
  readonly label: string;
  /** What it is found by besides its label. */
  readonly more: string;
  /** Its keys, as keymaps write them. */
  readonly keys: string;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a text holds every word that is sought, whatever the accents and capitals. */
export const holds = (text: string, query: string): boolean => {
  const all = plain(text);
  return plain(query)
    .split(/\s+/)
    .every((word) => all.includes(word));
};

/** What holds every word of the query: first whose last key is the letter typed, then whose label begins with it, then whose words do. [DT64] */
export function found<F extends Findable>(all: readonly F[], query: string, most = 50): readonly F[] {
  const asked = plain(query).trim();
  if (!asked) return all.slice(0, most);
  const words = asked.split(/\s+/);
  const rank = (one: F): number => {
    const label = plain(one.label);
    if (asked.length === 1 && one.keys.toLowerCase().endsWith(`+${asked}`)) return 0;
    if (label.startsWith(asked)) return 1;
    return label.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(words[0] ?? '')) ? 2 : 3;
  };
  return all
    .filter((one) => words.every((word) => plain(`${one.label} ${one.more}`).includes(word)))
    .map((one) => ({ one, rank: rank(one) }))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}
