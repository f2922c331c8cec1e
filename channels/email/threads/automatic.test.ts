import { describe, expect, test } from 'vitest';
import { authorOf, ignoredFor, silentFor, writerOf } from './automatic.ts';
import { fieldsIn, meaning, reportIn, reportInHead } from './bounce.ts';
import type { Head } from './head.ts';

const ours = ['claims@centre.example'];
const genuine = ({ number }: { readonly number: number }) => number === 4711;
const mail = (fields: string, more: Partial<Head> = {}): Head => ({
  ...{ messageId: 'in1@example.com', inReplyTo: [], references: [], from: { name: 'Eva', address: 'eva@example.com' }, replyTo: [] },
  ...{ to: [], cc: [], subject: 'Order late', returnPath: 'eva@example.com', fields: fieldsIn(fields) },
  ...more,
});
const from = (address: string) => ({ from: { name: '', address } });
const author = (head: Head) => authorOf(head, ours, genuine);
const quiet = { sent: 0, came: 1 };

describe('who wrote it', () => {
  test.each([
    ['a person', mail('Subject: hello'), 'person'],
    ['a person whose program says so', mail('Auto-Submitted: no'), 'person'],
    ['a person, said with a comment', mail('Auto-Submitted: no; why not'), 'person'],
    ['an answer by itself', mail('Auto-Submitted: auto-replied'), 'autoReply'],
    ['an answer by itself, with parameters', mail('Auto-Submitted: Auto-Replied; owner-email="x"'), 'autoReply'],
    ['a vacation notice', mail('Auto-Submitted: auto-replied (vacation)'), 'autoReply'],
    ['a machine', mail('Auto-Submitted: auto-generated'), 'bulk'],
    ['a machine of tomorrow', mail('Auto-Submitted: auto-whatever'), 'bulk'],
    ['an old answering machine', mail('X-Autoreply: yes'), 'autoReply'],
    ['another one', mail('X-Autorespond: out of office'), 'autoReply'],
    ['one that says it is none', mail('X-Autoreply: no'), 'person'],
    ['one that says it as precedence', mail('Precedence: auto_reply'), 'autoReply'],
    ['a mailing', mail('Precedence: bulk'), 'bulk'],
    ['junk', mail('Precedence: junk'), 'bulk'],
    ['a list', mail('Precedence: list'), 'bulk'],
    ['a list by its id', mail('List-Id: <news.example.com>'), 'bulk'],
    ['a newsletter', mail('List-Unsubscribe: <mailto:x@example.com>'), 'bulk'],
    ['a report', mail('Content-Type: multipart/report; report-type=delivery-status'), 'report'],
    ['the null sender', mail('', { returnPath: '' }), 'report'],
    ['exim', mail('X-Failed-Recipients: eva@example.com'), 'report'],
    ['a daemon', mail('', from('MAILER-DAEMON@example.com')), 'bulk'],
    ['nobody who reads', mail('', from('no-reply@example.com')), 'bulk'],
    ['nobody who reads, spelt otherwise', mail('', from('do-not-reply+x@example.com')), 'bulk'],
    ['somebody with a name like it', mail('', from('noreen@example.com')), 'person'],
    ['a form on a site of ours', mail('', from('Claims@Centre.example')), 'person'],
    ['a machine of ours', mail('Auto-Submitted: auto-generated', from('claims@centre.example')), 'bulk'],
    ['a mail of ours that came back', mail('', { messageId: '4711-abcdefghijkl.n1@centre.example' }), 'ours'],
    ['an id that looks like ours and is not', mail('', { messageId: '4712-abcdefghijkl.n1@centre.example' }), 'person'],
    ['nobody', mail('', { from: null }), 'person'],
  ])('[EM40] %s', (_, head, expected) => expect(author(head)).toBe(expected));
});

test('[EM260] who wrote a mail from an address of ours is whom it names to answer to, never ourselves; an address of ours that sounds like a machine is a form, too', () => {
  const us = { name: 'Claims', address: 'Claims+4711-abcdefghijkl@centre.example' };
  const eva = { name: 'Eva', address: 'eva@example.com' };
  const tom = { name: 'Tom', address: 'tom@example.com' };
  const wrote = (by: typeof eva | null, replyTo: readonly (typeof eva)[]) => writerOf({ from: by, replyTo }, ours);
  expect([wrote(us, [eva]), wrote(us, [us, eva]), wrote(us, [us]), wrote(us, [])]).toEqual([eva, eva, null, null]);
  expect([wrote(tom, [eva]), wrote(tom, [us]), wrote(null, [eva])]).toEqual([tom, tom, null]);
  expect(authorOf(mail('', from('noreply@centre.example')), ['noreply@centre.example'], genuine)).toBe('person');
});

describe('loops', () => {
  test('[EM41] nothing automatic goes to what is automatic, to nobody, or where it is not wanted', () => {
    for (const kind of ['autoReply', 'bulk', 'report', 'ours'] as const) expect(silentFor(mail(''), kind, quiet)).toBe('automatic');
    expect(silentFor(mail('', { from: null }), 'person', quiet)).toBe('noSender');
    for (const value of ['All', 'OOF, AutoReply', 'DR, RN, NRN, OOF, AutoReply'])
      expect(silentFor(mail(`X-Auto-Response-Suppress: ${value}`), 'person', quiet)).toBe('suppressed');
    expect(silentFor(mail('X-Auto-Response-Suppress: None'), 'person', quiet)).toBe(null);
    expect(silentFor(mail(''), 'person', quiet)).toBe(null);
  });
  test('[EM41] it goes to one address three times an hour at most, and never round in circles', () => {
    expect(silentFor(mail(''), 'person', { sent: 2, came: 5 })).toBe(null);
    expect(silentFor(mail(''), 'person', { sent: 3, came: 5 })).toBe('loop');
    expect(silentFor(mail(''), 'person', { sent: 0, came: 20 })).toBe('loop');
    expect(silentFor(mail('Received: by x\n'.repeat(61)), 'person', quiet)).toBe('loop');
    expect(silentFor(mail('Received: by x\n'.repeat(60)), 'person', quiet)).toBe(null);
  });
  test('[EM41] two machines that answer each other come to an end', () => {
    let sent = 0;
    for (let came = 1; came < 100; came++) if (silentFor(mail(''), 'person', { sent, came }) === null) sent++;
    expect(sent).toBe(3);
  });
  test('[EM41] mail of our own begins no work, a machine that floods us none; a person always does', () => {
    expect(ignoredFor('ours', quiet)).toBe('ours');
    for (const kind of ['autoReply', 'bulk', 'report'] as const) {
      expect(ignoredFor(kind, { sent: 0, came: 19 })).toBe(null);
      expect(ignoredFor(kind, { sent: 0, came: 20 })).toBe('loop');
    }
    expect(ignoredFor('person', { sent: 9, came: 1000 })).toBe(null);
  });
});

describe('reports', () => {
  const original =
    'From: claims@centre.example\r\nMessage-ID:\r\n <4711-abcdefghijkl.n1@centre.example>\r\nSubject: x\r\n\r\nMessage-ID: <forged@example.com>';
  const status = (...groups: string[]) => ['Reporting-MTA: dns; mx.example.com\r\nArrival-Date: Fri', ...groups].join('\r\n\r\n');
  const failed =
    'Original-Recipient: rfc822;Eva@example.com\r\nFinal-Recipient: rfc822; eva@mail.example.com\r\nAction: failed\r\nStatus: 5.1.1 (no such user)\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n unknown user';
  const delayed = 'Final-Recipient: rfc822; tom@example.org\nAction: delayed\nStatus: 4.4.1';
  const delivered = 'Final-Recipient: rfc822; ann@example.org\nAction: Delivered (to mailbox)\nStatus: 2.0.0';

  test('[EM50] a report names the mail by its own head, the recipient we wrote to, and the words of the server', () =>
    expect(reportIn(status(failed), original)).toEqual({
      of: '4711-abcdefghijkl.n1@centre.example',
      recipients: [{ address: 'eva@example.com', action: 'failed', status: '5.1.1', said: '550 5.1.1 unknown user' }],
    }));
  test('[EM50] what it means: a failure before a delay, and good news is none', () => {
    const of = (...groups: string[]) => meaning(reportIn(status(...groups), original) as never);
    expect(of(failed, delayed, delivered)).toEqual({ is: 'failed', said: 'eva@example.com 5.1.1 550 5.1.1 unknown user' });
    expect(of(delayed, delivered)).toEqual({ is: 'delayed', said: 'tom@example.org 4.4.1' });
    expect(of(delivered)).toBe(null);
  });
  test.each([
    ['nothing', ''],
    ['no recipient', status('Action: failed\nStatus: 5.0.0')],
    ['no action', status('Final-Recipient: rfc822; a@x')],
    ['an unknown action', status('Final-Recipient: rfc822; a@x\nAction: exploded')],
    ['noise', '\u0000\u0001\n\n::::\n\n: x'],
  ])('[EM50] %s is no report', (_, text) => expect(reportIn(text, original)).toBe(null));
  test('[EM50] a report without the head of a mail is about none of ours; a long one is read as far as is sensible', () => {
    expect(reportIn(status(failed), '')?.of).toBe(null);
    expect(reportIn(status(...Array.from({ length: 500 }, () => delayed)), original)?.recipients.length).toBe(100);
    expect(meaning(reportIn(status(...Array.from({ length: 90 }, () => failed)), original) as never)?.said.length).toBe(2000);
  });
  test('[EM50] exim names the recipients in its head', () => {
    const report = reportInHead(
      fieldsIn('X-Failed-Recipients: Eva@example.com,\r\n tom@example.org\r\nSubject: Mail delivery failed'),
      original,
    );
    expect(report?.recipients.map(({ address, action }) => `${address} ${action}`)).toEqual([
      'eva@example.com failed',
      'tom@example.org failed',
    ]);
    expect([report?.of, reportInHead(fieldsIn('Subject: x'), original)]).toEqual(['4711-abcdefghijkl.n1@centre.example', null]);
  });
});
