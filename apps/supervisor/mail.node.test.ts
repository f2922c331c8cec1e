import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OwnServer } from '@patchbay/email/mailbox/wanted.ts';
import { hasDovecot } from '@patchbay/email/test/dovecot.node.ts';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Mail, runMail } from './mail.node.ts';
import { processOf } from './notes.node.ts';
import { lives } from './process.node.ts';

describe.skipIf(!hasDovecot)('the mail server for trying', () => {
  let folder: string;
  let mail: Mail;
  const states: OwnServer[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'patchbay-mail-'));
    chmodSync(folder, 0o711);
    mail = await runMail({ folder, say: () => undefined, changed: (state) => states.push(state) });
  });
  afterAll(async () => {
    await mail.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const ready = async () => {
    await expect.poll(() => mail.state().is).toBe('ready');
    const state = mail.state();
    if (state.is !== 'ready') throw new Error('It went away.');
    return state;
  };
  /** Sends as any mail program on this machine does, and reads the subjects that lie in a mailbox. */
  async function sends(subject: string) {
    const { smtp } = await ready();
    const transport = createTransport({ host: '127.0.0.1', port: smtp, ignoreTLS: true });
    return transport.sendMail({
      from: 'eva@example.com',
      to: ['service+4711-abcdefghijkl@harbour.example', 'tom@example.com'],
      subject,
      text: 'x',
    });
  }
  async function reads(user: string, pass?: string): Promise<readonly string[]> {
    const { imap, password } = await ready();
    const client = new ImapFlow({ host: '127.0.0.1', port: imap, secure: false, logger: false, auth: { user, pass: pass ?? password } });
    client.on('error', () => undefined); // whoever waits for an answer is told
    await client.connect();
    await client.mailboxOpen('INBOX');
    const all = await client.fetchAll('1:*', { envelope: true, uid: true }, { uid: true });
    await client.logout();
    return all.map(({ envelope }) => envelope?.subject ?? '');
  }

  test('[EM95] mail for any address lies in its mailbox, also behind a plus; only who has the password reads it, and secrets are not for everybody', async () => {
    await sends('first');
    expect([await reads('service@harbour.example'), await reads('tom@example.com')]).toEqual([['first'], ['first']]);
    await expect(reads('tom@example.com', 'wrong')).rejects.toThrow();
    expect(states.map(({ is }) => is)).toEqual(['starting', 'ready']);
    expect(statSync(join(folder, 'mail', 'dovecot.conf')).mode & 0o077).toBe(0);
    expect(readFileSync('/proc/net/tcp', 'utf8')).not.toContain(
      `00000000:${(await ready()).imap.toString(16).toUpperCase().padStart(4, '0')}`,
    );
  });

  test.each(['dovecot', 'postoffice'])('[EM95] %s is killed: it is started again, and no mail is lost', async (job) => {
    await ready();
    const before = await vi.waitUntil(() => processOf(folder, job), { timeout: 45_000, interval: 20 });
    process.kill(before, 'SIGKILL');
    await expect.poll(() => processOf(folder, job) ?? before).not.toBe(before);
    expect(lives(before)).toBe(false);
    await expect.poll(() => sends(job).then(() => 'sent', String)).toBe('sent');
    await expect.poll(() => reads('tom@example.com').catch(String)).toContain(job);
  });
});
