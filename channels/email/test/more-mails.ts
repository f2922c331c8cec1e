import { type Hard, head, multi, part, plain, text, utf8 } from './mails.ts';

const file = (type: string, name: string, content: string) =>
  part(`${type}; name="${name}"`, content, `Content-Disposition: attachment; filename="${name}"\n`);
const base64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/.{76}/g, '$&\n');

/** A number of so many bytes as archives have them, the lowest first. */
const little = (value: number, size: number): readonly number[] => Array.from({ length: size }, (_, n) => (value >>> (8 * n)) & 255);
/** An archive of one file that says it unpacks to so much (APPNOTE section 4.3). */
function archive(name: string, unpacked: number): Uint8Array {
  const named = [...new TextEncoder().encode(name)];
  const sizes = [...little(0, 4), ...little(4, 4), ...little(unpacked, 4), ...little(named.length, 2), ...little(0, 2)];
  const local = [0x50, 0x4b, 3, 4, ...little(20, 2), ...little(0, 2), ...little(8, 2), ...little(0, 4), ...sizes, ...named, 3, 0, 0, 0];
  const entry = [0x50, 0x4b, 1, 2, ...little(20, 2), ...little(20, 2), ...little(0, 2), ...little(8, 2), ...little(0, 4), ...sizes];
  const table = [...entry, ...little(0, 2), ...little(0, 2), ...little(0, 2), ...little(0, 4), ...little(0, 4), ...named];
  const end = [
    0x50,
    0x4b,
    5,
    6,
    ...little(0, 4),
    ...little(1, 2),
    ...little(1, 2),
    ...little(table.length, 4),
    ...little(local.length, 4),
    0,
    0,
  ];
  return Uint8Array.from([...local, ...table, ...end]);
}
const zipped = (unpacked: number, name = 'x.txt') =>
  multi('mixed', text, part('application/zip; name="a.zip"', base64(archive(name, unpacked)), 'Content-Transfer-Encoding: base64\n'));
const page = (html: string) => `${head}Content-Type: text/html; charset=utf-8\n\n${html}`;

/** More of them: bombs, attacks, tricks with signs, and what is broken in other ways. */
export const moreMails: readonly Hard[] = [
  ['an archive that unpacks to gigabytes', zipped(4_000_000_000), { files: ['a.zip'], warnings: ['files.bomb'] }],
  ['an archive with macros', zipped(4, 'word/vbaProject.bin'), { files: ['a.zip'], warnings: ['files.macros'] }],
  [
    'a program that is called a picture',
    multi('mixed', text, file('image/png', 'a.png', 'MZ\u0090\u0000')),
    { files: ['a.png'], warnings: [null] },
  ],
  ['an SVG with a script', multi('mixed', text, file('image/svg+xml', 'a.svg', '<svg onload="x()"/>')), { files: ['a.svg'], html: null }],
  [
    'a page as a file',
    multi('mixed', text, file('text/html', 'a.html', '<script>x()</script>')),
    { text: 'Hello', html: null, files: ['a.html'] },
  ],
  ['HTML with a script', page('<p>Hello</p><script>steal()</script>'), { text: 'Hello', html: '<p>Hello</p>' }],
  ['HTML with handlers', page('<p onclick="x()" onmouseover=y()>Hello</p>'), { html: '<p>Hello</p>' }],
  [
    'HTML with a form that asks for a password',
    page('<form action="https://x.example"><input type=password>Hello</form>'),
    { html: 'Hello' },
  ],
  ['HTML that hides where a link leads', page('<a href="jav&#x09;ascript:x()">Hello</a>'), { html: '<a>Hello</a>' }],
  ['HTML that tracks', page('<img src="https://t.example/?u=eva">Hello'), { html: '<img data-remote="0" />Hello' }],
  ['HTML that asks a style for help', page('<p style="background:url(https://t.example)">Hello</p>'), { html: '<p>Hello</p>' }],
  ['HTML in UTF-7', page('+ADw-script+AD4-x()+ADw-/script+AD4-'), { html: '+ADw-script+AD4-x()+ADw-/script+AD4-' }],
  ['HTML that is never ended', page('<table><tr><td><b>Hello'), { text: 'Hello', html: '<table><tr><td><b>Hello\n</b></td></tr></table>' }],
  ['twenty thousand tags', page(`${'<b>'.repeat(20_000)}Hello`), { text: 'Hello' }],
  ['a subject of letters that only look alike', head.replace('Subject: s', `Subject: ${utf8('Pаypal')}`), { subject: 'Pаypal' }],
  ['a subject that hides signs', head.replace('Subject: s', `Subject: ${utf8('in\u200bvoice\u2066\ufeff')}`), { subject: 'invoice' }],
  ['a sender with a line break', head.replace('Eva <', '"Eva\\\n Bcc: all@x.example" <'), { from: 'eva@example.com' }],
  [
    'a field that breaks out',
    head.replace('Subject: s', 'Subject: =?utf-8?q?s=0D=0ABcc:_x@y.example?='),
    { subject: 's Bcc: x@y.example' },
  ],
  ['parts that say nothing', multi('mixed', part('text/plain', '')), { text: '', files: [] }],
  ['bytes that are no UTF-8', plain('utf-8', 'a\u00ff\u00feb'), { text: 'a\ufffd\ufffdb' }],
  ['zeros in the text', plain('utf-8', 'a\u0000b'), { text: 'ab' }],
  [
    'a subject that is cut within a sign',
    head.replace('Subject: s', `Subject: ${'x'.repeat(499)}${utf8('😀')}`),
    { subject: `${'x'.repeat(499)}\ufffd` },
  ],
  ['the same field twice', `${head}Subject: other\n\nHello`, { text: 'Hello' }],
  ['lines of a hundred thousand signs', plain('utf-8', 'x'.repeat(100_000)), { text: 'x'.repeat(100_000) }],
  ['boundaries within boundaries of one name', multi('mixed', multi('mixed', text)), { files: [] }],
];
