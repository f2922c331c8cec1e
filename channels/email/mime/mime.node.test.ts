import { afterAll, describe, expect, test } from 'vitest';
import { bytes, mails as first, report } from '../test/mails.ts';
import { moreMails } from '../test/more-mails.ts';
import { clean, plain } from './clean.node.ts';
import { limits, type Mail, type Reading } from './mail.ts';
import { fileName, visible } from './name.ts';
import { parse } from './parse.node.ts';
import { openReader } from './reader.node.ts';

/** Hard mails, each with its reading. */
const mails = [...first, ...moreMails];
const read = async (raw: string): Promise<Mail> => {
  const reading = await parse(bytes(raw), limits);
  if ('poison' in reading) throw new Error(`${reading.poison}: ${reading.said}`);
  return reading.mail;
};
const of = (reading: Reading) =>
  'poison' in reading
    ? { poison: reading.poison }
    : {
        ...{ subject: reading.mail.head.subject, from: reading.mail.head.from?.address ?? '', name: reading.mail.head.from?.name ?? '' },
        ...{
          to: reading.mail.head.to.map(({ address }) => address),
          text: reading.mail.text.trim(),
          html: reading.mail.html?.html.trim() ?? null,
        },
        ...{ files: reading.mail.attachments.map(({ name }) => name), marks: reading.mail.marks },
        warnings: reading.mail.attachments.map(({ warning }) => warning),
      };

describe('reading', () => {
  test.each(mails)('[EM60] [EM64] %s', async (_, raw, expected) => expect(of(await parse(bytes(raw), limits))).toMatchObject(expected));
  test('[EM60] there are at least sixty hard mails, and each says how it is to be read', () => {
    expect(mails.length).toBeGreaterThanOrEqual(60);
    expect(mails.filter(([, , expected]) => Object.keys(expected).length === 0).map(([what]) => what)).toEqual([]);
    expect(new Set(mails.map(([what]) => what)).size).toBe(mails.length);
  });
  test('[EM60] the ids, the moment and the sender of the envelope', async () => {
    const { head, sentAt } = await read(
      'Return-Path: <Eva@example.com>\nMessage-ID: <a@x>\nIn-Reply-To: <b@x>\nReferences: <c@x>\n <b@x>\nDate: Tue, 3 Mar 2026 10:02:00 +0100\n\nx',
    );
    expect([head.messageId, head.inReplyTo, head.references, head.returnPath, sentAt]).toEqual([
      'a@x',
      ['b@x'],
      ['c@x', 'b@x'],
      'eva@example.com',
      Date.UTC(2026, 2, 3, 9, 2),
    ]);
    expect([(await read('Return-Path: <>\n\nx')).head.returnPath, (await read('X: y\n\nx')).head.returnPath]).toEqual(['', null]);
    for (const date of ['nonsense', 'Thu, 1 Jan 1900 00:00:00 +0000', 'Fri, 1 Jan 9999 00:00:00 +0000'])
      expect((await read(`Date: ${date}\n\nx`)).sentAt).toBe(null);
  });
  test('[EM62] what a file is says its content; what is two things at once, or lies, has a warning', async () => {
    const file = async (type: string, content: string) =>
      (
        await read(
          `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: ${type}\nContent-Disposition: attachment\n\n${content}\n--b--`,
        )
      ).attachments[0];
    expect(await file('image/png; name=a.png', '%PDF-1.4')).toMatchObject({ format: 'pdf', declared: 'image/png' });
    expect(await file('application/pdf; name=a.pdf', 'MZ\u0000\u0001')).toMatchObject({ format: null, warning: null });
    expect(await file('application/zip; name=a.zip', 'PK\u0003\u0004broken')).toMatchObject({ format: null, warning: 'files.notAsNamed' });
    expect(await file('image/svg+xml; name=a.svg', '<svg onload="x"/>')).toMatchObject({ declared: 'image/svg+xml' });
  });
  test('[EM50] a report is read out of its parts, and is no file', async () => {
    const mail = await read(report('4711-abcdefghijkl.n1@centre.example'));
    expect(mail.report).toEqual({
      of: '4711-abcdefghijkl.n1@centre.example',
      recipients: [{ address: 'eva@example.com', action: 'failed', status: '5.1.1', said: '550 no such user' }],
    });
    expect([mail.text.trim(), mail.attachments.map(({ name }) => name), mail.head.returnPath]).toEqual(['Hello', ['1.eml'], '']);
    expect((await read('Subject: x\n\nhello')).report).toBe(null);
  });
  test('[EM61] what is too large is set aside without being read', async () => {
    expect(await parse(new Uint8Array(11), { ...limits, bytes: 10 })).toMatchObject({ poison: 'tooLarge' });
    const long = await read(`Content-Type: text/html\n\n<p>${'x'.repeat(3_000_001)}`);
    expect([long.html, long.marks]).toEqual([null, ['htmlTooLong']]);
  });
});

describe('the thread that reads', () => {
  const reader = openReader();
  const hasty = openReader({ ...limits, ms: 0 });
  const narrow = openReader({ ...limits, ms: 120_000, megabytes: 24 });
  afterAll(() => Promise.all([reader.close(), hasty.close(), narrow.close()]));

  test('[EM61] one that cannot be read is set aside with its reason, and the next is read', async () => {
    const poisons = mails.filter(([, , { poison }]) => poison);
    const all = await Promise.all(poisons.flatMap(([, raw]) => [reader.read(bytes(raw)), reader.read(bytes('Subject: next\n\nHello'))]));
    expect(all.filter((one) => 'poison' in one).length).toBe(poisons.length);
    for (const one of all) expect('poison' in one ? one.said : one.mail.head.subject).toMatch('poison' in one ? /./ : /^next$/);
  });
  test('[EM61] one that eats the memory ends its thread, and a new one reads the next', async () => {
    const greedy = `Content-Type: text/html\n\n${'<b title=x>y</b>'.repeat(180_000)}`;
    expect(await narrow.read(bytes(greedy))).toMatchObject({ poison: 'unreadable' });
    expect(await narrow.read(bytes('Subject: next\n\nHello'))).toMatchObject({ mail: { head: { subject: 'next' } } });
  }, 120_000);
  test('[EM61] one that takes too long ends its thread, not ours', async () => {
    const slow = `Content-Type: text/html\n\n${'<b>'.repeat(50_000)}`;
    for (let n = 0; n < 2; n++) expect(await hasty.read(bytes(slow))).toMatchObject({ poison: 'tooLong' });
  }, 60_000);
});

describe('HTML', () => {
  test.each([
    ['a script', '<script>alert(1)</script>a', 'a'],
    ['a script in capitals, not ended', 'a<SCRIPT src=//x>', 'a'],
    ['a handler', '<p onclick="x" onmouseover=x>a</p>', '<p>a</p>'],
    ['a style sheet', '<style>p{background:url(//x)}</style>a', 'a'],
    ['an expression', '<p style="width:expression(alert(1))">a</p>', '<p>a</p>'],
    ['an address in a style', '<p style="background:url(https://x);color:red">a</p>', '<p style="color:red">a</p>'],
    ['an address in a style, escaped', '<p style="background-color:u\\72l(https://x)">a</p>', '<p>a</p>'],
    ['something that covers all', '<div style="position:fixed;top:0;z-index:9;opacity:0">a</div>', '<div>a</div>'],
    ['a frame', '<iframe src="https://x"></iframe>a', 'a'],
    ['a form', '<form action="https://x"><input name=p><button>b</button></form>', 'b'],
    ['an object', '<object data="x"><embed src="x"></object>a', 'a'],
    ['SVG', '<svg><a xlink:href="javascript:x"><text>b</text></a></svg>a', 'a'],
    ['MathML', '<math><mtext><img src=x onerror=x></mtext></math>a', 'a'],
    ['another base', '<base href="https://x/"><a href="y">a</a>', '<a>a</a>'],
    ['a refresh', '<meta http-equiv="refresh" content="0;url=https://x">a', 'a'],
    ['javascript:', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['javascript:, hidden', '<a href="java\u0001script&#58;alert(1)">a</a>', '<a>a</a>'],
    ['vbscript:', '<a href="vbscript:x">a</a>', '<a>a</a>'],
    ['data:', '<a href="data:text/html,x">a</a>', '<a>a</a>'],
    ['a picture that is SVG', '<img src="data:image/svg+xml;base64,AAAA">', '<img />'],
    ['a picture of the mail', '<img src="cid:a@x" alt="b">', '<img src="cid:a@x" alt="b" />'],
    ['a picture within', '<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA" />'],
    ['a file of ours', '<img src="/api/files/x"><img src="file:///etc/passwd">', '<img /><img />'],
    ['several sources', '<img srcset="https://x 2x">', '<img />'],
    ['names that could be ours', '<p id="x" class="y" name="z">a</p>', '<p>a</p>'],
    ['a comment for Outlook', '<!--[if mso]><script>x</script><![endif]-->a', 'a'],
    ['broken nesting', '<b><p>a</b></p>', '<b><p>a</p></b><p></p>'],
    ['a title', '<title><img src=x onerror=alert(1)></title>a', 'a'],
    ['noscript', '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>a', undefined],
  ])('[EM63] %s', (_, html, expected) => {
    const { html: cleaned, remote } = clean(html);
    if (expected !== undefined) expect(cleaned).toBe(expected);
    expect(cleaned).not.toMatch(/<(?:script|style|iframe|svg|form|object|base|meta)|\son\w+=|javascript:|url\(/i);
    expect(remote).toEqual([]);
  });
  test('[EM63] remote pictures are held back, each named by its place', () => {
    const { html, remote } = clean(
      '<img src="https://t.example/1.gif?u=eva" width="1"><img src="//t.example/2.gif"><img src="HTTP://t.example/3.gif">',
    );
    expect(remote).toEqual(['https://t.example/1.gif?u=eva', 'https://t.example/2.gif', 'HTTP://t.example/3.gif']);
    expect(html).toBe('<img data-remote="0" width="1" /><img data-remote="1" /><img data-remote="2" />');
  });
  test('[EM63] nobody names a place of that list but us', () =>
    expect(clean('<img data-remote="7" src="cid:x">').html).toBe('<img src="cid:x" />'));
  test('[EM63] a link shows where it leads and tells nobody where it was', () =>
    expect(clean('<a href="https://evil.example/x" title="https://bank.example" target="_top">https://bank.example</a>').html).toBe(
      '<a href="https://evil.example/x" title="https://evil.example/x" target="_blank" rel="noopener noreferrer nofollow">https://bank.example</a>',
    ));
  test('[EM63] cleaned twice is cleaned once', () => {
    for (const [, raw] of mails.filter((one) => one[1].length < 5000)) {
      const once = clean(raw);
      expect(clean(once.html).html).toBe(clean(clean(once.html).html).html);
    }
  });
  test('[EM60] what it says as plain text', () =>
    expect(
      plain(
        clean(
          '<h1>A &amp; B</h1><p>one<br>two</p><ul><li>x</li><li>y</li></ul><table><tr><td>1</td><td>2</td></tr></table><script>no</script>',
        ),
      ),
    ).toBe('A & B\none\ntwo\nx\ny\n\n1\t2'));
});

describe('names', () => {
  test.each([
    ['a.pdf', 'a.pdf'],
    ['', '1'],
    [null, '1'],
    ['..', '1'],
    ['.htaccess', 'htaccess'],
    ['a<b>|c?.txt', 'a_b__c_.txt'],
    ['a\u0000b\u200b.pdf', 'ab.pdf'],
  ])('[EM62] %j is %s', (name, expected) => expect(fileName(name, '1')).toBe(expected));
  test('[EM62] nothing unseen is left', () => expect(visible('a\u202e\u2066b\u00ad\t\u0007 c')).toBe('ab c'));
});
