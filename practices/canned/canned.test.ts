import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Canned, toldFor } from './canned.ts';
import { fill, firstOpen, type Known, openIn, piecesOf } from './fill.ts';
import { search } from './search.ts';
import { askedAt, put } from './slash.ts';

const one = (key: string, more: Partial<Canned> = {}): Canned => ({
  key,
  title: key,
  folder: null,
  shortcut: null,
  text: `${key}.`,
  queues: [],
  ...more,
});
const keys = (told: readonly { readonly key: string }[]) => told.map(({ key }) => key);

test('[CN1] those of the queue and those for all, in the language, by folder and title', () => {
  const all = [
    one('bye', { title: { en: 'Goodbye', de: 'Abschied' } }),
    one('b', { queues: ['service'] }),
    one('c', { queues: ['sales'] }),
    one('a', { folder: 'Folder' }),
  ];
  expect(keys(toldFor(all, 'service', 'en'))).toEqual(['b', 'bye', 'a']);
  expect(keys(toldFor(all, 'service', 'de'))).toEqual(['bye', 'b', 'a']);
  expect(keys(toldFor(all, null, 'en'))).toEqual(['bye', 'a']);
});

describe('[CN2] a slash', () => {
  test.each([
    ['/', 1, { from: 0, query: '' }],
    ['/hel', 4, { from: 0, query: 'hel' }],
    ['Hi Eva, /thank you', 13, { from: 8, query: 'than' }],
    ['Hi\n/bye', 7, { from: 3, query: 'bye' }],
    ['/return label', 13, { from: 0, query: 'return label' }],
    ['on 1/2', 6, null],
    ['https://a.example/b', 19, null],
    ['and/or', 6, null],
    ['/ no', 4, null],
    ['/a\nb', 4, null],
    [`/${'x'.repeat(41)}`, 42, null],
    ['nothing', 7, null],
  ])('in %j with the caret at %i asks for %o', (text, caret, asked) => expect(askedAt(text, caret)).toEqual(asked));
  test('gives way to the response; all else stays, and the caret stands behind it', () => {
    const text = 'Hi Eva, /tha and bye';
    const asked = askedAt(text, 12);
    expect(asked && put(text, asked, 'thank you for waiting')).toEqual({ text: 'Hi Eva, thank you for waiting and bye', caret: 29 });
  });
  test('may be used again and again in one message', () => {
    const first = put('/a', { from: 0, query: 'a' }, 'Hello.');
    const text = `${first.text} /b`;
    const asked = askedAt(text, text.length);
    expect(asked && put(text, asked, 'Bye.').text).toBe('Hello. Bye.');
  });
});

const known: Known = {
  customer: { name: 'Eva Maria Stone', email: 'eva@customer.example', phone: '' },
  agent: { name: 'Anna Winter' },
  queue: { label: 'Customer service' },
  form: { subject: 'The zip', order: '' },
};
describe('[CN3] variables', () => {
  test.each([
    ['Hello %F %L!', 'Hello Eva Maria Stone!'],
    ['Hello {customer.firstName}, I am {agent.firstName} of {queue.label}.', 'Hello Eva Maria, I am Anna of Customer service.'],
    ['About {form.subject}: {customer.email}', 'About The zip: eva@customer.example'],
    ['Hello {customer.phone}, welcome', 'Hello, welcome'],
    ['Call {customer.phone} or write', 'Call or write'],
    ['{customer.phone} is empty', 'is empty'],
    ['Order {form.order}.', 'Order.'],
    ['Phone: {customer.phone}\nNext', 'Phone:\nNext'],
    ['a {form.order} {customer.phone} b', 'a b'],
    ['It is on its way, {customer.phone}.', 'It is on its way.'],
    ['two  blanks stay', 'two  blanks stay'],
    ['50% Food, 100%Fun, {x} and {a.b}', '50% Food, 100%Fun, {x} and {a.b}'],
  ])('%j becomes %j', (text, filled) => expect(fill(text, known)).toBe(filled));
  test('whoever has one name has it as first name', () =>
    expect(fill('%F|%L|', { ...known, customer: { ...known.customer, name: 'Eva' } })).toBe('Eva||'));
  test('what a customer has written is put in as it is, never filled in again', () =>
    expect(fill('{form.subject}', { ...known, form: { subject: '$& %F {agent.name}' } })).toBe('$& %F {agent.name}'));
  test('no text without variables is ever changed', () =>
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/%[FL]/.test(text) && openIn(text).length === 0 && !text.includes('\uE000')),
        (text) => fill(text, known) === text,
      ),
    ));
});

describe('[CN4] a variable that nobody knows', () => {
  const text = 'Your order {form.number} and {customer.nmae}.';
  test('stays and is named', () => {
    expect(fill(text, known)).toBe(text);
    expect(openIn(text)).toEqual(['{form.number}', '{customer.nmae}']);
    expect(openIn('All is {well}.')).toEqual([]);
    expect(firstOpen(text)).toEqual({ from: 11, to: 24 });
    expect(firstOpen('none')).toBe(null);
  });
  test('is a piece of its own when drawn', () => {
    expect(piecesOf('a {form.x} b').map((p) => [p.text, p.open])).toEqual([
      ['a ', false],
      ['{form.x}', true],
      [' b', false],
    ]);
    expect(piecesOf('plain')).toEqual([{ text: 'plain', open: false }]);
  });
});

describe('[CN5] what was typed', () => {
  const all = toldFor(
    [
      one('hi', { title: 'Greeting', shortcut: 'hi', text: 'Hello, how can I help?' }),
      one('label', { title: 'Return label', shortcut: 'rl', text: 'Here is the label.' }),
      one('back', { title: 'Money back', text: 'You get it back after the return.' }),
      one('gruss', { title: 'Schöne Grüße', text: 'Bis bald.' }),
    ],
    null,
    'en',
  );
  test.each([
    ['', ['hi', 'back', 'label', 'gruss']],
    ['hi', ['hi']],
    ['rl', ['label']],
    ['return', ['label', 'back']],
    ['lab', ['label']],
    ['rtrn', ['label']],
    ['grusse', ['gruss']],
    ['HELP', ['hi']],
    ['get back', ['back']],
    ['nothing like it', []],
  ])('%j finds %j', (typed, found) => expect(keys(search(all, typed))).toEqual(found));
});
