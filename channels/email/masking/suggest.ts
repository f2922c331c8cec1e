/** What looks like something that nobody should keep. [EM201] */
export interface Suggestion {
  readonly is: 'card' | 'iban' | 'ssn';
  readonly text: string;
}

const card = /(?<![\d-])\d(?:[ \-.\u00a0]?\d){12,18}(?![\d-])/g;
const iban = /\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b/gi;
const ssn = /(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/g;

/** Numbers of cards (Luhn), accounts (IBAN, mod 97) and social security in a text, each once. [EM201] */
export function suggestionsIn(text: string): readonly Suggestion[] {
  const found = (is: Suggestion['is'], pattern: RegExp, holds: (compact: string) => boolean) =>
    [...text.matchAll(pattern)]
      .map(([one]) => ({ is, text: one }))
      .filter((one) => holds(one.text.replace(/[^A-Z0-9]/gi, '').toUpperCase()));
  const all = [...found('card', card, isCard), ...found('iban', iban, isIban), ...found('ssn', ssn, () => true)];
  return all.filter((one, n) => all.findIndex((other) => other.text === one.text) === n).slice(0, 50);
}

/** ISO/IEC 7812: beginning with 2 to 6, and the check digit is right. */
function isCard(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits) || /^(\d)\1*$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((all, digit, n) => {
    const twice = Number(digit) * (n % 2 === 1 ? 2 : 1);
    return all + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

/** ISO 13616: what is left of it as a number, divided by 97, is 1. */
function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 34) return false;
  const moved = text.slice(4) + text.slice(0, 4);
  let rest = 0;
  for (const sign of moved) rest = Number(`${rest}${Number.parseInt(sign, 36)}`) % 97;
  return rest === 1;
}
