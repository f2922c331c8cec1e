import { expect, test } from 'vitest';
import { endOf } from './sent.ts';

test.each([
  ['MAIL FROM', 550, false, 'refused'],
  ['RCPT TO', 550, false, 'refused'],
  ['RCPT TO', 450, false, 'deferred'],
  ['DATA', 554, true, 'refused'],
  ['DATA', 451, true, 'deferred'],
  ['DATA', undefined, true, 'unknown'],
  ['CONN', undefined, true, 'unknown'],
  ['CONN', undefined, false, 'deferred'],
  ['CONN', 554, false, 'deferred'],
  ['AUTH', 535, false, 'deferred'],
  ['MAIL FROM', undefined, false, 'refused'],
] as const)('[EM86] %s answered with %s, every byte handed over: %s, is %s', (command, code, handed, was) => {
  expect(endOf({ command, code, handed, said: 'x' })).toEqual({ was, said: 'x', lacking: [] });
});
