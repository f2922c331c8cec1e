import { describe, expect, test } from 'vitest';
import { brokenBy, NotLoaded } from './broken.ts';

describe('[DT170] what is said in the place of a part that has failed', () => {
  test.each([
    ['at first', new TypeError('x is null'), 0, { code: 'PB910', what: 'failed', reload: false }],
    ['after another try', new TypeError('x is null'), 1, { code: 'PB910', what: 'failedAgain', reload: true }],
    ['whatever was thrown', 'a text', 0, { code: 'PB910', what: 'failed', reload: false }],
    ['if it was not fetched', new NotLoaded(), 0, { code: 'PB901', what: 'notLoaded', reload: false }],
    ['if it was not fetched again', new NotLoaded(), 2, { code: 'PB901', what: 'notLoaded', reload: true }],
  ])('%s', (_, error, tries, said) => expect(brokenBy(error, tries)).toEqual(said));
});
