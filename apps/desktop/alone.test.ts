import { lines, marked } from '@patchbay/chat/transcript.ts';
import { expect, test } from 'vitest';
import { aloneAfter, aloneIn, alonePath } from './alone.ts';
import { said } from './fixtures.ts';
import { placeOf } from './routes.ts';
import { firstUnread } from './selectors.ts';

const id = '0198c0de-0000-7000-8000-000000000001';

test('[DT185] a conversation alone has a path of its own; what windows say of it adds up, whatever the order', () => {
  expect([aloneIn(alonePath(id)), aloneIn(`/work/${id}`), aloneIn('/alone/x')]).toEqual([id, null, null]);
  expect(placeOf(alonePath(id))).toMatchObject({ page: 'work', interaction: id });
  const none: ReadonlySet<string> = new Set();
  const one = aloneAfter(none, { is: 'alone', id });
  expect([...one]).toEqual([id]);
  expect([aloneAfter(one, { is: 'alone', id }), aloneAfter(one, { is: 'who' })]).toEqual([one, one]);
  for (const is of ['gone', 'back'] as const) expect([...aloneAfter(one, { is, id })]).toEqual([]);
  expect(aloneAfter(none, { is: 'gone', id })).toBe(none);
});

test('[DT183] a conversation opens at the first message of others that was not seen; never seen, at its end', () => {
  const entries = [said('m1', 'a'), said('m2', 'b', 'anna'), said('m3', 'c'), said('m4', 'd', 'ben')].map((event, k) => ({
    ...{ n: k + 1, at: 5000, by: 'x' },
    event,
  }));
  const first = (seen: number | null) => firstUnread({ entries }, seen, 'anna');
  expect([first(null), first(0), first(1), first(3), first(4)]).toEqual([null, 'm1', 'm3', 'm4', null]);
  const drawn = marked(lines(entries, [], 'anna'), 'm3');
  expect(drawn.map((line) => line.key)).toEqual([expect.stringMatching(/^d/), 'm1', 'm2', 'new', 'm3', 'm4']);
  expect(drawn.find((line) => line.key === 'm3')).toMatchObject({ first: true });
  expect(marked(drawn, null)).toEqual(drawn);
});
