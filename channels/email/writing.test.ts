import { expect, test } from 'vitest';
import { firstDraft, isAddress, speaksOfAttachment, wholeHtml, wholeText } from './writing.ts';

const eva = { name: 'Eva', address: 'eva@example.com' };
const tom = { name: '', address: 'tom@example.com' };
const ours = ['service@shop.example'];
const head = { from: eva, replyTo: [], to: [{ name: '', address: 'service@shop.example' }], cc: [tom], subject: 'AW: Late' };
const token = { number: 4711, code: 'abcdefghijkl' };
const of = { id: 'm1', head, files: ['f1'] };

test('[EM110] whom a draft is for, and what it is called', () => {
  const draft = (what: 'reply' | 'replyAll' | 'forward') => firstDraft({ what, of, ours, token });
  expect([draft('reply').to, draft('reply').cc]).toEqual([[eva], []]);
  expect(draft('replyAll').cc).toEqual([tom]);
  expect(draft('reply').subject).toBe('Re: Late [#4711-abcdefghijkl]');
  expect(draft('forward')).toMatchObject({ to: [], files: ['f1'], subject: 'Fwd: Late [#4711-abcdefghijkl]' });
  expect(firstDraft({ what: 'new', of: null, ours, token, to: eva })).toMatchObject({ to: [eva], subject: '', quoted: false });
});

test('[EM111] above and below, and the original at the end; what is text stays text', () => {
  const below = { forwarded: false, from: 'Eva <eva@example.com>', to: '', subject: '', date: '3 March', text: 'One\n> Two', html: null };
  const whole = { header: null, footer: 'A & B', said: { html: '<p>Hi</p>', text: 'Hi' }, below };
  expect(wholeText(whole)).toBe('Hi\n\n-- \nA & B\n\nOn 3 March, Eva <eva@example.com> wrote:\n> One\n>> Two\n');
  expect(wholeHtml(whole)).toContain('A &amp; B');
  expect(wholeHtml(whole)).toContain('Eva &lt;eva@example.com&gt; wrote:');
  const forwarded = { ...whole, below: { ...below, forwarded: true, html: '<p>Hi <img src="cid:x"></p>' } };
  expect(wholeHtml(forwarded)).toContain('<p>Hi </p>');
});

test('[EM113] what an address is, and whether a text speaks of something attached', () => {
  expect(['a@b', 'eva.lind@example.com', 'x@y.z'].map(isAddress)).toEqual([true, true, true]);
  expect(['', 'eva', '@x', 'a b@c', 'a@b..c', '.a@b', 'a@-b', 'a@b,c@d'].some(isAddress)).toBe(false);
  expect(['see attached', 'Im Anhang finden Sie', '添付します'].map(speaksOfAttachment)).toEqual([true, true, true]);
  expect(speaksOfAttachment('I am attached to it not')).toBe(true);
  expect(speaksOfAttachment('Where is my order?')).toBe(false);
});
