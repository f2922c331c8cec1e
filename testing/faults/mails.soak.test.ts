import { hasDovecot } from '@patchbay/email/test/dovecot.node.ts';
import { test } from 'vitest';
import { fetchThroughFaults, sendThroughFaults } from './mails.node.ts';

test.skipIf(!hasDovecot)('two thousand mails come while mail server, lines and our server die: each is one entry of one case', () =>
  fetchThroughFaults(2000),
);

test('two thousand mails are sent while sender, mail server and lines die: each is delivered once, or nobody knows and it was not sent again', () =>
  sendThroughFaults(2000, 60));
