import { expect, test } from 'vitest';
import { problemOf, toldOf, withCode } from './problem.ts';

test('[DT70] a refusal names what was asked, why not and its code, and is not asked again', () => {
  const refused = { is: 'refused', text: 'No free place.', code: 'PB410' } as const;
  expect(problemOf(refused, 'transfer', () => undefined)).toEqual({ text: 'No free place.', code: 'PB410', command: 'transfer' });
  expect(problemOf(refused)).toEqual({ text: 'No free place.', code: 'PB410' });
});

test('[DT72] what was not reached can be asked again', () => {
  const asked: string[] = [];
  const problem = problemOf({ is: 'unreached' }, 'accept', () => asked.push('again'));
  expect([problem.text, problem.code, problem.command]).toEqual([null, 'PB901', 'accept']);
  problem.again?.();
  expect(asked).toEqual(['again']);
});

test('[DT71] what is copied names code, text, time and build; a text without room for a link has its code behind it', () => {
  const at = new Date(Date.UTC(2026, 10, 21, 15, 4, 5));
  expect(toldOf('Accepting: no.', 'PB901', at, 'abc')).toBe('PB901 · Accepting: no. · 2026-11-21T15:04:05.000Z · abc');
  expect(toldOf('Oh', null, at, 'abc')).toBe('Oh · 2026-11-21T15:04:05.000Z · abc');
  expect([withCode('Too large.', 'PB501'), withCode('Too large.', null)]).toEqual(['Too large. (PB501)', 'Too large.']);
});
