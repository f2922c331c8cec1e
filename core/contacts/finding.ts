import { type Contact, isLive } from './contact.ts';

/** What a contact is found by: its terms (addresses whole, words in pieces of two characters), its text, and its place in the list. */
export interface Found {
  readonly terms: readonly string[];
  readonly text: string;
  readonly order: string;
}

/** What finds a contact; one that is merged away or anonymised is not found. [CO8] */
export function foundBy(contact: Contact): Found {
  if (!isLive(contact)) return { terms: [], text: '', order: '' };
  const words = [
    contact.name,
    ...contact.addresses.filter(({ kind }) => kind !== 'visitor').flatMap(({ typed, normal }) => [typed, normal]),
  ];
  const text = [...new Set(words.flatMap(spellings))].join('\n');
  const terms = [...contact.addresses.map(termOf), ...text.split(/\s+/).flatMap(pieces)];
  return { terms: [...new Set(terms)], text, order: folded(contact.name) || last };
}

/** Behind every name. */
const last = '\u{10fffd}';

/** The term that stands for a whole address. */
export const termOf = ({ kind, normal }: { readonly kind: string; readonly normal: string }): string => `=${kind}:${normal}`;

/** What is asked for: words that all have to be there, and the terms they are looked up by; null: too little to look for. */
export interface Query {
  readonly words: readonly string[];
  readonly terms: readonly string[];
}
const mostWords = 8;

/** Reads what somebody typed into the search field. */
export function queryOf(typed: string): Query | null {
  const number = /^[\d\s+()./-]{4,}$/.test(typed.trim());
  const text = number ? typed.replace(/\D/g, '').replace(/^0+/, '') : typed;
  const words = folded(text).split(/\s+/).filter(Boolean).slice(0, mostWords);
  const terms = [...new Set(words.flatMap(pieces))];
  return terms.length > 0 ? { words, terms } : null;
}

/** Lower case, without marks: what is compared. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßøłæœđ]/g, (letter) => plain[letter] ?? letter);
const plain: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd' };

/** Germans write ü also as ue: both are found. */
const spellings = (text: string): readonly string[] => [
  folded(text),
  folded(text.normalize('NFC').replace(/[äöüÄÖÜ]/g, (letter) => `${folded(letter)}e`)),
];

/** A word in overlapping pieces of two characters; of writings that put a word into one character, the characters too. */
function pieces(word: string): readonly string[] {
  const characters = [...word].slice(0, 200);
  const pairs = characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  return [
    ...pairs,
    ...characters.filter((character) => /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)),
  ];
}
