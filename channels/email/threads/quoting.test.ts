import { expect, test } from 'vitest';
import { quote, split } from './quoting.ts';

const own = 'Thank you.\nIt has come.';
test.each([
  ['marks at the end', `${own}\n\n> Where is it?\n> Eva`, '> Where is it?\n> Eva'],
  ['an English line over it', `${own}\n\nOn Tue, 3 Mar 2026 at 10:02, Claims <claims@centre.example> wrote:\n> Hello`, undefined],
  [
    'a line that goes over two',
    `${own}\n\nOn Tue, 3 Mar 2026 at 10:02, Claims Department of the Centre\n<claims@centre.example> wrote:\n> Hello`,
    undefined,
  ],
  ['a German line', `${own}\n\nAm 03.03.2026 um 10:02 schrieb Claims:\n> Hallo`, undefined],
  [
    'a German line with an address',
    `${own}\n\nAm Di., 3. März 2026 um 10:02 Uhr schrieb Claims <claims@centre.example>:\n\n> Hallo`,
    undefined,
  ],
  ['a French line', `${own}\n\nLe mar. 3 mars 2026 à 10:02, Claims <c@x> a écrit :\n> Bonjour`, undefined],
  ['a Chinese line', `${own}\n\n2026年3月3日 10:02,Claims <c@x> 写道:\n> 你好`, undefined],
  ['a ruled line', `${own}\n\n-----Original Message-----\nFrom: Claims\nHello`, undefined],
  ['a German ruled line', `${own}\n\n-----Ursprüngliche Nachricht-----\nVon: Claims\nHallo`, undefined],
  [
    'the head of Outlook',
    `${own}\n\nVon: Claims <claims@centre.example>\nGesendet: Dienstag, 3. März 2026 10:02\nAn: Eva\nBetreff: Auftrag\n\nHallo`,
    undefined,
  ],
  ['the head of Outlook in English, bold', `${own}\n\n*From:* Claims\n*Sent:* Tuesday\n*To:* Eva\n\nHello`, undefined],
  ['an underline', `${own}\n\n________________________________\nFrom: Claims\nHello`, undefined],
  ['a forwarded mail', `${own}\n\nBegin forwarded message:\n\nFrom: Tom\nHello`, undefined],
])('[EM35] quoted: %s', (_, text, quoted) => {
  for (const mail of [text, text.replaceAll('\n', '\r\n')]) {
    expect(split(mail).said).toBe(own);
    expect(split(mail).quoted).toBe(quoted ?? text.slice(own.length).trim());
  }
});
test.each([
  ['nothing quoted', 'Hello,\nwhere is it?'],
  ['answers between quotations', '> Where is it?\n\nIt is here.\n\n> And when?\n\nTomorrow.'],
  ['answers between quotations under a line', 'On Tue Claims <c@x> wrote:\n> Where is it?\n\nHere.\n\n> When?\n\nNow.'],
  ['a sentence that only begins like one', 'On Monday I wrote: nothing.\nAm I right?'],
  ['From: in a sentence', 'From: Berlin to Munich\nis how we went.\nRegards'],
  ['nothing', ''],
])('[EM35] the writer’s own: %s', (_, text) => expect(split(text)).toEqual({ said: text, quoted: '' }));
test('[EM35] whoever writes nothing of their own quotes all', () => expect(split('> a\n> b')).toEqual({ said: '', quoted: '> a\n> b' }));
test('[EM35] a quotation is marked line by line, and what was quoted is marked once more', () =>
  expect(quote('a\r\n\r\n> b\n\n')).toBe('> a\n>\n>> b'));
test('[EM35] a long mail is parted in a moment', () => {
  const long = `${'On and on and on\n'.repeat(20_000)}end`;
  expect(split(long).said.length).toBe(long.length);
});
