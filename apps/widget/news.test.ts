import type { VisitorEntry } from '@patchbay/chat/visitor.ts';
import { expect, test } from 'vitest';
import { newsOf } from './news.ts';
import { firstPicture, type Picture } from './picture.ts';
import { pretend, view } from './pretend.ts';
import { words } from './words.en.ts';
import { speak } from './words.ts';

const say = speak(words);
const blank = firstPicture(pretend().outside);
const seen = (entries: readonly VisitorEntry[], more: Partial<Picture> = {}): Picture => ({
  ...blank,
  open: true,
  conversation: { ...blank.conversation, view: { ...view, version: entries.at(-1)?.n ?? 2, entries } },
  ...more,
});
const hello: VisitorEntry = { n: 3, at: 1, type: 'said', id: 'agent-0001', text: 'Hello', from: 'agent', name: 'Anna' };
const mine: VisitorEntry = { ...hello, n: 4, id: 'mine-0001', from: 'customer', name: null };

test('[WI13] a message is read once with its sender, the customer hears no echo of their own', () => {
  expect(newsOf(seen([]), seen([hello]), say)).toBe('Anna: Hello');
  expect(newsOf(seen([hello]), seen([hello]), say)).toBe('');
  expect(newsOf(seen([hello]), seen([hello, mine]), say)).toBe('');
});
test('[WI13] while minimised only the number is read', () => {
  expect(newsOf(seen([], { open: false }), seen([hello], { open: false }), say)).toBe('1 new message');
});
test('[WI13] after a reload the history is not read again, only the place in the line', () => {
  expect(newsOf(blank, seen([hello]), say)).toBe('You are next.');
});
test('[WI13] a lost line is told once', () => {
  expect(newsOf(seen([]), seen([], { lost: true }), say)).toBe(words.lost);
  expect(newsOf(seen([], { lost: true }), seen([], { lost: true }), say)).toBe('');
});
