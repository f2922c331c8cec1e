import { hasDovecot } from '@patchbay/email/test/dovecot.node.ts';
import { test } from 'vitest';
import { fetchThroughFaults, sendThroughFaults } from './mails.node.ts';

test.skipIf(!hasDovecot)(
  '[EM70] [EM71] [EM74] a hundred mails come while mail server, lines and our server die: each is one entry of one case',
  () => fetchThroughFaults(100),
);

test('[EM87] a hundred mails are sent while sender, mail server and lines die: each is delivered once, or nobody knows and it was not sent again', () =>
  sendThroughFaults(100, 6));
