import { describe, expect, test } from 'vitest';
import { said } from './fixtures.ts';
import { confirmed, discarded, type Outbox, restored, retried, sendable, sending, settled, shownOf, written } from './outbox.ts';

const message = (id: string, interaction = 'a') => ({ id, interaction, text: `text ${id}`, inside: false, at: 1 });
const box = ['m1', 'm2'].reduce<Outbox>((all, id) => written(all, message(id)), []);
const ids = (outbox: Outbox) => outbox.map((m) => `${m.id} ${m.is}`);
const always = () => true;

describe('messages on their way', () => {
  test('[DT10] go one after the other within a chat, and chats do not wait for each other', () => {
    const both = written(box, message('n1', 'b'));
    expect(sendable(both, always).map((m) => m.id)).toEqual(['m1', 'n1']);
    expect(sendable(sending(both, 'm1'), always).map((m) => m.id)).toEqual(['n1']);
    expect(sendable(settled(sending(box, 'm1'), 'm1', { is: 'taken' }), always).map((m) => m.id)).toEqual(['m2']);
  });
  test('[DT10] [UX-04] wait until their chat is known to be current', () => {
    expect(sendable(box, (id) => id !== 'a')).toEqual([]);
  });
  test('[DT9] one that did not reach the server waits with the same id', () => {
    expect(ids(settled(sending(box, 'm1'), 'm1', { is: 'unreached' }))).toEqual(['m1 waiting', 'm2 waiting']);
  });
  test('[DT9] one that was taken stays until the stream shows it', () => {
    const taken = settled(box, 'm1', { is: 'taken' });
    expect(ids(taken)).toEqual(['m1 taken', 'm2 waiting']);
    expect(ids(confirmed(taken, new Set(['m1'])))).toEqual(['m2 waiting']);
  });
  test('a refused one says why, does not block others, and is another message when tried again', () => {
    const refused = settled(box, 'm1', { is: 'refused', text: 'Not now.' });
    expect(refused[0]).toMatchObject({ is: 'failed', why: 'Not now.' });
    expect(sendable(refused, always).map((m) => m.id)).toEqual(['m2']);
    expect(retried(refused, 'm1', 'm9', { seen: 3, sure: true })[0]).toMatchObject({ id: 'm9', is: 'waiting', why: null, seen: 3 });
    const crossed = settled(box, 'm1', { is: 'refused', text: 'Crossed.', crossed: true });
    expect(crossed[0]).toMatchObject({ is: 'failed', crossed: true });
    expect(retried(crossed, 'm1', 'm9', { seen: 3, sure: true })[0]).toMatchObject({ is: 'waiting', crossed: false });
    expect(ids(discarded(refused, 'm1'))).toEqual(['m2 waiting']);
  });
  test('[DT9] after a reload what was on its way is sent again', () => {
    expect(ids(restored(settled(sending(box, 'm2'), 'm1', { is: 'taken' })))).toEqual(['m1 waiting', 'm2 waiting']);
  });
  test('[DT9] one that a transcript shows is known to have arrived', () => {
    const timelines = { a: { entries: [{ n: 1, at: 1, by: 'anna', event: said('m1', 'x', 'anna') }], to: 1, more: false } };
    expect([...shownOf(box, timelines)]).toEqual(['m1']);
  });
  test('a confirmation of nothing changes nothing', () => {
    expect(confirmed(box, new Set(['x']))).toBe(box);
  });
});
