import type { ContactId } from '@patchbay/base/decision.ts';
import { expect, test } from 'vitest';
import { type Contact, contactKind, evolve, told } from './contact.ts';

const eva: Contact = { id: 'c' as ContactId, name: 'Eva', email: null, phone: '+49 30 1', verified: false, createdAt: 1 };

test('a contact begins as it was created', () => expect(evolve(null as never, { type: 'contact.created', contact: eva })).toEqual(eva));
test('a form tells only what is filled in and new', () => {
  expect(told(eva, { name: 'Eva', email: 'eva@example.org', phone: '', subject: 'lamp' })).toEqual([
    { type: 'contact.told', email: 'eva@example.org' },
  ]);
  expect(told(eva, { name: 'Eva', phone: '+49 30 1' })).toEqual([]);
  expect(told(eva, {})).toEqual([]);
});
test('what was told changes that and nothing else; the event itself is not kept', () =>
  expect(told(eva, { email: 'eva@example.org' }).reduce(evolve, eva)).toEqual({ ...eva, email: 'eva@example.org' }));
test('what was typed never goes into a verified contact', () => expect(told({ ...eva, verified: true }, { name: 'Mallory' })).toEqual([]));
test('telling proves nothing', () => expect(told(eva, { verified: 'true' } as never)).toEqual([]));
test('no timer of a contact runs', () => expect(contactKind.due(eva)).toBe(null));
