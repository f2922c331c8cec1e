import { describe, expect, test } from 'vitest';
import { around, blocks } from './blocks.ts';
import { finderOf } from './finder.ts';
import { hasPictures, withoutPictures } from './html.ts';
import { maskerOf } from './masker.ts';
import { suggestionsIn } from './suggest.ts';

const card = '4111 1111 1111 1111';
const b = blocks;

describe('[EM200] what is masked is found', () => {
  test.each([
    ['as it is', card, `My card is ${card}.`, `My card is ${b}.`],
    ['without blanks', card, '4111111111111111', b],
    ['in other groups', '4111111111111111', '4111-1111-1111-1111 or 4111.1111.1111.1111', `${b} or ${b}`],
    ['over a quoted line', card, '> is 4111 1111\n>> 1111 1111 and', `> is ${b} and`],
    ['with other blanks', 'my secret word', 'My\u00a0secret\n> word is', `${b} is`],
    ['in capitals and composed otherwise', 'Grüße-7', 'GRU\u0308ßE-7', b],
    ['with signs of patterns', 'a.*(b)+', 'xa.*(b)+x aabbb', `x${b}x aabbb`],
    ['an IBAN however it is grouped', 'DE89 3704 0044 0532 0130 00', 'DE89370400440532013000', b],
  ])('%s', (_, wanted, text, expected) => expect(maskerOf([wanted]).text(text)).toBe(expected));

  test.each([
    ['in a text', `<p>card ${card}</p>`, `<p>card ${b}</p>`],
    ['across tags', '<p>4111 <b>1111 <i>1111</i></b> 1111 yes</p>', `<p>${b}<b><i></i></b> yes</p>`],
    ['across lines', '<p>4111 1111<br />1111 1111</p>', `<p>${b}<br /></p>`],
    ['with entities', '<p>4111&nbsp;1111&#160;1111&#xA0;1111</p>', `<p>${b}</p>`],
    [
      'in a title and an address',
      `<a href="https://x.example/?c=4111%201111+11111111" title="${card}">x</a>`,
      `<a href="" title="${b}">x</a>`,
    ],
    ['not in a picture', '<img src="data:image/png;base64,4111111111111111" />', '<img src="data:image/png;base64,4111111111111111" />'],
    ['in a quotation', `<blockquote>a ${card}</blockquote><p>4111</p>`, `<blockquote>a ${b}</blockquote><p>4111</p>`],
  ])('in HTML: %s', (_, html, expected) => expect(maskerOf([card]).html(html)).toBe(expected));

  test('nothing else is: what is too short, what only shares a beginning; places are counted', () => {
    expect(finderOf(['abc', ' a b '])('abc a b')).toEqual([]);
    const masker = maskerOf([card, 'secret']);
    masker.text('4111 1111 1111 secret');
    masker.html('<b>Secret</b> secret');
    expect(masker.count()).toBe(3);
  });
  test('in states, events and drafts only what people wrote', () => {
    const state = {
      id: 'mails',
      queue: 'mails',
      notes: 'of mails',
      to: [{ name: 'the mails', address: 'mails@x.example' }],
      html: '<b>mails</b>',
    };
    expect(maskerOf(['mails']).value(state)).toEqual({
      ...{ id: 'mails', queue: 'mails', notes: `of ${b}`, to: [{ name: `the ${b}`, address: 'mails@x.example' }], html: `<b>${b}</b>` },
    });
  });
  test('what stands around it is told, never itself', () => {
    expect(around(`one ${card} two ${card}`, finderOf([card]))).toEqual([`one ${b} two ${b}`, expect.stringContaining(`${b}`)]);
  });
});

test('[EM202] pictures in the text itself go', () => {
  const html = '<p>x<img alt="" src="data:image/png;base64,AA==" /><img src="cid:a" /></p>';
  expect([hasPictures(html), withoutPictures(html), hasPictures(withoutPictures(html))]).toEqual([
    true,
    `<p>x${b}<img src="cid:a" /></p>`,
    false,
  ]);
});

describe('[EM201] suggestions', () => {
  test.each([
    ['a card', `Pay with ${card}!`, [{ is: 'card', text: card }]],
    ['a card with strokes', '5500-0055-5555-5559', [{ is: 'card', text: '5500-0055-5555-5559' }]],
    ['an American one', '371449635398431', [{ is: 'card', text: '371449635398431' }]],
    ['an IBAN', 'To DE89 3704 0044 0532 0130 00.', [{ is: 'iban', text: 'DE89 3704 0044 0532 0130 00' }]],
    ['an IBAN of Norway', 'no9386011117947', [{ is: 'iban', text: 'no9386011117947' }]],
    ['a social security number', 'SSN 078-05-1120', [{ is: 'ssn', text: '078-05-1120' }]],
    ['a wrong check digit', '4111 1111 1111 1112 and DE88 3704 0044 0532 0130 00', []],
    ['numbers of other kinds', 'Order 8123-4455, +49 30 1234567, 000-12-3456, 2026-11-22 08:15:00', []],
    ['the same twice', `${card} ${card}`, [{ is: 'card', text: card }]],
  ])('%s', (_, text, expected) => expect(suggestionsIn(text)).toEqual(expected));
});
