import { expect, test } from 'vitest';
import { chat } from './fixtures.ts';
import { offerLines } from './offering.ts';
import type { QueueLabel } from './session.ts';

const variable = (more: Partial<QueueLabel['variables'][string]> = {}): QueueLabel['variables'][string] => ({
  label: 'Label',
  type: 'text',
  choices: {},
  editable: true,
  secure: false,
  offer: true,
  ...more,
});
const queueOf = (variables: QueueLabel['variables']): QueueLabel => ({
  label: 'Q',
  channel: 'chat',
  replySeconds: 60,
  holdSeconds: 60,
  offerSeconds: 20,
  dispositions: [],
  pops: false,
  files: { allowed: true, types: [], megabytes: 10 },
  transcript: false,
  variables,
});
const datum = (value: string | null) => ({ value, set: true, rev: 1, by: 'anna', at: 1 });
const told = (data: Record<string, string | null>, variables: QueueLabel['variables']) =>
  offerLines(
    {
      ...chat('a', null, { form: { phone: '***4567' }, page: '/tents' }),
      data: Object.fromEntries(Object.entries(data).map(([key, value]) => [key, datum(value)])),
    },
    queueOf(variables),
  ).map((line) => (line.is === 'variable' ? `${line.key} ${line.value}` : line.is));

test('[CD6] fewer than 3 are filled up with number and page', () => {
  expect(told({}, {})).toEqual(['number', 'page']);
  expect(told({ a: 'x' }, { a: variable(), b: variable() })).toEqual(['a x', 'number', 'page']);
  expect(told({ a: 'x', b: 'y' }, { a: variable(), b: variable() })).toEqual(['a x', 'b y', 'number']);
});
test('[CD6] at most 6, in the order of the queue, by the words of a choice', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const all = Object.fromEntries(keys.map((key) => [key, variable(key === 'a' ? { choices: { x: 'Ex' } } : {})]));
  expect(told(Object.fromEntries(keys.map((key) => [key, 'x'])), all)).toEqual(['a Ex', 'b x', 'c x', 'd x', 'e x', 'f x']);
});
test('[CD6] none that is not meant for it, and never a secure one', () =>
  expect(told({ a: 'x', b: 'y' }, { a: variable({ offer: false }), b: variable({ secure: true }) })).toEqual(['number', 'page']));
