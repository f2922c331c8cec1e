import { expect, test } from 'vitest';
import { type AgentId, isRefused, look, type Person, refuse } from './decision.ts';

const by: Person = { agent: 'ada' as AgentId, may: [] };
const table = { accept: (state: string, { type }: { type: string }, now: number) => [{ type: `${state} ${type} ${now}` }] };

test('look runs the cell of the first table that has one', () => {
  expect(look('s', { by, type: 'accept' }, 7, {}, table, { accept: () => [] })).toEqual([{ type: 's accept 7' }]);
  expect(look('s', { by, type: 'reject' }, 7, table)).toBe(undefined);
  expect(look('s', { by, type: 'accept' }, 7)).toBe(undefined);
});
test.each(['__proto__', 'toString', 'constructor', 'hasOwnProperty', 'valueOf'])('look sees own properties only, not %s', (type) =>
  expect(look('s', { by, type }, 7, table)).toBe(undefined),
);
test('a refusal is a value: the key of a text, and what the text names', () => {
  expect(refuse('a.b')).toEqual({ refused: 'a.b' });
  expect(Object.keys(refuse('a.b'))).toEqual(['refused']);
  expect(refuse('a.b', { n: 1 })).toEqual({ refused: 'a.b', with: { n: 1 } });
});
test('isRefused tells a refusal from events, nothing and null', () => {
  expect([refuse('a.b'), [], [{ type: 'refused' }], null, undefined, 'refused', {}].map(isRefused)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
});
