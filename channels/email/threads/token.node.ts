import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Token } from './token.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const characters = 12;

/** Signs and verifies the tokens of one tenant's cases; the first key signs, all verify, so that keys can be changed. [EM30] */
export function tokensOf(tenant: string, keys: readonly [Buffer, ...Buffer[]]) {
  const code = (key: Buffer, number: number) => lettersOf(createHmac('sha256', key).update(`thread\0${tenant}\0${number}`).digest());
  return {
    sign: (number: number): Token => ({ number, code: code(keys[0], number) }),
    /** Every key is tried, in a time that tells nothing. */
    verify: ({ number, code: said }: Token): boolean =>
      said.length === characters &&
      keys.map((key) => timingSafeEqual(Buffer.from(code(key, number)), Buffer.from(said, 'latin1'))).some(Boolean),
  };
}

/** 60 bits as letters and digits that nobody confuses and that bear lower case. */
const lettersOf = (digest: Buffer): string => Array.from(digest.subarray(0, characters), (byte) => alphabet[byte & 31]).join('');
