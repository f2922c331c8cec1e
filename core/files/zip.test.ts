import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentOf, documents, type Inside, some, zipOf } from './test/zips.ts';
import { documentIn, entriesOf } from './zip.ts';

const kinds = Object.keys(documents) as readonly (keyof typeof documents)[];
const kindOf = (bytes: Uint8Array) => {
  const entries = entriesOf(bytes);
  return typeof entries === 'string'
    ? entries
    : documentIn(entries, ({ from, packed }) => new TextDecoder().decode(bytes.subarray(from, from + packed)));
};
const body: Inside = { name: 'a', bytes: some('some text') };

describe('[FI3] an archive', () => {
  test.each(kinds)('with what a %s must have is one', (kind) => expect(kindOf(documentOf(kind))).toBe(kind));
  test.each([
    ['text', 'odt'],
    ['spreadsheet', 'ods'],
    ['presentation', 'odp'],
    ['database', null],
  ])('that begins with the type of an open %s is %s', (type, kind) =>
    expect(kindOf(zipOf([{ name: 'mimetype', bytes: some(`application/vnd.oasis.opendocument.${type}`) }, body]))).toBe(kind),
  );
  test('of anything else is nothing we know', () => expect(kindOf(zipOf([body]))).toBe(null));
  test('with a comment is still one', () => expect(entriesOf(zipOf([body], { comment: 20 }))).toHaveLength(1));
  test.each([
    ['something before it', zipOf([body], { before: 10 })],
    ['something after it', Uint8Array.from([...zipOf([body]), 1])],
    ['nothing in it', zipOf([])],
    ['its end cut off', zipOf([body]).subarray(0, -5)],
    ['a file that begins nowhere', zipOf([{ ...body, local: 4000 }])],
    ['no bytes', new Uint8Array()],
  ])('with %s is refused', (_, bytes) => expect(entriesOf(bytes)).toBe('broken'));
});

describe('[FI4] an archive', () => {
  test.each([
    ['that says it unpacks to a gigabyte', zipOf([{ ...body, method: 8, unpacked: 1 << 30 }])],
    ['that says it unpacks to 200 times its size', zipOf([{ ...body, method: 8, bytes: new Uint8Array(1000), unpacked: 220_000 }])],
    ['whose files share their bytes', zipOf([body, { ...body, name: 'b', local: 0 }])],
    ['with more files than any document', zipOf(Array.from({ length: 5001 }, (_, n) => ({ ...body, name: `${n}` })))],
  ])('%s is a bomb', (_, bytes) => expect(entriesOf(bytes)).toBe('bomb'));
  test.each(['word/vbaProject.bin', 'xl/vbaProject.bin', 'Basic/script.xml', 'Scripts/python/x.py'])('with macros is told so: %s', (name) =>
    expect(entriesOf(documentOf('docx', [{ ...body, name }]))).toBe('macros'),
  );
  test('of any bytes is answered, never thrown at', () => {
    const whole = documentOf('docx', [body]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const broken = Uint8Array.from(whole);
        broken[at] = byte;
        kindOf(broken);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void kindOf(bytes)));
  });
});
