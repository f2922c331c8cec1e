import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dovecotSettings } from '@patchbay/email/engine/dovecot.ts';
import type { OwnServer } from '@patchbay/email/mailbox/wanted.ts';
import { type Account, closedFolder, databaseAccount } from './account.node.ts';
import { delayAfter } from './backoff.ts';
import { startEngine } from './engine.node.ts';
import { type Kept, keep } from './keep.node.ts';
import { endOrphan, forgetProcess, noteProcess } from './notes.node.ts';
import { freePort } from './port.node.ts';
import { end, endOf, type Running } from './process.node.ts';

/** The mail server for trying, while it runs. */
export type Mail = { readonly state: () => OwnServer; readonly stop: (hurry?: AbortSignal) => Promise<void> };
/** How to run it: `changed` hears of each new state. */
export type MailOptions = {
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly changed: (state: OwnServer) => void;
};
type Setup = { readonly imap: number; readonly smtp: number; readonly lmtp: number; readonly password: string };

const PROGRAM = '/usr/sbin/dovecot';
const PARTS = { '/usr/lib/dovecot/imap-login': 'dovecot-imapd', '/usr/lib/dovecot/lmtp': 'dovecot-lmtpd' };
const USUAL = { imap: 2143, smtp: 2025 };
const PATIENCE = 15_000;

/** Starts dovecot and the post office in the data folder and keeps them running. What is in the way is a state, never an error. [EM95] */
export async function runMail(options: MailOptions): Promise<Mail> {
  const { folder, say, changed } = options;
  const where = join(folder, 'mail');
  const account = databaseAccount(join(folder, 'postgres'));
  const reason = lacking() ?? unreachable(where, account);
  let state: OwnServer = reason === undefined ? { is: 'starting' } : { is: 'failed', reason };
  const tell = (now: OwnServer) => changed((state = now));
  tell(state);
  if (reason !== undefined) {
    say(`mail: there is no mail server to try (${reason})`);
    return { state: () => state, stop: async () => undefined };
  }
  for (const job of ['postoffice', 'dovecot']) await endOrphan(folder, job, say); // they have the ports
  const setup = await setupIn(where);
  const stopped = new AbortController();
  const tellReady = () => tell({ is: 'ready', imap: setup.imap, smtp: setup.smtp, password: setup.password });
  const run = { ...options, where, account, setup, tell, signal: stopped.signal };
  const parts = (async () => {
    const dovecot = await startUntil('dovecot', run, () => startDovecot(run));
    const office = dovecot && (await startUntil('postoffice', run, () => startOffice(run)));
    if (office) tellReady();
    return [office, dovecot];
  })();
  return {
    state: () => state,
    stop: async (hurry) => {
      stopped.abort();
      for (const part of await parts) await part?.stop(hurry);
    },
  };
}

function lacking(): string | undefined {
  const names = Object.entries(PARTS).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  return names.length ? `not installed: ${names.join(', ')}` : existsSync(PROGRAM) ? undefined : 'not installed: dovecot-core';
}

function unreachable(where: string, account: Account): string | undefined {
  mkdirSync(where, { recursive: true, mode: 0o700 });
  if (account) chownSync(where, account.uid, account.gid);
  const closed = closedFolder(where, account);
  return closed && `the user of the mail server (number ${account?.uid}) may not enter ${closed}`;
}

/** Ports and password stay what they were, unless somebody else took a port meanwhile. */
async function setupIn(where: string): Promise<Setup> {
  const file = join(where, 'setup.json');
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Setup) : undefined;
  const password = before?.password ?? randomBytes(9).toString('base64url');
  const [imap, smtp, lmtp] = [
    await freePort(before?.imap ?? USUAL.imap),
    await freePort(before?.smtp ?? USUAL.smtp),
    await freePort(before?.lmtp),
  ];
  const setup = { imap, smtp, lmtp, password };
  writeFileSync(file, `${JSON.stringify(setup, null, 2)}\n`, { mode: 0o600 });
  return setup;
}

type Run = MailOptions & {
  readonly where: string;
  readonly account: Account;
  readonly setup: Setup;
  readonly tell: (now: OwnServer) => void;
  readonly signal: AbortSignal;
};

async function startUntil(job: string, { say, tell, signal }: Run, start: () => Promise<Running>): Promise<Kept<Running> | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await keep({ name: job, start, say });
    } catch (error) {
      const reason = `${job}: ${(error as Error).message}`;
      say(reason);
      tell({ is: 'failed', reason: reason.split('\n')[0] ?? '' });
      await pause(delayAfter(attempt + 3), undefined, { signal }).catch(() => undefined); // called off: the loop ends
    }
  }
  return undefined;
}

async function startDovecot({ folder, where, account, setup, say }: Run): Promise<Running> {
  rmSync(join(where, 'run', 'master.pid'), { force: true }); // of one that is dead: its number may be somebody's by now
  const names = { user: idOf('-un', account?.uid), group: idOf('-gn', account?.uid) };
  const spec = {
    ...{ name: 'dovecot', program: PROGRAM, args: ['-F', '-c', join(where, 'dovecot.conf')] },
    files: { 'dovecot.conf': dovecotSettings({ ...names, ...setup, folder: where, log: '/dev/stderr' }) },
  };
  const running = await startEngine(spec, { folder: where, account, healthy: () => greets(setup.imap) });
  return noted(folder, 'dovecot', running, say);
}
const idOf = (what: string, uid: number | undefined) =>
  execFileSync('id', [what, ...(uid === undefined ? [] : [String(uid)])], { encoding: 'utf8' }).trim();

/** Beside the supervisor, as one of ours: it reads the program's files, which the user of the mail server may not. */
async function startOffice({ folder, setup, say }: Run): Promise<Running> {
  const env = { ...process.env, PATCHBAY_POST_OFFICE: JSON.stringify({ port: setup.smtp, lmtp: setup.lmtp, password: setup.password }) };
  const file = fileURLToPath(new URL('./post-office.node.ts', import.meta.url));
  const child = spawn(process.execPath, [file], { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(await ended);
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  const why = await Promise.race([new Promise<undefined>((resolve) => child.once('message', () => resolve(undefined))), ended]);
  clearTimeout(late);
  if (why !== undefined) throw new Error(why);
  return noted(
    folder,
    'postoffice',
    { pid, ended, stop: (hurry) => end(pid, { signal: 'SIGTERM', grace: 2000, force: 'SIGKILL', hurry }) },
    say,
  );
}

function noted(folder: string, job: string, running: Running, say: (line: string) => void): Running {
  noteProcess(folder, job, running.pid);
  say(`${job}: ready (process ${running.pid})`);
  void running.ended.then(() => forgetProcess(folder, job, running.pid));
  return running;
}

function greets(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1');
    const over = (reason: string | undefined) => {
      line.destroy();
      resolve(reason);
    };
    line.once('data', () => over(undefined)).once('error', (error) => over(error.message));
    line.setTimeout(2000, () => over('it does not greet'));
  });
}
