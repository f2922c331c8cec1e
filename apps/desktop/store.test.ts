import type { Frame } from '@patchbay/base/stream.ts';
import { describe, expect, test } from 'vitest';
import { active, anna, annaIs, chat, events, said, snapshot, subject } from './fixtures.ts';
import { gone, lost, type Mirror, nothing, receive, tidied } from './store.ts';
import { newest, older } from './timeline.ts';

const after = (...frames: readonly Frame[]): Mirror => frames.reduce((mirror, frame) => receive(mirror, frame, 10_000), nothing(anna));
const one = subject(chat('c1', active(2000)), 4);

describe('the mirror of the server', () => {
  test('[DT1] a snapshot brings everything, the position and the clock of the server', () => {
    const mirror = after(snapshot(subject(annaIs(), 2), one));
    expect(mirror.agent?.version).toBe(2);
    expect(mirror.chats['c1']?.version).toBe(4);
    expect(mirror).toMatchObject({ current: true, ahead: 500, position: { xid: '7' } });
  });
  test('[DT1] a later snapshot replaces what was known', () => {
    expect(after(snapshot(one), snapshot(subject(chat('c2', null), 1))).chats).not.toHaveProperty('c1');
  });
  test('[DT1] events that follow are folded', () => {
    const mirror = after(snapshot(one), events('c1', 4, said('m1', 'Hello')));
    expect(mirror.chats['c1']).toMatchObject({ version: 5, state: { work: { last: { text: 'Hello' }, yourTurn: 5000 } } });
  });
  test('[DT2] events that are known are dropped, and those half known are folded once', () => {
    const again = events('c1', 4, said('m1', 'Hello'), { type: 'interaction.notesWritten', notes: 'late' });
    const mirror = after(snapshot(one), events('c1', 4, said('m1', 'Hello')), events('c1', 4, said('m1', 'Hello')), again);
    expect(mirror.chats['c1']).toMatchObject({ version: 6, state: { notes: 'late', work: { yourTurn: 5000 } } });
  });
  test('[DT2] an older picture of a thing changes nothing', () => {
    expect(after(snapshot(one), subject(chat('c1', null), 3)).chats['c1']?.version).toBe(4);
  });
  test('[DT3] events with a gap change nothing and have the thing asked for, once', () => {
    const mirror = after(snapshot(one), events('c1', 6, said('m3', 'Third')), events('c1', 7, said('m4', 'Fourth')));
    expect(mirror.stale).toEqual(['c1']);
    expect(mirror.chats['c1']?.version).toBe(4);
    expect(receive(mirror, subject(chat('c1', active(2000)), 9), 0)).toMatchObject({ stale: [], chats: { c1: { version: 9 } } });
  });
  test('[DT3] events of an unknown thing have it asked for; what is not ours is forgotten', () => {
    const mirror = after(snapshot(), events('c9', 3, said('m1', 'Hello')));
    expect(mirror.stale).toEqual(['c9']);
    expect(gone(mirror, 'c9').stale).toEqual([]);
  });
  test('[DT3] an interaction that begins with the frame is known from it', () => {
    const initial = chat('c1', null);
    expect(after(snapshot(), events('c1', 0, { type: 'interaction.started', initial }, said('m1', 'Hello'))).chats['c1']).toMatchObject({
      version: 2,
      state: { work: { last: { text: 'Hello' } } },
    });
  });
  test('[DT3] a gap in my own events has everything asked for', () => {
    const frame: Frame = { f: 'events', kind: 'agent', id: 'anna', from: 5, to: 6, at: 0, by: 'system', events: [{ type: 'agent.noted' }] };
    expect(after(snapshot(subject(annaIs(), 2)), frame).stale).toEqual(['anna']);
  });
  test('[DT1] other agents are not mine', () => {
    const ben = { ...annaIs(), id: 'ben' as never };
    expect(after(snapshot(subject(annaIs(), 2), subject(ben, 9))).agent?.version).toBe(2);
  });
  test('[DT4] after a loss nothing is current until it has resumed', () => {
    const mirror = lost(after(snapshot(one)));
    expect(mirror.current).toBe(false);
    expect(mirror.chats['c1']?.version).toBe(4);
    expect(receive(mirror, { f: 'resumed', position: { epoch: 'e', xid: '9' }, now: 1 }, 1)).toMatchObject({
      current: true,
      position: { xid: '9' },
    });
  });
  test('[DT6] what is over is forgotten, what is kept stays', () => {
    const mirror = after(snapshot(one, subject(chat('c2', null), 1)));
    expect(Object.keys(tidied(mirror, (id) => id === 'c1').chats)).toEqual(['c1']);
  });
  test('a customer who types is forgotten after 6 s, and at once with their message', () => {
    const staff = after(snapshot(one), { f: 'staff', interaction: 'c1', staff: [{ agent: 'ben', writing: true }] });
    expect([staff.staff, lost(staff).staff]).toEqual([{ c1: [{ agent: 'ben', writing: true }] }, {}]); // [DT184]
    const typing = after(snapshot(one), { f: 'typing', interaction: 'c1', from: 'customer', on: true });
    expect(typing.typing['c1']).toBe(16_000);
    expect(receive(typing, events('c1', 4, said('m1', 'Hello')), 10_000).typing['c1']).toBe(0);
  });
  test('the end of the session is told', () => {
    expect(after({ f: 'signedOut', why: 'signIn.elsewhere' }).signedOut).toEqual({ why: 'signIn.elsewhere', named: {} });
    const named = { by: 'Ada', reason: 'Fire drill' };
    expect(after({ f: 'signedOut', why: 'signIn.forced', with: named }).signedOut).toEqual({ why: 'signIn.forced', named });
  });
  test('[DT75] that it signs out by itself is told, and taken back', () => {
    const ending = after(snapshot(one), { f: 'ending', at: 99_000 });
    expect([ending.ending, receive(ending, { f: 'ending', at: null }, 1).ending]).toEqual([99_000, null]);
  });
});

describe('[DT7] a timeline', () => {
  const entry = (n: number) => ({ n, at: n, by: 'customer', event: said(`m${n}`, `text ${n}`) });
  const page = (...ns: readonly number[]) => ({ entries: ns.map(entry), more: true });
  const numbers = (mirror: { entries: readonly { n: number }[] }) => mirror.entries.map(({ n }) => n);
  test('grows with the stream', () => {
    const mirror = { ...after(snapshot(one)), timelines: { c1: newest(undefined, page(3, 4), 4) } };
    expect(numbers(receive(mirror, events('c1', 4, said('m5', 'five')), 0).timelines['c1'] ?? { entries: [] })).toEqual([3, 4, 5]);
  });
  test('that is behind stays behind, so that it is read again', () => {
    const mirror = { ...after(snapshot(one)), timelines: { c1: newest(undefined, page(1, 2), 2) } };
    expect(receive(mirror, events('c1', 4, said('m5', 'five')), 0).timelines['c1']?.to).toBe(2);
  });
  test('[CH115] whose next words are kept back stays behind, so that it is read, and that is noted', () => {
    const mirror = { ...after(snapshot(one)), timelines: { c1: newest(undefined, page(3, 4), 4) } };
    const veiled = { ...said('m5', ''), veiled: true } as never;
    expect(receive(mirror, events('c1', 4, veiled), 0).timelines['c1']?.to).toBe(4);
  });
  test('joins a page that overlaps, and gives way to one that does not', () => {
    const known = newest(undefined, page(1, 2, 3), 3);
    expect(numbers(newest(known, page(3, 4, 5), 5))).toEqual([1, 2, 3, 4, 5]);
    expect(numbers(newest(known, page(7, 8), 8))).toEqual([7, 8]);
  });
  test('takes older pages in front, without repeats', () => {
    expect(numbers(older(newest(undefined, page(4, 5), 5), { entries: [2, 3, 4].map(entry), more: false }))).toEqual([2, 3, 4, 5]);
  });
  test('counts as read up to the version it was asked at, even if it is empty', () => {
    expect(newest(undefined, { entries: [], more: false }, 4).to).toBe(4);
  });
});

test('[DT82] how far a customer has got and read a chat only grows, whatever the order; it is known after a lost line too', () => {
  const told = (to: number, read: number): Frame => ({ f: 'received', interaction: 'c1', to, read });
  const mirror = after(snapshot(one), told(5, 3), told(4, 4), told(5, 2));
  expect(mirror.received['c1']).toEqual({ to: 5, read: 4, readAt: 10_500 });
  expect(receive(lost(mirror), snapshot(one), 20_000).received['c1']?.read).toBe(4);
});
test('[DT83] what a customer types is known while they type, and forgotten with the message', () => {
  const types = (on: boolean, text?: string): Frame => ({ f: 'typing', interaction: 'c1', from: 'customer', on, ...(text && { text }) });
  expect(after(snapshot(one), types(true, 'Is it')).typed['c1']).toBe('Is it');
  expect(after(snapshot(one), types(true, 'Is it'), types(false)).typed['c1']).toBe('');
  expect(after(snapshot(one), types(true, 'Is it'), events('c1', 4, said('m1', 'Is it?'))).typed['c1']).toBe('');
});
