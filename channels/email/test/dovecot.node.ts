import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { dovecotSettings } from '../engine/dovecot.ts';
import { freePort } from './port.node.ts';

const program = '/usr/sbin/dovecot';
/** Whether this machine has Debian's dovecot; without it the tests of mailboxes are skipped, and the set-up says so. */
export const hasDovecot = existsSync(program);

/** A real mail server for a test. */
export interface Mailboxes {
  readonly imap: number;
  /** With TLS from the first byte, where it has a certificate. */
  readonly imaps: number;
  readonly lmtp: number;
  /** Where another mail server asks whether somebody may sign in. */
  readonly auth: number;
  readonly password: string;
  /** Lays a mail into the mailbox of this address, as a mail server would (LMTP, RFC 2033). */
  deliver(to: string, source: string | Uint8Array): Promise<void>;
  /** Ends all of it at once, as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** How those signed in who could, by its log. */
  mechanisms(): readonly string[];
  /** The folder of an address. */
  folder(address: string): string;
  close(): Promise<void>;
}

/** What else a dovecot of a test does. */
export interface More {
  /** The address to ask about tokens (RFC 7662): then it takes them. */
  readonly introspection?: string;
  /** The ways to sign in with one; both if left out. */
  readonly tokenBy?: 'xoauth2';
  /** Then it speaks TLS, on its own port or after STARTTLS. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
}

/** Starts a dovecot of the test's own, as a user who may nothing. */
export async function startMailboxes({ introspection, tokenBy, certificate }: More = {}): Promise<Mailboxes> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-dovecot-'));
  const account = accountHere();
  chmodSync(folder, 0o755);
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? 0);
  const settings = {
    folder,
    user: account.user,
    group: account.group,
    imap: await freePort(),
    lmtp: await freePort(),
    password: 'test-mail-1',
    log: join(folder, 'dovecot.log'),
  };
  const file = join(folder, 'dovecot.conf');
  const [imaps, auth] = [await freePort(), await freePort()];
  const plain = `${dovecotSettings(settings)}${forTests(auth)}${certificate ? withTls(certificate, imaps) : ''}`;
  writeFileSync(file, introspection ? takingTokens(plain, { folder, introspection, mechanisms: tokenBy ?? 'xoauth2 oauthbearer' }) : plain);
  let running = begin();
  function begin() {
    const child = spawn(program, ['-F', '-c', file], { uid: account.uid, gid: account.gid, detached: true, stdio: 'ignore', cwd: '/' });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    return { pid: child.pid ?? 0, ended };
  }
  const kill = async () => {
    const family = familyOf(running.pid);
    for (const pid of [running.pid, ...family]) signal(pid);
    await running.ended;
    while (family.some((pid) => existsSync(`/proc/${pid}`) && !isDead(pid))) await pause(5);
  };
  const mailboxes: Mailboxes = {
    ...{ imap: settings.imap, imaps, lmtp: settings.lmtp, auth },
    password: settings.password,
    deliver: (to, source) => lmtp(settings.lmtp, to, source),
    kill,
    async start() {
      rmSync(join(folder, 'run', 'master.pid'), { force: true });
      running = begin();
      await answers(settings.imap, folder);
    },
    mechanisms: () => [...readFileSync(settings.log, 'utf8').matchAll(/ Login: .*?method=(\w+)/g)].map(([, method]) => method ?? ''),
    folder: (address) => join(folder, 'mails', address),
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await answers(settings.imap, folder);
  return mailboxes;
}

/** Another mail server may ask it, and whoever signs in wrong does not wait for it. */
const forTests = (auth: number): string =>
  `auth_failure_delay = 0\nservice auth {\n  inet_listener {\n    address = 127.0.0.1\n    port = ${auth}\n  }\n}\nservice anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}\n`;
const withTls = ({ certificate, key }: NonNullable<More['certificate']>, imaps: number): string =>
  `ssl = yes\nssl_cert = <${certificate}\nssl_key = <${key}\nservice imap-login {\n  inet_listener imaps {\n    port = ${imaps}\n    ssl = yes\n  }\n}\n`;

/** Whoever has a token of this address signs in without the password. */
function takingTokens(
  settings: string,
  { folder, introspection, mechanisms }: { readonly folder: string; readonly introspection: string; readonly mechanisms: string },
): string {
  const asking = [
    'introspection_mode = post',
    `introspection_url = ${introspection}`,
    'username_attribute = sub',
    'active_attribute = active',
    'active_value = true',
  ];
  writeFileSync(join(folder, 'tokens.conf'), `${asking.join('\n')}\n`);
  const passdb = `passdb {\n  driver = oauth2\n  mechanisms = ${mechanisms}\n  args = ${folder}/tokens.conf\n}\n`;
  return settings.replace('auth_mechanisms = plain', `auth_mechanisms = plain ${mechanisms}`).replace('passdb {', `${passdb}passdb {`);
}

/** Root lends it an ordinary user. */
function accountHere(): { readonly user: string; readonly group: string; readonly uid?: number; readonly gid?: number } {
  const id = (...args: string[]) => execFileSync('id', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  if (process.getuid?.() !== 0) return { user: id('-un'), group: id('-gn') };
  const user = ['patchbay', 'nobody'].find((name) => readFileSync('/etc/passwd', 'utf8').includes(`\n${name}:`)) ?? 'nobody';
  return { user, group: id('-gn', user), uid: Number(id('-u', user)), gid: Number(id('-g', user)) };
}

async function answers(imap: number, folder: string): Promise<void> {
  const until = performance.now() + 30_000;
  while (!(await greets(imap))) {
    if (performance.now() > until) throw new Error(`dovecot does not answer:\n${readFileSync(join(folder, 'dovecot.log'), 'utf8')}`);
    await pause(20);
  }
}
async function greets(imap: number): Promise<boolean> {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const line = connect(imap, '127.0.0.1');
    line
      .once('error', () => resolve(false))
      .once('data', () => (line.destroy(), resolve(true)))
      .once('close', () => resolve(false));
  });
}

async function lmtp(port: number, to: string, source: string | Uint8Array): Promise<void> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true });
  const { promise: sent, resolve, reject } = Promise.withResolvers<void>();
  connection.once('error', reject);
  connection.connect(() =>
    connection.send({ from: 'out@there.example', to }, Buffer.from(source), (error) => (error ? reject(error) : resolve())),
  );
  await sent.finally(() => connection.close());
}

function familyOf(pid: number): readonly number[] {
  const own = childrenOf(pid);
  return [...own, ...own.flatMap(familyOf)];
}
function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  } catch {
    return []; // it has just ended
  }
}
function isDead(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true; // it is gone
  }
}
function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
