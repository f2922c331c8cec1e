import { expect, test } from 'vitest';
import { normalOf } from './addresses.ts';
import { readNumber } from './numbers.ts';

test.each([
  ['030 123456', '49', '+4930123456', '030 123456'],
  ['+49 (0)30 123-456', '49', '+4930123456', '030 123456'],
  ['0049 30 123456', '49', '+4930123456', '030 123456'],
  ['0033 1 23 45 67 89', '49', '+33123456789', '+33 1 23 45 67 89'],
  ['06 1234 5678', '39', '+390612345678', '06 1234 5678'], // Italy keeps its 0
  ['(202) 555-0100', '1', '+12025550100', '(202) 555-0100'],
  ['011 49 30 123456', '1', '+4930123456', '+49 30 123456'],
  ['8 800 555 35 35', '7', '+78005553535', '8 (800) 555-35-35'],
  ['+44 20 7946 0958', null, '+442079460958', '+44 20 7946 0958'],
] as const)('[CO11] %s in the country of %s is %s, written %s', (typed, code, number, written) => {
  expect(readNumber(typed, code)).toEqual({ number, written });
  expect(normalOf('phone', typed, code)).toBe(number);
});

test.each([
  ['112', '49', 'voice.tooShort'],
  ['+49 30 12345678901234', '49', 'voice.tooLong'],
  ['030 123456', null, 'voice.noCountry'],
  ['+999 1234567', '49', 'voice.unknownCountry'],
  ['123456', '49', 'voice.invalid'],
  ['anna', '49', 'voice.invalid'],
  ['', '49', 'voice.invalid'],
] as const)('[CO11] %s in the country of %s is no number: %s', (typed, code, why) => expect(readNumber(typed, code)).toBe(why));
