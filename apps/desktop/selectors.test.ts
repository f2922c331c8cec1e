import { describe, expect, test } from 'vitest';
import { isBusy, opened, read, tidy } from './desk.ts';
import { active, anna, annaIs, chat, events, offered, said, snapshot, subject, wrapping } from './fixtures.ts';
import { happenings } from './happenings.ts';
import { frozen } from './order.ts';
import { behind, chosenOf, loadOf, nextTurn, workOf } from './selectors.ts';
import type { Me } from './session.ts';
import { type Mirror, nothing, receive } from './store.ts';

const mirrorOf = (...chats: readonly ReturnType<typeof chat>[]): Mirror =>
  receive(nothing(anna), snapshot(subject(annaIs(), 1), ...chats.map((c) => subject(c, 4))), 10_000);
const ids = (rows: readonly { readonly id: string }[]) => rows.map((row) => row.id);

describe('[DT15] my work', () => {
  const mirror = mirrorOf(
    chat('a1', active(2000), { yourTurn: 9000 }),
    chat('a2', active(3000), { yourTurn: 4000 }),
    chat('w1', wrapping(4000)),
    chat('o1', offered(30_000)),
    chat('o2', offered(20_000)),
    chat('x', { agent: anna.agent, stage: 'done', reason: null }),
    chat('y', null),
  );
  const work = workOf(mirror, {}, 10_000);
  test('is what I have an open part in: the latest first, or the earliest', () => {
    expect([ids(work.offers), ids(work.active), ids(work.wrapUp)]).toEqual([['o1', 'o2'], ['a2', 'a1'], ['w1']]);
    const early = workOf(mirror, {}, 10_000, 'earliest');
    expect([ids(early.offers), ids(early.active), ids(early.wrapUp)]).toEqual([['o2', 'o1'], ['a1', 'a2'], ['w1']]);
  });
  test('the next that wants me is the customer who has waited longest', () => {
    expect(nextTurn(work, null)).toBe('a2');
    expect(nextTurn(work, 'a2')).toBe('a1');
    expect(nextTurn(workOf(mirrorOf(), {}, 0), null)).toBe(null);
  });
  test('unread are the customer’s messages after what I have seen', () => {
    const timelines = {
      a1: {
        entries: [5, 6, 7].map((n) => ({ n, at: n, by: '', event: said(`m${n}`, 'text', n === 6 ? 'anna' : undefined) })),
        to: 7,
        more: false,
      },
    };
    const unread = (seen: number) => workOf({ ...mirror, timelines }, { a1: seen }, 0).active.find((row) => row.id === 'a1')?.unread;
    expect([unread(0), unread(5), unread(7)]).toEqual([2, 1, 0]);
  });
  test('[DT30] [UX-10] nobody moves while the pointer is in the list', () => {
    expect(frozen(['a', 'b', 'c'], ['new', 'c', 'a'])).toEqual(['a', 'c', 'new']);
  });
  test('[DT7] transcripts of mine and of the selected one are read when they are behind', () => {
    expect(behind(mirror, 'y').toSorted()).toEqual(['a1', 'a2', 'o1', 'o2', 'w1', 'y']);
  });
});

describe('my state', () => {
  test('is logged off for who never logged on, and unknown before the first picture', () => {
    expect(chosenOf(nothing(anna))).toBe(null);
    expect(chosenOf(receive(nothing(anna), snapshot(), 0))?.is).toBe('loggedOff');
  });
  test('wrap-up takes a place only where it blocks', () => {
    const work = [{ interaction: 'a' as never, channel: 'chat', stage: 'wrapUp', since: 7 }] as const;
    expect(loadOf(annaIs({ work }))).toEqual({ used: 0, places: 3 });
    expect(loadOf(annaIs({ work, profile: { ...annaIs().profile, afterWork: ['chat'] } })).used).toBe(1);
  });
});

describe('[DT18] what the agent hears of', () => {
  const step = (before: Mirror, ...frames: readonly Parameters<typeof receive>[1][]) =>
    happenings(
      before,
      frames.reduce((mirror, frame) => receive(mirror, frame, 0), before),
    ).map((h) => h.is);
  test('an offer, also one that was there at the start', () => {
    expect(step(mirrorOf(), subject(chat('o', offered(9)), 1))).toEqual(['offered']);
    expect(
      step(
        nothing(anna),
        snapshot(subject(chat('o', offered(9)), 1), subject(chat('a', active(1), { last: { text: 'old', from: { is: 'customer' } } }), 1)),
      ),
    ).toEqual(['offered']);
  });
  test('accepted, withdrawn, ended, done', () => {
    expect(step(mirrorOf(chat('o', offered(9))), subject(chat('o', active(9)), 5))).toEqual(['accepted']);
    expect(step(mirrorOf(chat('o', offered(9))), subject(chat('o', null), 5))).toEqual(['withdrawn']);
    const over = { ...chat('a', wrapping(9)), at: { stage: 'wrapUp', outcome: 'done' } } as const;
    expect(step(mirrorOf(chat('a', active(9))), subject(over, 5))).toEqual(['ended']);
    expect(step(mirrorOf(chat('a', active(9))), subject(chat('a', wrapping(9)), 5))).toEqual(['handedOn']);
    expect(step(mirrorOf(chat('a', wrapping(9))), subject(chat('a', { agent: anna.agent, stage: 'done', reason: 'solved' }), 5))).toEqual([
      'done',
    ]);
  });
  test('a message of the customer, not my own', () => {
    expect(step(mirrorOf(chat('a', active(9))), events('a', 4, said('m', 'Hello')))).toEqual(['message']);
    expect(step(mirrorOf(chat('a', active(9))), events('a', 4, said('m', 'Hello', 'anna')))).toEqual([]);
  });
  test('that I missed an offer', () => {
    const missed = annaIs({ channels: { chat: { is: 'missed', interaction: 'o' as never, since: 9, by: 'system' } } });
    expect(step(mirrorOf(), subject(missed, 2))).toEqual(['missed']);
  });
});

describe('the desk', () => {
  const me: Me = { id: 'anna', name: 'Anna', nickname: 'Anna', role: 'agent', tenant: { key: 't', name: 'T' }, language: 'en', may: [] };
  const desk = {
    ...opened(me, { page: 'work', interaction: 'a', contact: null }, {}, 0),
    mirror: mirrorOf(chat('a', active(1)), chat('b', null)),
  };
  test('[DT22] a button is busy until the event of its subject has come', () => {
    const waiting = { ...desk, busy: { 'end:a': { subject: 'a', version: 4 } } };
    expect(isBusy(waiting, 'end', 'a')).toBe(true);
    expect(isBusy({ ...waiting, mirror: receive(desk.mirror, events('a', 4, said('m', 'x')), 0) }, 'end', 'a')).toBe(false);
  });
  test('what is selected is read', () => {
    const timelines = { a: { entries: [], to: 4, more: false }, b: { entries: [], to: 9, more: false } };
    expect(read({ ...desk, mirror: { ...desk.mirror, timelines } })).toEqual({ a: 4 });
  });
  test('[DT6] interactions that are over are forgotten, but the one just left and the next stay', () => {
    const more = { ...desk, seen: { a: 1, b: 1, c: 1 }, mirror: mirrorOf(chat('a', null), chat('b', null), chat('c', null)) };
    expect(Object.keys(tidy(more, 'b').mirror.chats)).toEqual(['a', 'b']);
    expect(tidy(more, 'b').seen).toEqual({ a: 1, b: 1 });
  });
});
