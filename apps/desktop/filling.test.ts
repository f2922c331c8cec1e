import { expect, test } from 'vitest';
import { missing, textOf, unsaved, without, written } from './filling.ts';
import type { FormOfPop } from './session.ts';

const asks = (variable: string, required = false) => ({ variable, required });
const form: FormOfPop = {
  pages: [
    { title: 'Who', text: null, fields: [asks('name', true), asks('order')] },
    { title: 'What', text: null, fields: [asks('fault', true)] },
  ],
};
const saved = (value: string, rev = 1) => ({ value, set: true, rev, by: 'ben', at: 0 });

test('[SP9] what is written keeps the revision it began on, whatever is saved meanwhile, and goes when it is what is saved', () => {
  const first = written({}, { order: saved('A', 4) }, 'order', 'AB');
  expect(first).toEqual({ order: { text: 'AB', rev: 4 } });
  expect(written(first, { order: saved('X', 5) }, 'order', 'ABC')).toEqual({ order: { text: 'ABC', rev: 4 } });
  expect(written(first, { order: saved('A', 4) }, 'order', 'A')).toEqual({});
  expect(written({}, {}, 'name', 'Eva')).toEqual({ name: { text: 'Eva', rev: 0 } });
  expect([textOf(first, {}, 'order'), textOf({}, { order: saved('A') }, 'order'), textOf({}, {}, 'order')]).toEqual(['AB', 'A', '']);
});
test('[SP9] what is not saved yet is told in the order of the form, over all pages', () => {
  const filling = written(written({}, {}, 'fault', 'leaks'), {}, 'name', 'Eva');
  expect(unsaved(form, filling)).toEqual(['name', 'fault']);
  expect(unsaved(form, without(filling, 'name'))).toEqual(['fault']);
});
test('[SP8] required fields that are empty are told with their page; what is written counts, blanks do not', () => {
  expect(missing(form, {}, {})).toEqual([
    { page: 0, key: 'name' },
    { page: 1, key: 'fault' },
  ]);
  expect(missing(form, written({}, {}, 'name', '  '), { fault: saved('leaks') })).toEqual([{ page: 0, key: 'name' }]);
  expect(missing(form, written({}, {}, 'name', 'Eva'), { fault: saved('leaks') })).toEqual([]);
});
