import { expect, test } from 'vitest';
import { excerpt, foundBy, numberIn, questionOf, wordsOf } from './finding.ts';

/** Whether the index answers a question with a text: as PostgreSQL does, in so far as our questions need it. */
const finds = (typed: string, words: readonly string[]): boolean =>
  (questionOf(typed) ?? '☐')
    .replace(/[()]/g, ' ')
    .split(' & ')
    .every((any) =>
      any
        .split('|')
        .some((one) => words.some((word) => (one.trim().endsWith(':*') ? word.startsWith(one.trim().slice(0, -2)) : word === one.trim()))),
    );

test('[EM140] a mail is found by the beginnings of its words, without case and marks; an umlaut also as people write it without', () => {
  const words = wordsOf('Frau Müller wartet in Straßburg auf Bestellung A-8123.');
  for (const typed of ['muller', 'MUELLER', 'Müller', 'mül', 'strassb', 'Straßburg', '8123', 'a 8123', 'bestell müller'])
    expect([typed, finds(typed, words)]).toEqual([typed, true]);
  for (const typed of ['maller', 'ller', 'muller kiel', '812345']) expect([typed, finds(typed, words)]).toEqual([typed, false]);
  expect(finds('Müller', wordsOf('Sehr geehrter Herr Mueller'))).toBe(true);
});

test('[EM140] Japanese and Korean are found by words of one, two and more characters, without spaces', () => {
  const words = wordsOf('注文番号をカタカナで、서울에서 왔어요');
  for (const typed of ['注文', '番号', '文番', '号', '注文番号', '서울', '에서', 'カタカナ', 'ｶﾀｶﾅ'])
    expect([typed, finds(typed, words)]).toEqual([typed, true]);
  for (const typed of ['東京', '文注', '부산', '注文 東京']) expect([typed, finds(typed, words)]).toEqual([typed, false]);
});

test('[EM140] any part of a word of the subject, of names, addresses and file names finds; of the text, beginnings', () => {
  const words = foundBy({ text: 'Complaint', short: ['Rechnung 2024-77', 'eva.lind@example.com', 'Lieferschein.pdf'] });
  for (const typed of ['chnung', 'lind@exam', 'schein', 'pdf', 'compl']) expect([typed, finds(typed, words)]).toEqual([typed, true]);
  expect(finds('plaint', words)).toBe(false);
  const large = foundBy({
    text: Array.from({ length: 9000 }, (_, n) => `w${n}`).join(' '),
    short: Array.from({ length: 500 }, (_, n) => `${n}abcdefghij`),
  });
  expect([large.length, large.includes('w3000')]).toEqual([5000, true]);
});

test('[EM140] a question is words or the number of a case; of signs alone there is none', () => {
  expect(['1001', '#1001', '[#1001-abcdefghijkl]', 'no 1001', '12345678901234'].map(numberIn)).toEqual([1001, 1001, 1001, null, null]);
  expect([' ', "'&|!:*()\\", '☐'].map(questionOf)).toEqual([null, null, null]);
  expect(questionOf("o'clock | drop:* & 'x'")).toBe('(o) & (clock:*) & (drop:*) & (x)');
});

test('[EM140] where a text says what was typed is shown', () => {
  const text = `Dear all,\n> -----\n${'Nothing of it stands here. '.repeat(20)}\nThe letter from München came.\n`;
  expect(excerpt(text, 'munch')).toBe('The letter from München came.');
  expect([excerpt(text, 'elsewhere'), excerpt('', 'x')]).toEqual(['Dear all,', '']);
});
