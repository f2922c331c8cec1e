import type { InteractionId } from '@patchbay/base/decision.ts';
import type { VisitorEntry, VisitorView } from '@patchbay/chat/visitor.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Conversation, dismissed, empty, fold, looked, unread } from './conversation.ts';
import type { VisitorFrame } from './frames.ts';
import { wrote } from './outbox.ts';
import { type Line, linesOf, piecesOf } from './transcript.ts';

const interaction = 'i1' as InteractionId;
const said = (n: number, from: 'agent' | 'customer' = 'agent', id = `m${n}`): VisitorEntry => ({
  n,
  at: n * 1000,
  type: 'said',
  id,
  text: `text ${n}`,
  from,
  name: from === 'agent' ? 'Anna' : null,
});
const view = (version: number, entries: readonly VisitorEntry[] = []): VisitorView => ({
  interaction,
  version,
  stage: 'waiting',
  agent: null,
  position: 2,
  wait: null,
  entries,
});
const chat = (v: VisitorView): VisitorFrame => ({ f: 'chat', view: v, now: 0 });
const news = (from: number, ...entries: VisitorEntry[]): VisitorFrame => ({
  f: 'entries',
  interaction,
  from,
  to: entries.at(-1)?.n ?? from,
  entries,
});
const after = (...frames: VisitorFrame[]) => frames.reduce<Conversation>((c, f) => fold(c, f, 0).conversation, empty);
const keys = (lines: readonly Line[]) => lines.map((l) => l.key);

test('[WI7] entries are folded, repeats dropped, and a gap asks for everything anew', () => {
  const c = after(chat(view(1, [said(1)])), news(1, said(2)), news(1, said(2)));
  expect(keys(linesOf(c))).toEqual(['m1', 'm2']);
  const gap = fold(c, news(3, said(4)), 0);
  expect(gap.ask).toBe(true);
  expect(gap.conversation).toBe(c);
});
test('[WI7] a frame that is half known adds only what is new', () => {
  const c = after(chat(view(2, [said(1), said(2)])), news(1, said(2), said(3)));
  expect(c.view?.entries.map((e) => e.n)).toEqual([1, 2, 3]);
  expect(unread(c)).toBe(3);
});
test('[WI7] an older picture does not replace a newer one', () => {
  const c = after(chat(view(1, [said(1)])), news(1, said(2)), chat(view(1, [said(1)])));
  expect(keys(linesOf(c))).toEqual(['m1', 'm2']);
});
test('[WI4] a message on its way is shown once, before and after the server shows it', () => {
  const open = after(chat(view(1)));
  const writing = { ...open, outbox: wrote([], { id: 'mine-0001', interaction, text: 'Hi', at: 5 }) };
  expect(linesOf(writing)).toMatchObject([{ key: 'mine-0001', is: 'sending' }]);
  const echoed = fold(writing, news(1, said(2, 'customer', 'mine-0001')), 0).conversation;
  expect(linesOf(echoed)).toMatchObject([{ key: 'mine-0001', is: 'sent' }]);
  expect(echoed.outbox).toEqual([]);
});
test('[WI9] what the other side wrote is unread until the customer looks', () => {
  const c = after(chat(view(1)), news(1, said(2), said(3, 'customer'), said(4)));
  expect(unread(c)).toBe(2);
  expect(unread(looked(c))).toBe(0);
});
test('[WI7] a chat that was put away does not come back, what is unsent in it stays to be sent', () => {
  const c = { ...after(chat(view(1))), outbox: wrote([], { id: 'mine-0001', interaction, text: 'Hi', at: 5 }) };
  const away = dismissed(c);
  expect(fold(away, chat(view(9)), 0).conversation.view).toBeNull();
  expect(fold(away, news(1, said(2)), 0)).toMatchObject({ ask: false, conversation: { view: null } });
  expect(away.outbox).toHaveLength(1);
});
test('the place in the line moves; an agent who joins ends it; the second wait is told', () => {
  const placed = after(chat(view(1)), { f: 'place', interaction, position: 1, wait: [2, 5] });
  expect(placed.view).toMatchObject({ position: 1, wait: [2, 5] });
  const joined = fold(placed, news(1, { n: 2, at: 1, type: 'joined', name: 'Anna' }), 0).conversation;
  expect(joined.view).toMatchObject({ stage: 'chatting', agent: 'Anna', position: null });
  const again = fold(joined, news(2, { n: 3, at: 2, type: 'waiting' }), 0).conversation;
  expect(linesOf(again).map((l) => l.line === 'note' && l.what)).toEqual(['joined', 'waiting']);
});
test('[WI90] what was read is told of the messages up to there, at once and later, and of nothing in another chat', () => {
  const read = (...frames: VisitorFrame[]) => linesOf(after(...frames)).map((line) => line.line === 'bubble' && line.read);
  const two = view(2, [said(1, 'customer'), said(2, 'customer')]);
  expect(read(chat(two))).toEqual([false, false]);
  expect(read(chat({ ...two, read: 1 }))).toEqual([true, false]);
  expect(read(chat(two), { f: 'read', interaction, read: 2 }, news(2, said(3, 'customer')))).toEqual([true, true, false]);
  expect(read(chat(two), { f: 'read', interaction: 'i2' as InteractionId, read: 2 })).toEqual([false, false]);
});
test('a typing notice ends with the message it announced', () => {
  const typing = after(chat(view(1)), { f: 'typing', on: true, name: 'Anna' });
  expect(typing.typing).toEqual({ name: 'Anna', until: 6000 });
  expect(fold(typing, news(1, said(2)), 0).conversation.typing).toBeNull();
});
test('[WI7] however frames are cut, repeated, lost or overtaken, asking heals: nothing is missing or double', () => {
  const all = Array.from({ length: 12 }, (_, n) => said(n + 1, n % 3 ? 'agent' : 'customer'));
  const cut = fc.record({ from: fc.nat(11), length: fc.integer({ min: 1, max: 5 }), lost: fc.boolean() });
  fc.assert(
    fc.property(fc.array(cut, { maxLength: 30 }), (cuts) => {
      let c = after(chat(view(0)));
      for (const { from, length, lost } of [...cuts, { from: 11, length: 1, lost: false }]) {
        if (lost) continue;
        const part = all.slice(from, from + length);
        const { conversation, ask } = fold(c, { ...news(from, ...part) }, 0);
        const known = Math.max(c.view?.version ?? 0, from + part.length);
        c = ask ? fold(conversation, chat(view(known, all.slice(0, known))), 0).conversation : conversation;
      }
      expect(keys(linesOf(c))).toEqual(all.map((e) => e.type === 'said' && e.id));
    }),
    { seed: 7 },
  );
});
test('web addresses become links, without the punctuation behind them', () => {
  expect(
    piecesOf('See https://a.example/b?c=1, or (http://d.example).')
      .filter((p) => p.link)
      .map((p) => p.text),
  ).toEqual(['https://a.example/b?c=1', 'http://d.example']);
  expect(piecesOf('javascript:alert(1)').some((p) => p.link)).toBe(false);
});
test('[WI31] a file is in its message with what came of scanning it; where there is no picture its name stands for it', () => {
  const file = { id: 'f', name: 'a.jpg', format: 'jpeg', size: 1, width: 1, height: 1, scan: 'pending', alt: '' } as const;
  const sent = { n: 2, at: 2, type: 'said', id: 'm2', text: '', from: 'agent', name: 'Anna', file } as const;
  const first = after(chat(view(1)), news(1, sent));
  expect(linesOf(first)).toMatchObject([{ text: 'a.jpg', file: { scan: 'pending' } }]);
  const later = fold(first, news(2, { n: 3, at: 3, type: 'scanned', file: 'f', scan: 'clean' }), 0).conversation;
  expect(linesOf(later)).toMatchObject([{ text: 'a.jpg', file: { id: 'f', scan: 'clean' } }]);
});

test('[WI91] [WI92] what may be sent, and whether the transcript can be had, comes with the place and changes nothing else', () => {
  const before = fold(empty, chat(view(1, [said(1)])), 0).conversation;
  const place = { f: 'place', interaction, position: null, wait: null } as const;
  const { conversation, ask } = fold(before, { ...place, files: null, mails: true }, 0);
  expect(conversation.view).toEqual({ ...before.view, position: null, files: null, mails: true });
  expect(ask).toBe(false);
  expect(fold(conversation, { ...place, interaction: 'other' as InteractionId, mails: false }, 0).conversation).toEqual(conversation);
  expect(fold(conversation, news(1, said(2)), 0).conversation.view).toMatchObject({ files: null, mails: true });
});
