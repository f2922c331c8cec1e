import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { dovecotSettings } from '../engine/dovecot.ts';

const program = '/usr/sbin/dovecot';
/** Whether this machine has Debian's dovecot; without it the tests of mailboxes are skipped, and the set-up says so. */
export const hasDovecot = existsSync(program);

/** A real mail server for a test. */
export interface Mailboxes {
  readonly imap: number;
  readonly password: string;
  /** Lays a mail into the mailbox of this address, as a mail server would (LMTP, RFC 2033). */
  deliver(to: string, source: string | Uint8Array): Promise<void>;
  /** Ends all of it at once, as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** The folder of an address. */
  folder(address: string): string;
  close(): Promise<void>;
}

/** Starts a dovecot of the test's own, as a user who may nothing; with an address to ask about tokens (RFC 7662), it takes them. */
export async function startMailboxes(introspection?: string): Promise<Mailboxes> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-dovecot-'));
  const account = accountHere();
  chmodSync(folder, 0o755);
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? 0);
  const settings = {
    folder,
    user: account.user,
    group: account.group,
    imap: await port(),
    lmtp: await port(),
    password: 'test-mail-1',
    log: join(folder, 'dovecot.log'),
  };
  const file = join(folder, 'dovecot.conf');
  writeFileSync(file, introspection ? takingTokens(dovecotSettings(settings), folder, introspection) : dovecotSettings(settings));
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
    imap: settings.imap,
    password: settings.password,
    deliver: (to, source) => lmtp(settings.lmtp, to, source),
    kill,
    async start() {
      rmSync(join(folder, 'run', 'master.pid'), { force: true });
      running = begin();
      await answers(settings.imap, folder);
    },
    folder: (address) => join(folder, 'mails', address),
    async close() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await answers(settings.imap, folder);
  return mailboxes;
}

/** Whoever has a token of this address signs in without the password. */
function takingTokens(settings: string, folder: string, introspection: string): string {
  const asking = [
    'introspection_mode = post',
    `introspection_url = ${introspection}`,
    'username_attribute = sub',
    'active_attribute = active',
    'active_value = true',
  ];
  writeFileSync(join(folder, 'tokens.conf'), `${asking.join('\n')}\n`);
  const passdb = `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${folder}/tokens.conf\n}\n`;
  return settings
    .replace('auth_mechanisms = plain', 'auth_mechanisms = plain xoauth2 oauthbearer')
    .replace('passdb {', `${passdb}passdb {`);
}

/** Root lends it an ordinary user. */
function accountHere(): { readonly user: string; readonly group: string; readonly uid?: number; readonly gid?: number } {
  const id = (...args: string[]) => execFileSync('id', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  if (process.getuid?.() !== 0) return { user: id('-un'), group: id('-gn') };
  const user = ['patchbay', 'nobody'].find((name) => readFileSync('/etc/passwd', 'utf8').includes(`\n${name}:`)) ?? 'nobody';
  return { user, group: id('-gn', user), uid: Number(id('-u', user)), gid: Number(id('-g', user)) };
}

function port(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
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
