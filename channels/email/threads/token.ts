/** The name of a case in mails: its number, and a code that only we can make. */
export interface Token {
  readonly number: number;
  readonly code: string;
}

const form = String.raw`(\d{1,12})-([a-z2-7]{12})`;

/** As it stands in a Message-ID, an address or a subject. */
export const written = ({ number, code }: Token): string => `${number}-${code}`;
/** The token at the beginning of the left part of a Message-ID of ours: `4711-abcdefghijkl.anything@host`. */
export const inMessageId = (id: string): Token | null => first(new RegExp(`^${form}\\.[^@]+@`, 'i'), id);
/** The token behind the plus of an address: `claims+4711-abcdefghijkl@host`. */
export const inAddress = (address: string): Token | null => first(new RegExp(`\\+${form}@`, 'i'), address);
/** An address with the token behind its plus: what is answered to names its case. [EM30] */
export const behindPlus = (address: string, token: Token): string => address.replace('@', `+${written(token)}@`);
/** An address without what stands behind its plus. */
export const withoutPlus = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@');
/** The tag of a subject, the last one: `Order late [#4711-abcdefghijkl]`. */
export const inSubject = (subject: string): Token | null => first(new RegExp(`.*\\[#${form}\\]`, 'is'), subject);

function first(pattern: RegExp, text: string): Token | null {
  const [, number, code] = pattern.exec(text.slice(0, 1000)) ?? [];
  return number && code ? { number: Number(number), code: code.toLowerCase() } : null;
}
