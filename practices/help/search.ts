import type { Explained } from './help.ts';

/** What holds every word typed, in its code, text, cause or remedy; what a code names comes first. Nothing typed finds all. [HE4] */
export function search(all: readonly Explained[], typed: string): readonly Explained[] {
  const query = plain(typed.trim());
  const words = query.split(/\s+/);
  const holds = ({ code, text, cause, remedy }: Explained): boolean => {
    const said = plain(`${code} ${text} ${cause} ${remedy}`);
    return words.every((word) => said.includes(word));
  };
  return all.filter(holds).toSorted((a, b) => Number(isNamed(b, query)) - Number(isNamed(a, query)));
}

const isNamed = ({ code }: Explained, query: string): boolean => plain(code) === query || plain(code) === `pb${query}`;
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
