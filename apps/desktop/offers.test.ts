import { describe, expect, test } from 'vitest';
import { annaIs, chat } from './fixtures.ts';
import { acceptable, foremost, listed, pageAt, stacked, taking } from './offers.ts';
import type { Row } from './selectors.ts';

const offer = (id: string, channel: string, offeredAt: number): Row => ({
  id,
  stage: 'offered',
  item: { ...chat(id, null), channel } as unknown as Row['item'],
  since: 0,
  offeredAt,
  until: 1,
  unread: 0,
  typing: false,
});
const some = [
  offer('c2', 'chat', 20),
  offer('v1', 'voice', 30),
  offer('e2', 'email', 22),
  offer('s1', 'social', 5),
  offer('c1', 'chat', 10),
  offer('e1', 'email', 2),
];
const ids = (rows: readonly Row[]) => rows.map((row) => row.id).join(' ');

test('[DT65] the stack is e-mail, social, chat, call from its top, the earliest of a kind first', () => {
  expect(ids(stacked(some))).toBe('e1 e2 s1 c1 c2 v1');
});
test('[DT15] the list is calls, chats, social, e-mail, the latest of a kind first, or the earliest', () => {
  expect(ids(listed(some, 'latest'))).toBe('v1 c2 c1 s1 e2 e1');
  expect(ids(listed(some, 'earliest'))).toBe('v1 c1 c2 s1 e1 e2');
});
test('[DT65] the key accepts the oldest call, else the top of the stack, and who comes later does not change it', () => {
  expect(foremost(some)?.id).toBe('v1');
  const chats = [offer('c2', 'chat', 20), offer('c1', 'chat', 10)];
  expect(foremost(chats)?.id).toBe('c1');
  expect(foremost([...chats, offer('c0', 'chat', 30)])?.id).toBe('c1');
  expect(foremost([])).toBe(undefined);
});

describe('[DT66] accepting all', () => {
  const agent = (places: object, stages: readonly (readonly [string, string])[] = []) => {
    const anna = annaIs();
    const work = stages.map(([channel, stage], n) => ({ interaction: `i${n}`, channel, stage, since: 0 }));
    return { ...anna, work: work as never, profile: { ...anna.profile, capacity: places } };
  };
  const taken = (of: Parameters<typeof taking>[1]) => {
    const { take, over } = taking(some, of);
    return [ids(take), over.map(({ row, places }) => `${row.id} over ${places}`).join(' ')];
  };
  test('leaves calls alone', () => {
    expect(ids(acceptable(some))).toBe('e1 e2 s1 c1 c2');
    expect(taken(agent({ chat: 3, email: 5, social: 1, voice: 1 }))).toEqual(['e1 e2 s1 c1 c2', '']);
  });
  test('stops at the capacity of each channel, open work counted, offers not; the rest stays with its limit', () => {
    expect(taken(agent({ chat: 1, email: 5, social: 1 }))).toEqual(['e1 e2 s1 c1', 'c2 over 1']);
    const work = [
      ['chat', 'active'],
      ['chat', 'offered'],
      ['chat', 'wrapUp'],
    ] as const;
    expect(taken(agent({ chat: 2, email: 1, social: 1 }, work))).toEqual(['e1 s1 c1', 'e2 over 1 c2 over 2']);
    expect(taken(undefined)[0]).toBe('');
  });
});

test('[DT65] five are shown at a time, and a page that is gone is the last one there is', () => {
  const eight = Array.from({ length: 8 }, (_, n) => offer(`c${n}`, 'chat', n));
  expect([pageAt(eight, 0), pageAt(eight, 1), pageAt(eight, 7), pageAt(eight.slice(0, 5), 1)].map((p) => [p.from, p.shown.length])).toEqual(
    [
      [0, 5],
      [5, 3],
      [5, 3],
      [0, 5],
    ],
  );
  expect(pageAt([], 0).shown).toEqual([]);
});
