import { describe, expect, test } from 'vitest';
import { mayOpen, mostFiles, placeOf } from './attached.ts';
import { type Canned, ownAsCanned, toldFor } from './canned.ts';
import { previewOf } from './importing.ts';
import { writtenSchema } from './own.ts';

const preview = (text: string) => previewOf(text, { queues: ['service'] });
const titles = (text: string) => preview(text).rows.map(({ line, response }) => [line, response.title]);

describe('[CN8] a file', () => {
  test('of comma separated values, with quotes, line ends inside and other dividers', () => {
    const text = 'title,text,shortcut,queues\r\nHello,"Hello, ""you""\nthere",hi,service\r\n\r\nBye,Bye.,,\r\n';
    expect(preview(text).problems).toEqual([]);
    expect(preview(text).rows).toEqual([
      { line: 2, response: { title: 'Hello', text: 'Hello, "you"\nthere', shortcut: 'hi', folder: '', language: '', queues: ['service'] } },
      { line: 5, response: { title: 'Bye', text: 'Bye.', shortcut: '', folder: '', language: '', queues: [] } },
    ]);
    expect(titles('\uFEFFTitle;Text\nA;B')).toEqual([[2, 'A']]);
  });
  test('of JSON, as a list or with a name', () => {
    expect(titles('[{"title":"A","text":"x"},{"title":"B","text":"y"}]')).toEqual([
      [1, 'A'],
      [2, 'B'],
    ]);
    expect(titles('{"responses":[{"title":"A","text":"x"}]}')).toEqual([[1, 'A']]);
  });
  test('says for each line what is wrong with it, and keeps the others', () => {
    const text =
      'title,text,shortcut,language,queues\nA,x,,,\n,x,,,\nC,,,,\nD,x,No Way,,\nE,x,,fr,\nF,x,,,nowhere\na,x,,,\nG,x,,de,service';
    expect(titles(text)).toEqual([
      [2, 'A'],
      [9, 'G'],
    ]);
    expect(preview(text).problems).toEqual([
      { line: 3, why: 'title' },
      { line: 4, why: 'text' },
      { line: 5, why: 'shortcut' },
      { line: 6, why: 'language' },
      { line: 7, why: 'queues' },
      { line: 8, why: 'twice' },
    ]);
  });
  test.each([
    ['name,text\nA,x', 1, 'columns'],
    ['title\nA', 1, 'columns'],
    ['title,text,colour\nA,x,red', 1, 'columns'],
    ['{"a":1}', 1, 'json'],
    ['[{"title":', 1, 'json'],
    ['title,text\nA,"never closed', 2, 'quote'],
    ['[7,{"title":"A","text":"x","more":1}]', 1, 'title'],
    ['title,text,files\nA,x,a.pdf', 1, 'files'],
    ['[{"title":"A","text":"x","files":[]}]', 1, 'files'],
  ])('%j: line %i, %s', (text, line, why) => expect(preview(text).problems[0]).toEqual({ line, why }));
  test('of too many lines says where the rest begins', () => {
    const { rows, problems } = preview(`title,text\n${Array.from({ length: 250 }, (_, n) => `T${n},x`).join('\n')}`);
    expect([rows.length, problems]).toEqual([200, [{ line: 202, why: 'tooMany' }]]);
  });
});

describe('[CN7] the order', () => {
  const one = (key: string): Canned => ({ key, title: key, folder: null, shortcut: null, text: key, queues: [] });
  test('favourites, then what one uses most, then by title', () => {
    const uses = { c: { uses: 2, favourite: false }, d: { uses: 0, favourite: true }, b: { uses: 5, favourite: false } };
    expect(toldFor(['a', 'b', 'c', 'd'].map(one), null, 'en', uses).map(({ key }) => key)).toEqual(['d', 'b', 'c', 'a']);
  });
  test('one that somebody wrote is as the others', () => {
    const own = { id: '1', mine: true, title: 'T', folder: '', shortcut: 's', text: 'x', language: '' as const, queues: ['q'], files: [] };
    expect(ownAsCanned(own)).toEqual({ key: '1', title: 'T', folder: null, shortcut: 's', text: 'x', queues: ['q'], files: [] });
  });
});

describe('[CN9] files', () => {
  const of = (owner: string, sender: string, lasting: boolean) => ({ interaction: placeOf(owner), sender, lasting });
  test.each([
    ['of my own, just brought', of('anna', 'anna', false), true],
    ['of somebody else', of('ben', 'ben', true), false],
    ['of everybody', of('', 'sam', true), true],
    ['of everybody, not kept yet', of('', 'sam', false), false],
    ['of everybody, brought by me', of('', 'anna', false), true],
  ])('%s', (_, file, may) => expect(mayOpen(file, 'anna')).toBe(may));
  test('are at most five', () => {
    const files = (n: number) => Array.from({ length: n }, () => ({ id: '01980000-0000-7000-8000-000000000000' }));
    const written = (n: number) => writtenSchema.safeParse({ title: 'T', text: 'x', files: files(n) }).success;
    expect([written(mostFiles), written(mostFiles + 1)]).toEqual([true, false]);
  });
  test('go along to whoever is offered the response', () => {
    const file = { id: 'f', name: 'a.pdf', format: 'pdf', size: 1, width: null, height: null, scan: 'clean', alt: '' } as const;
    const own = { id: '1', mine: true, title: 'T', folder: '', shortcut: '', text: 'x', language: '' as const, queues: [], files: [file] };
    expect(toldFor([ownAsCanned(own)], null, 'en')[0]?.files).toEqual([file]);
  });
});
