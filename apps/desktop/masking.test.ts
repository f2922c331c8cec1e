import { expect, test } from 'vitest';
import { withText } from './masking.ts';

test('[DT302] what is chosen to be masked: enough of it, once, and nothing that is within another', () => {
  expect(withText([], ' a b c ')).toEqual([]);
  expect(withText([], '  4111 1111 ')).toEqual(['4111 1111']);
  expect(withText(['my 4111 1111'], '4111 1111')).toEqual(['my 4111 1111']);
  expect(withText(['4111', 'other'], 'my 4111 1111')).toEqual(['other', 'my 4111 1111']);
});
