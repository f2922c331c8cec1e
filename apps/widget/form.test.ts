import { expect, test } from 'vitest';
import { startChat, visible, wrongIn } from './form.ts';
import type { Asked } from './frames.ts';

const asked: readonly Asked[] = [
  { field: 'name', required: true },
  { field: 'email', required: false },
  { field: 'phone', required: false },
  { field: 'subject', required: true },
];

test.each([
  [{}, { name: 'needName', subject: 'needSubject' }],
  [{ name: '  ', subject: 'x' }, { name: 'needName' }],
  [{ name: 'Eva', subject: 'x', email: 'eva@' }, { email: 'badEmail' }],
  [{ name: 'Eva', subject: 'x', phone: 'call me' }, { phone: 'badPhone' }],
  [{ name: 'Eva', subject: 'x', email: 'eva@example.com', phone: '+49 (30) 123-456' }, {}],
  [{ name: 'Eva', subject: 'x'.repeat(4001) }, { subject: 'fieldTooLong' }],
])('[WI2] %j lacks %j', (filled, wrong) => expect(wrongIn(asked, filled)).toEqual(wrong));

test('[WI3] the question is the first message, and the subject in short; empty fields are left out', () => {
  const command = startChat({ name: ' Eva ', email: '', subject: 'q'.repeat(900) }, 'https://shop.example/', 'de');
  expect(command).toEqual({
    type: 'startChat',
    form: { name: 'Eva', subject: 'q'.repeat(500) },
    text: 'q'.repeat(900),
    page: 'https://shop.example/',
    language: 'de',
  });
  expect(startChat({ name: 'Eva' }, '', 'en')).not.toHaveProperty('text');
});
test('characters that no one can see are left out, tabs and new lines stay', () => {
  expect(visible(' a\u0000b\u001fc\td\ne ')).toBe('abc\td\ne');
});
