import { type Token, written } from './token.ts';

/** What mail programs put before the subject of an answer or a forwarded mail, in many languages; also `Re[2]:` and `AW(3):`. */
const marks =
  /^\s*(?:(?:re|aw|antw|antwort|sv|vs|ref|r|rif|res|odp|vá|ynt|ats|bls|fwd?|wg|tr|rv|enc|vb|i|doorst|trs|pd|továbbítás|回复|回覆|答复|转发|轉寄|返信|転送|회신|전달)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*[::]\s*)+/iu;
const tags = /\s*\[#\d{1,12}-[a-z2-7]{12}\]/gi;
const longest = 500;

/** A subject without marks, tags and double spaces: what the matter is called. [EM33] */
export const bare = (subject: string): string =>
  subject.slice(0, longest).replace(tags, ' ').replace(/\s+/gu, ' ').trim().replace(marks, '').replace(marks, '').trim();

/** The subject of an answer or a forwarded mail: one mark, and the tag of the case once, at the end. [EM33] */
export const answering = (subject: string, token: Token, mark: 'Re' | 'Fwd'): string => `${mark}: ${tagged(bare(subject), token)}`;
/** With the tag of the case once, at the end. */
export const tagged = (subject: string, token: Token): string =>
  `${subject.slice(0, longest).replace(tags, ' ').replace(/\s+/gu, ' ').trim()} [#${written(token)}]`.trim();

/** The number of a case as people write it: 4711, #4711, with or without the code; null: it is none. [EM33] */
export function numberIn(text: string): number | null {
  const [, number] = /^\s*\[?#?(\d{1,12})(?:-[a-z2-7]{12})?\]?\s*$/i.exec(text) ?? [];
  return number ? Number(number) : null;
}
