import fc from 'fast-check';

const [surrogates, width, last] = [0xd800, 0x800, 0x10ffff];

/** Any character of Unicode. As fast-check's own `binary`, which lays out a table of all 1.1 million first: a second, and much to collect. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: last - width })
  .map((n) => String.fromCodePoint(n < surrogates ? n : n + width), numberOf);

/** Which one of all it is; throws, as it has to, when it is none. */
function numberOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || String.fromCodePoint(code) !== character) throw new Error('This is not one character.');
  if (code >= surrogates && code < surrogates + width) throw new Error('Half a character is none.');
  return code < surrogates ? code : code - width;
}
