import { expect, test } from 'vitest';
import { addressesIn, sizeOf, typedFrom } from './mailing.ts';

test('[EM110] recipients are typed in a line, and stand there as they were', () => {
  const people = [
    { name: 'Eva Lind', address: 'eva@example.com' },
    { name: '', address: 'tom@example.com' },
  ];
  expect(typedFrom(people)).toBe('Eva Lind <eva@example.com>, tom@example.com');
  expect(addressesIn(typedFrom(people))).toEqual(people);
  expect(addressesIn('a@b.c; "Doe, Jane" <j@d.e>,')).toHaveLength(3); // a comma parts people, whatever is quoted
  expect([sizeOf(1), sizeOf(3 * 1024 * 1024)]).toEqual(['1 KB', '3.0 MB']);
});
