import { type CountryCode, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

/** Why what was typed cannot be called: keys of texts. */
export type NotANumber = 'voice.invalid' | 'voice.tooShort' | 'voice.tooLong' | 'voice.noCountry' | 'voice.unknownCountry';
/** A number as it is dialled (E.164), and as people in the centre's country write it. */
export interface PhoneNumber {
  readonly number: string;
  readonly written: string;
}

/** Reads a number as people write it, with the prefixes of the centre's country; or says why it is none. [CO11] */
export function readNumber(typed: string, callingCode: string | null): PhoneNumber | NotANumber {
  const text = typed.normalize('NFKC').trim();
  if (/[^\d\s+()./-]/.test(text)) return 'voice.invalid';
  const home = countryOf(callingCode);
  const options = { extract: false, ...(home && { defaultCountry: home }) };
  const why = validatePhoneNumberLength(text, options, metadata);
  if (why === 'INVALID_COUNTRY') return /^\(?(\+|00)/.test(text) ? 'voice.unknownCountry' : 'voice.noCountry';
  if (why) return why === 'TOO_SHORT' ? 'voice.tooShort' : why === 'TOO_LONG' ? 'voice.tooLong' : 'voice.invalid';
  const read = parsePhoneNumberFromString(text, options, metadata);
  if (!read?.isValid()) return 'voice.invalid';
  return { number: read.number, written: read.country === home ? read.formatNational() : read.formatInternational() };
}

/** The country whose way of writing holds where this calling code does: the main one of those that share it. */
const countryOf = (callingCode: string | null): CountryCode | undefined =>
  callingCode === null ? undefined : metadata.country_calling_codes[callingCode]?.[0];
