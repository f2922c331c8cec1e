import { expect, test } from 'vitest';
import { styleOf, usualFont } from './font.ts';
import { changeOf, paragraphs } from './inserting.ts';
import { resigned } from './signing.ts';
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
  const others = [
    'vous trouverez la pièce jointe',
    'le envío el adjunto',
    'in allegato la fattura',
    'die Rechnung liegt anbei',
    'ci-joint',
    '첨부합니다',
    '附件',
  ];
  expect(others.filter((text) => !speaksOfAttachment(text))).toEqual([]);
  expect(speaksOfAttachment('I am attached to it not')).toBe(true);
  expect(speaksOfAttachment('Where is my order?')).toBe(false);
});

test('[EM172] [EM173] what is written has its font as a style, and the signature below', () => {
  const style = styleOf({ family: 'georgia', size: 12, colour: '#123456' });
  expect(style).toBe('font-family:Georgia,serif;font-size:12pt;color:#123456');
  expect(styleOf({ ...usualFont, colour: 'red;x:y' })).toContain('color:#000000');
  const whole = { header: null, footer: null, said: { html: '<p>Hi</p>', text: 'Hi' }, below: null, style };
  expect(wholeHtml(whole)).toBe(`<div style="${style}"><p>Hi</p></div>`);
  expect(firstDraft({ what: 'new', of: null, ours, token, signature: 'Anna <A>\nHarbour' }).html).toBe(
    '<p></p><p></p><p>Anna &lt;A&gt;<br>Harbour</p>',
  );
});

test('[DT295] what is put into a paragraph replaces no more than it has to; an empty line begins another one', () => {
  expect(changeOf('Hi /gr you', 'Hi Hello you')).toEqual({ from: 3, to: 6, put: 'Hello' });
  expect(changeOf('Hi ', 'Hi /')).toEqual({ from: 3, to: 3, put: '/' });
  expect(changeOf('aa', 'aaa')).toEqual({ from: 2, to: 2, put: 'a' });
  expect(paragraphs('a < b')).toBe('a &lt; b');
  expect(paragraphs('Dear Eva,\n\nyours\nAnna')).toBe('<p>Dear Eva,</p><p></p><p>yours<br>Anna</p>');
});

test('[EM291] another signature stands where the old one stood; one that was changed stays', () => {
  const html = '<p>Hi</p><p></p><p>Anna "A" &amp; Co<br>Harbour</p><p>PS</p>';
  const old = 'Anna "A" & Co\nHarbour';
  expect(resigned(html, old, 'Press')).toBe('<p>Hi</p><p></p><p>Press</p><p>PS</p>');
  expect(resigned(html, old, '')).toBe('<p>Hi</p><p></p><p>PS</p>');
  expect(resigned(html, 'Ben', 'Press')).toBe(html);
  expect(resigned('<p>Hi</p>', '', 'Press')).toBe('<p>Hi</p><p>Press</p>');
  expect(resigned('', '', 'Press')).toBe('<p></p><p></p><p>Press</p>');
  expect(resigned(html, old, old)).toBe(html);
});
