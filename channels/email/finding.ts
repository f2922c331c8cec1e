import { folded } from '@patchbay/contacts/finding.ts';

/** What a mail is found by. */
export interface Findable {
  readonly text: string;
  /** Subject, names and addresses of people, names of files: any part of their words finds them. */
  readonly short: readonly string[];
}
/** A mail has at most so many characters and words that are looked through: whatever it holds, it is written in time. */
const most = { characters: 100_000, words: 5000, short: 1500, word: 40, asked: 8 };

const together = '\\p{Script=Han}\\p{Script=Hangul}\\p{Script=Hiragana}\\p{Script=Katakana}ー々';
const runs = new RegExp(`[${together}]+|(?:(?![${together}])[\\p{L}\\p{N}])+`, 'gu');
const isTogether = new RegExp(`^[${together}]`, 'u');

/** The words of a text, without case and marks; Germans write ü also as ue, so that each may have two spellings. */
const spelled = (text: string): readonly (readonly string[])[] => {
  const one = folded(text).match(runs) ?? [];
  if (!/[äöü]/iu.test(text.normalize('NFC'))) return one.map((word) => [word]);
  const other = folded(text.normalize('NFC').replace(/[äöü]/giu, (letter) => `${letter}e`)).match(runs) ?? [];
  return one.map((word, n) => [...new Set([word, other[n] ?? word])]);
};

/** The words a text is found by: whole ones; of writings without spaces every two characters that stand beside each other. [EM140] */
export const wordsOf = (text: string): readonly string[] =>
  unique(
    spelled(text.slice(0, most.characters))
      .flat()
      .flatMap((word) => (isTogether.test(word) ? pairs(word) : [word.slice(0, most.word)])),
  );

/** All that a mail is found by. [EM140] */
export const foundBy = ({ text, short }: Findable): readonly string[] =>
  unique([...short.flatMap((one) => wordsOf(one.slice(0, 2000)).flatMap(endings)).slice(0, most.short), ...wordsOf(text)]).slice(
    0,
    most.words,
  );

/** What was typed, as a question to the index: every word has to be there, or begin one that is; null: there is nothing to look for. [EM140] */
export function questionOf(typed: string): string | null {
  const words = spelled(typed.slice(0, 500)).slice(0, most.asked);
  return words.length ? words.map((one) => `(${one.map(asked).join(' | ')})`).join(' & ') : null;
}
/** The number of a case that was typed: alone, after a number sign, or as the tag of a subject. */
export function numberIn(typed: string): number | null {
  const [, number] = /^\[?#?\s?(\d{1,12})(?:-[a-z2-7]{12})?\]?$/i.exec(typed.trim()) ?? [];
  return number === undefined ? null : Number(number);
}

function asked(word: string): string {
  if (!isTogether.test(word)) return [...word].length > 2 ? `${word.slice(0, most.word)}:*` : word;
  const [first = '', ...more] = pairs(word);
  return [...word].length === 1 ? `${first}:*` : [first, ...more.slice(0, -1)].join(' & ');
}

/** Two characters each, and the last one alone, so that one character finds as well. */
const pairs = (word: string): readonly string[] => {
  const characters = [...word];
  return characters.map((character, n) => character + (characters[n + 1] ?? ''));
};
/** A word and its ends of three characters and more: what begins one of them stands somewhere in it. */
const endings = (word: string): readonly string[] => [
  word,
  ...(isTogether.test(word) ? [] : Array.from({ length: Math.max(0, word.length - 3) }, (_, n) => word.slice(n + 1))),
];
const unique = (words: readonly string[]): readonly string[] => [...new Set(words)];

const window = 160;
/** The place of a text that says what was typed; its beginning if it says it nowhere. */
export function excerpt(text: string, typed: string): string {
  const words = spelled(typed).flat();
  const pieces = text.slice(0, most.characters).match(new RegExp(`[^\\n]{1,${window}}(?!\\S)|[^\\n]{1,${window}}`, 'gu')) ?? [];
  const said = pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  return said.find((piece) => words.some((word) => folded(piece).includes(word))) ?? said[0] ?? '';
}
