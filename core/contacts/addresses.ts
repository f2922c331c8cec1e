import type { AddressKind } from './contact.ts';
import { readNumber } from './numbers.ts';

/**
 * An address as it is compared, or null if it cannot be one. A phone number that can be one becomes E.164, by the plan of its country; of
 * what is in no plan `+` and `00` begin an international number, one 0 a national one if the calling code of the centre is known, and
 * anything else stays a row of digits. [CO2] [CO11]
 */
export function normalOf(kind: AddressKind, typed: string, callingCode: string | null): string | null {
  const text = typed.normalize('NFKC').trim();
  switch (kind) {
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(text) ? text.toLowerCase() : null;
    case 'phone':
      return phone(text, callingCode);
    case 'handle':
      return text.replace(/^@/, '').toLowerCase() || null;
    case 'visitor':
      return text || null;
  }
}

const shortest = 3;
const longest = 15; // E.164
function phone(text: string, callingCode: string | null): string | null {
  if (/[^\d\s+()./-]/.test(text)) return null;
  const read = readNumber(text, callingCode);
  if (typeof read === 'object') return read.number;
  const international = /^\s*\(?\+/.test(text);
  const digits = (international ? text.replace(/\(0\)/, '') : text).replace(/\D/g, '');
  if (digits.length < shortest || digits.length > longest + 2) return null;
  if (international) return `+${digits}`;
  if (digits.startsWith('00')) return `+${digits.slice(2)}`;
  return digits.startsWith('0') && callingCode ? `+${callingCode}${digits.slice(1)}` : digits;
}

/** The last four digits of a number, the rest as stars: for whom the centre does not show numbers. */
export const masked = (number: string): string => {
  const digits = number.replace(/\D/g, '');
  return digits.length > 4 ? `***${digits.slice(-4)}` : '***';
};
