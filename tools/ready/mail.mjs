import { existsSync } from 'node:fs';
import { installByApt } from './apt.mjs';
import { say } from './say.mjs';

/** The mail server of the demo centre and of the tests: the program that shows it is there, and the package that brings it. */
const PROGRAMS = { '/usr/lib/dovecot/imap-login': 'dovecot-imapd', '/usr/lib/dovecot/lmtp': 'dovecot-lmtpd' };

/** With it the tests go the whole path, through a mail server that signs in, hands on and reports. */
const OF_TESTS = { '/usr/sbin/postfix': 'postfix' };

/** Makes sure there is a mail server to try: by apt where that needs no password. Mailboxes elsewhere need none. */
export async function ensureMail(aim) {
  if (process.env.PATCHBAY_MAIL === 'off') return;
  const wanted = aim === 'test' ? { ...PROGRAMS, ...OF_TESTS } : PROGRAMS;
  const lacking = () => Object.entries(wanted).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  if (lacking().length === 0) return;
  const reason = await installByApt('Installing a mail server to try (apt-get)', lacking());
  if (lacking().length === 0) return;
  say('');
  say(`NO MAIL SERVER: ${lacking().join(', ')} cannot be had (${reason}).`);
  say(
    aim === 'test'
      ? 'The tests of mailboxes that need it will be SKIPPED.'
      : 'The demo centre has no mailbox; /healthz says why. Mailboxes on other servers work. PATCHBAY_MAIL=off asks for none.',
  );
  say('');
}
