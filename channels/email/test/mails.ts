/** Bytes of a mail from text: each character below 256 is a byte, lines end as lines of mails do. */
export const bytes = (text: string): Uint8Array => Uint8Array.from(text.replace(/\r?\n/g, '\r\n'), (one) => one.charCodeAt(0));
export const utf8 = (text: string): string => Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
export const head = 'From: Eva <eva@example.com>\nTo: claims@centre.example\nSubject: s\nMessage-ID: <m1@example.com>\nMIME-Version: 1.0\n';
export const plain = (charset: string, body: string, encoding = '8bit') =>
  `${head}Content-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: ${encoding}\n\n${body}`;
export const multi = (kind: string, ...parts: string[]) =>
  `${head}Content-Type: multipart/${kind}; boundary="b"\n\n${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`;
export const part = (type: string, body: string, more = '') => `Content-Type: ${type}\n${more}\n${body}`;
export const text = part('text/plain', 'Hello');
const html = part('text/html', '<p>Hello</p>');
const pdf = part('application/pdf; name="a.pdf"', '%PDF-1.4');
const nested = (depth: number): string =>
  depth === 0 ? text : `Content-Type: multipart/mixed; boundary="n${depth}"\n\n--n${depth}\n${nested(depth - 1)}\n--n${depth}--`;

/** What is expected of a mail: of its head, its text, its files and its marks; or why it is set aside. */
export interface Expected {
  readonly subject?: string;
  readonly from?: string;
  readonly name?: string;
  readonly to?: readonly string[];
  readonly text?: string;
  readonly html?: string | null;
  readonly files?: readonly string[];
  readonly marks?: readonly string[];
  /** Why a file is not to be opened, by the key of a text; null: nothing speaks against it. */
  readonly warnings?: readonly (string | null)[];
  readonly poison?: string;
}
export type Hard = readonly [what: string, raw: string, expected: Expected];

/** Hard mails after the RFCs and after what programs send, each with its reading. */
export const mails: readonly Hard[] = [
  ['nothing at all', '', { text: '', from: '', subject: '' }],
  ['a body without a head', '\nHello', { text: 'Hello', from: '' }],
  ['a head without a body', head, { text: '', from: 'eva@example.com' }],
  ['lines that end with LF only', `${head}\nHello\nEva`.replaceAll('\r', ''), { text: 'Hello\nEva' }],
  ['a body without a type', `${head}\nHello`, { text: 'Hello' }],
  ['an unknown type', `${head}Content-Type: x-strange\n\nHello`, { files: ['1'] }],
  ['a broken type', `${head}Content-Type: ;;;\n\nHello`, { text: '', files: ['1'] }],
  ['UTF-8', plain('utf-8', utf8('Grüße, 日本, 한국')), { text: 'Grüße, 日本, 한국' }],
  ['UTF-8 in quoted-printable', plain('utf-8', 'Gr=C3=BC=C3=9Fe =E2=82=\n=AC', 'quoted-printable'), { text: 'Grüße €' }],
  ['UTF-8 in base64', plain('utf-8', 'R3LDvMOfZQ==', 'base64'), { text: 'Grüße' }],
  ['Latin 1', plain('iso-8859-1', 'Gr\u00fc\u00dfe'), { text: 'Grüße' }],
  ['Windows 1252', plain('windows-1252', '\u0080 \u0093x\u0094'), { text: '€ “x”' }],
  ['Latin 9', plain('iso-8859-15', '\u00a4'), { text: '€' }],
  ['KOI8-R', plain('koi8-r', '\u00f0\u00d2\u00c9\u00d7\u00c5\u00d4'), { text: 'Привет' }],
  ['Windows 1251', plain('windows-1251', '\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2'), { text: 'Привет' }],
  ['Shift JIS', plain('shift_jis', '\u0093\u00fa\u0096{'), { text: '日本' }],
  ['ISO-2022-JP', plain('iso-2022-jp', '\u001b$BF|K\\\u001b(B', '7bit'), { text: '日本' }],
  ['EUC-KR', plain('euc-kr', '\u00c7\u00d1\u00b1\u00b9'), { text: '한국' }],
  ['GB18030', plain('gb18030', '\u00c4\u00e3\u00ba\u00c3'), { text: '你好' }],
  ['Big5', plain('big5', '\u00a7A\u00a6n'), { text: '你好' }],
  ['a charset that nobody knows', plain('x-none', 'Hello'), { text: 'Hello' }],
  ['broken base64', plain('utf-8', 'R3L!!DvMOf\n*ZQ', 'base64'), { text: 'Grüße' }],
  ['broken quoted-printable', plain('utf-8', 'a=ZZb=', 'quoted-printable'), { text: 'a=ZZb' }],
  [
    'an encoded subject',
    head.replace('Subject: s', 'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\n =?utf-8?b?IGFuIEV2YQ==?='),
    { subject: 'Grüße an Eva' },
  ],
  [
    'a character that is parted between two words',
    head.replace('Subject: s', 'Subject: =?utf-8?b?w7w=?= =?utf-8?q?_x?='),
    { subject: 'ü x' },
  ],
  ['a subject in bytes of UTF-8', head.replace('Subject: s', `Subject: ${utf8('Grüße')}`), { subject: 'Grüße' }],
  ['a subject over many lines', head.replace('Subject: s', 'Subject: a\n b\n\tc'), { subject: 'a b c' }],
  ['a subject that turns its direction', head.replace('Subject: s', `Subject: ${utf8('a\u202eb\u0007c')}`), { subject: 'abc' }],
  ['a word that is not ended', head.replace('Subject: s', 'Subject: =?utf-8?q?Gr'), { subject: '=?utf-8?q?Gr' }],
  ['an encoded name', head.replace('Eva <', '=?iso-8859-1?q?J=FCrgen?= <'), { name: 'Jürgen', from: 'eva@example.com' }],
  [
    'a name that looks like an address',
    head.replace('Eva <', '"ada@centre.example" <'),
    { name: 'ada@centre.example', from: 'eva@example.com' },
  ],
  ['an address in capitals', head.replace('eva@example.com', 'EVA@Example.COM'), { from: 'eva@example.com' }],
  ['no address', head.replace('Eva <eva@example.com>', 'Eva'), { from: '' }],
  ['a group', head.replace('claims@centre.example', 'Team: a@x.org, "B" <b@x.org>;, c@x.org'), { to: ['a@x.org', 'b@x.org', 'c@x.org'] }],
  ['nobody told', head.replace('claims@centre.example', 'undisclosed-recipients:;'), { to: [] }],
  ['text and HTML', multi('alternative', text, html), { text: 'Hello', html: '<p>Hello</p>', files: [] }],
  ['HTML only', multi('alternative', html), { text: 'Hello', html: '<p>Hello</p>' }],
  ['a file', multi('mixed', text, pdf), { text: 'Hello', files: ['a.pdf'] }],
  ['text after a file', multi('mixed', text, pdf, part('text/plain', 'and more')), { text: 'Hello\n\nand more', files: ['a.pdf'] }],
  [
    'a picture in the HTML',
    multi('related', part('text/html', '<img src="cid:x">'), part('image/png', 'x', 'Content-ID: <x>\n')),
    { html: '<img src="cid:x" />', files: ['1'] },
  ],
  ['no boundary at the end', multi('mixed', text, pdf).replace('--b--\n', ''), { text: 'Hello', files: ['a.pdf'] }],
  ['a boundary that never comes', `${head}Content-Type: multipart/mixed; boundary="b"\n\nHello`, { text: 'Hello', files: [] }],
  [
    'no boundary named',
    `${head}Content-Type: multipart/mixed\n\n--b\n${text}\n--b--`,
    { text: '--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b--', files: [] },
  ],
  ['something before and behind the parts', multi('mixed', text).replace('\n\n--b', '\n\nbefore\n--b').concat('behind'), { text: 'Hello' }],
  ['a file named in RFC 2231', multi('mixed', part("application/pdf; name*=utf-8''%e2%82%ac%20x.pdf", '%PDF-1.4')), { files: ['€ x.pdf'] }],
  ['a name in pieces', multi('mixed', part("application/pdf; name*0*=utf-8''%e2%82%ac; name*1=x.pdf", '%PDF-1.4')), { files: ['€x.pdf'] }],
  ['a name in RFC 2047', multi('mixed', part('application/pdf; name="=?utf-8?q?=C3=BC.pdf?="', '%PDF-1.4')), { files: ['ü.pdf'] }],
  ['a name with folders', multi('mixed', part('application/pdf; name="../../etc/passwd"', '%PDF-1.4')), { files: ['passwd'] }],
  ['a name with folders of Windows', multi('mixed', part('application/pdf; name="C:\\\\x\\\\a.pdf"', '%PDF-1.4')), { files: ['a.pdf'] }],
  [
    'a name that turns its direction',
    multi('mixed', part(`application/pdf; name="${utf8('a\u202efdp.exe')}"`, 'MZ')),
    { files: ['afdp.exe'] },
  ],
  [
    'a name of thousand characters',
    multi('mixed', part(`application/pdf; name="${'x'.repeat(1000)}.pdf"`, '%PDF-1.4')),
    { files: [`${'x'.repeat(146)}.pdf`] },
  ],
  [
    'a mail in a mail',
    multi('mixed', text, part('message/rfc822', `${head.replace('Subject: s', 'Subject: inner')}\nInner`)),
    { text: 'Hello', files: ['1.eml'], subject: 's' },
  ],
  ['thirty levels', `${head}${nested(30)}`, { text: 'Hello' }],
  ['a hundred levels', `${head}${nested(100)}`, { poison: 'tooDeep' }],
  ['six hundred files', multi('mixed', ...Array.from({ length: 600 }, () => pdf)), { poison: 'tooManyParts' }],
  ['a head of two megabytes', `X: ${'x'.repeat(2_000_000)}\n${head}\nHello`, { poison: 'unreadable' }],
  [
    'a winmail.dat',
    multi('mixed', text, part('application/ms-tnef; name=winmail.dat', 'x')),
    { marks: ['winmail'], files: ['winmail.dat'] },
  ],
  ['an invitation', multi('alternative', text, part('text/calendar; method=REQUEST', 'BEGIN:VCALENDAR')), { marks: ['calendar'] }],
  [
    'S/MIME, encrypted',
    `${head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA`,
    { marks: ['encryptedSmime'], files: ['smime.p7m'] },
  ],
  ['S/MIME, signed within', `${head}Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx`, { marks: ['signedSmime'] }],
  [
    'S/MIME, signed beside',
    multi('signed; protocol="application/pkcs7-signature"', text, part('application/pkcs7-signature; name=smime.p7s', 'x')),
    { marks: ['signedSmime'], text: 'Hello' },
  ],
  [
    'PGP, encrypted',
    multi(
      'encrypted; protocol="application/pgp-encrypted"',
      part('application/pgp-encrypted', 'Version: 1'),
      part('application/octet-stream', 'x'),
    ),
    { marks: ['encryptedPgp'] },
  ],
  ['PGP in the text', `${head}\n-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----`, { marks: ['encryptedPgp'] }],
  [
    'PGP, signed',
    multi('signed; protocol="application/pgp-signature"', text, part('application/pgp-signature', 'x')),
    { marks: ['signedPgp'], text: 'Hello' },
  ],
];

/** A report of delivery on a mail of ours, as Postfix sends it. */
export const report = (id: string): string =>
  `From: MAILER-DAEMON@mx.example.com\nTo: claims@centre.example\nSubject: Undelivered Mail\nReturn-Path: <>\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n${text}\n--b\n${part('message/delivery-status', `Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; eva@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user`)}\n--b\n${part('message/rfc822', `Message-ID: <${id}>\nSubject: s\n\nours`)}\n--b--\n`;
