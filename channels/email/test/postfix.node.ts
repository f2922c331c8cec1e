import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './port.node.ts';

const program = '/usr/sbin/postfix';
/** Whether this machine has Debian's postfix and may run it (it begins as root); without it the whole path is skipped, and the set-up says so. */
export const hasPostfix = existsSync(program) && process.getuid?.() === 0;

/** A real mail server that takes, signs in, hands on and reports. */
export interface Postfix {
  /** With STARTTLS. */
  readonly submission: number;
  /** With TLS from the first byte. */
  readonly smtps: number;
  log(): string;
  close(): Promise<void>;
}
/** What it stands on: the dovecot beside it, and a certificate. */
export interface Beside {
  readonly lmtp: number;
  readonly auth: number;
  readonly certificate: string;
  readonly key: string;
}

/**
 * Starts a postfix of the test's own, on this machine only: mail for these domains is laid into mailboxes, whoever is at `gone.example` does not
 * exist, which it finds out after it has taken the mail; nothing else goes anywhere.
 */
export async function startPostfix(domains: readonly string[], { lmtp, auth, certificate, key }: Beside): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-postfix-'));
  chmodSync(folder, 0o755);
  const [settings, log] = [join(folder, 'etc'), join(folder, 'log')];
  mkdirSync(settings);
  mkdirSync(join(folder, 'queue'));
  mkdirSync(join(folder, 'data'));
  execFileSync('chown', ['postfix', join(folder, 'data')]);
  const [submission, smtps] = [await freePort(), await freePort()];
  writeFileSync(
    join(settings, 'main.cf'),
    Object.entries({
      ...{ compatibility_level: '3.6', queue_directory: join(folder, 'queue'), data_directory: join(folder, 'data') },
      ...{ maillog_file: log, maillog_file_prefixes: tmpdir(), syslog_name: 'patchbay-test', inet_protocols: 'ipv4' },
      ...{
        myhostname: 'mx.harbour.example',
        mydestination: 'gone.example',
        local_recipient_maps: '',
        alias_maps: '',
        mynetworks: '127.0.0.0/8',
      },
      ...{ virtual_mailbox_domains: domains.join(' '), virtual_transport: `lmtp:inet:127.0.0.1:${lmtp}`, virtual_mailbox_maps: '' },
      ...{ default_transport: 'error:5.7.1 nothing leaves', relay_transport: 'error:5.7.1 nothing leaves', recipient_delimiter: '+' },
      ...{
        smtpd_tls_cert_file: certificate,
        smtpd_tls_key_file: key,
        smtpd_tls_security_level: 'may',
        tls_random_source: 'dev:/dev/urandom',
      },
      ...{
        smtpd_sasl_auth_enable: 'yes',
        smtpd_sasl_type: 'dovecot',
        smtpd_sasl_path: `inet:127.0.0.1:${auth}`,
        smtpd_tls_auth_only: 'yes',
      },
    })
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  writeFileSync(join(settings, 'master.cf'), services(submission, smtps));
  execFileSync(program, ['-c', settings, 'start'], { stdio: 'ignore' });
  return {
    submission,
    smtps,
    log: () => readFileSync(log, 'utf8'),
    async close() {
      execFileSync(program, ['-c', settings, 'abort'], { stdio: 'ignore' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const services = (submission: number, smtps: number): string =>
  [
    `127.0.0.1:${submission} inet n - n - - smtpd`,
    `127.0.0.1:${smtps} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'rewrite unix - - n - - trivial-rewrite',
    ...['bounce', 'defer', 'trace'].map((name) => `${name} unix - - n - 0 bounce`),
    ...['proxymap', 'error', 'lmtp', 'discard'].map((name) => `${name} unix - - n - - ${name}`),
    'retry unix - - n - - error',
    'local unix - n n - - local',
    'anvil unix - - n - 1 anvil',
    'postlog unix-dgram n - n - 1 postlogd',
    '',
  ].join('\n');
