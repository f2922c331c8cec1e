import type { Told } from './canned.ts';

/**
 * Those that go with what was typed, the best first: by shortcut, then by title, then by its letters in order, then by words of the text.
 * Accents and capitals do not matter; nothing typed finds all. [CN5]
 */
export function search(all: readonly Told[], typed: string): readonly Told[] {
  const query = plain(typed.trim());
  if (!query) return all;
  return all
    .map((told) => ({ told, rank: rankOf(told, query) }))
    .filter(({ rank }) => rank < none)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ told }) => told);
}

const none = 7;

function rankOf({ title, folder, shortcut, text }: Told, query: string): number {
  const [name, key] = [plain(title), plain(shortcut)];
  const words = query.split(/\s+/);
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  const tests = [
    key === query,
    key.startsWith(query),
    name.startsWith(query),
    words.every((word) => parts.some((part) => part.startsWith(word))),
    hasInOrder(name, query) || name.includes(query),
    words.every((word) => plain(`${title} ${folder} ${text}`).includes(word)),
  ];
  const first = tests.indexOf(true);
  return first < 0 ? none : first;
}

/** Whether all letters are there, one after the other: "rtrn" finds "Return". */
function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters.replace(/\s/g, '')) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return letters.length > 1;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
