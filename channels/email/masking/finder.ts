/** A place in a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
/** Every place in a text where something stands that is to be masked, in order, none within another. */
export type Find = (text: string) => readonly Span[];

/** What somebody chooses to mask has at least so many characters, blanks not counted. */
export const fewest = 4;
/** The characters of a text that count. */
export const solid = (text: string): number => [...text.replace(/\s/gu, '')].length;

/**
 * Finds these texts however they are broken, spaced and quoted: other blanks, marks of quotation between two lines, and of numbers with
 * letters or without (cards, IBANs) any grouping. [EM200]
 */
export function finderOf(texts: readonly string[]): Find {
  const wanted = [...new Set(texts.flatMap((text) => [text.normalize('NFC'), text.normalize('NFD')]))].filter(
    (text) => solid(text) >= fewest,
  );
  if (wanted.length === 0) return () => [];
  const pattern = new RegExp(
    wanted
      .toSorted((a, b) => b.length - a.length)
      .map(patternOf)
      .join('|'),
    'giu',
  );
  return (text) => [...text.matchAll(pattern)].map(({ index, 0: found }) => ({ from: index, to: index + found.length }));
}

function patternOf(text: string): string {
  const bare = text.trim().replace(/\n[\s>|]+/g, ' ');
  const compact = bare.replace(/[\s.\-–/\u00ad\u200b]/gu, '');
  if (/^[a-z0-9]{8,}$/i.test(compact) && compact.replace(/\D/g, '').length >= 6) return [...compact].join(grouping);
  return bare
    .split(/\s+/u)
    .map((word) => [...word].map((sign) => sign.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')).join('[\\u00ad\\u200b]?'))
    .join('[\\s>|\\u200b]+');
}
/** What may stand between two signs of a number: a blank, a line with marks of quotation, a stroke. */
const grouping = '[\\s>|.\\-–/\\u00ad\\u200b]{0,12}';
