import { expect, test } from 'vitest';
import { isEmptyRule, newMailbox, serverOf, toWrite, withTls, wordsIn } from './mailboxes.ts';

const one = newMailbox(' Service@Shop.example ', ' Shop ', 'mails');

test('[DT303] a form of a mailbox: what is left empty is left out, ports go along with the way to speak', () => {
  expect([one.address, one.name, one.imap]).toEqual(['service@shop.example', 'Shop', null]);
  expect(serverOf('imap', one)).toEqual({ host: 'imap.shop.example', port: 993, tls: 'tls' });
  expect(withTls('smtp', serverOf('smtp', one), 'starttls')).toMatchObject({ port: 587, tls: 'starttls' });
  expect(withTls('smtp', { host: 'x', port: 2525, tls: 'tls' }, 'starttls').port).toBe(2525);
  expect(wordsIn(' urgent, 緊急;\n urgent ,')).toEqual(['urgent', '緊急']);
  const written = toWrite({
    ...{ ...one, password: '', clientSecret: 'x', imap: { ...serverOf('imap', one), user: ' ' } },
    rules: [{ from: [], to: [], words: ['a'], queue: 'mails', priority: undefined }],
  });
  expect([Object.keys(written).includes('password'), written.clientSecret, written.imap, written.rules]).toEqual([
    ...[false, 'x', { host: 'imap.shop.example', port: 993, tls: 'tls' }],
    [{ from: [], to: [], words: ['a'], queue: 'mails' }],
  ]);
  expect(isEmptyRule({ from: [], to: [], words: [], queue: 'mails' })).toBe(true);
});
