import { expect, test } from 'vitest';
import { domainOf, droppedFrom, flagOf, withPeople } from './mailPeople.ts';

const [eva, tom] = [
  { name: 'Eva', address: 'eva@example.com' },
  { name: '', address: 'tom@ex.example' },
];
const answers = { to: [eva], cc: [tom] };

test('[DT294] [EM298] whom the mail that is answered did not have is marked, and who is missing of it is said', () => {
  const known = { strange: new Set(['new.example']), unwanted: new Set(['no@example.com']) };
  const flags = ['eva@example.com', 'EVA@example.com', 'lab@example.com', 'x@new.example', 'no address'].map((address) =>
    flagOf({ name: '', address }, answers, known),
  );
  expect(flags).toEqual([null, null, 'added', 'strange', 'wrong']);
  expect(flagOf({ name: '', address: 'lab@example.com' }, null, known)).toBe(null);
  expect(flagOf({ name: '', address: 'No@example.com' }, null, known)).toBe('unwanted'); // an answer was asked for
  expect(flagOf({ name: '', address: 'no@example.com' }, answers, known)).toBe('added');
  expect(domainOf({ name: '', address: 'A@New.Example' })).toBe('new.example');
  const now = { to: [eva], cc: [], bcc: [] };
  expect([droppedFrom(now, answers, 'replyAll'), droppedFrom(now, answers, 'reply'), droppedFrom(now, null, 'replyAll')]).toEqual([
    [tom],
    [],
    [],
  ]);
  expect(droppedFrom({ ...now, bcc: [tom] }, answers, 'replyAll')).toEqual([]);
  expect(withPeople([eva], [{ name: '', address: 'EVA@example.com' }, tom, tom])).toEqual([eva, tom]);
});
