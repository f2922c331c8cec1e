import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { OwnServer } from '@patchbay/email/mailbox/wanted.ts';
import { startMailboxes } from '@patchbay/email/test/dovecot.node.ts';
import { openLine } from '@patchbay/email/test/line.node.ts';
import type { Fault } from '@patchbay/email/test/smtp.node.ts';
import { type SmtpProcess, smtpProcess } from '@patchbay/email/test/smtp-process.node.ts';
import { demoCentre } from '@patchbay/server/demo.node.ts';
import { endOf } from '@patchbay/supervisor/process.node.ts';
import { expect } from 'vitest';
import { dropDatabase, freshDatabase } from '../database.node.ts';
import { withMail } from '../mails.node.ts';
import { demo } from '../world.node.ts';
import { serverProcess } from './server-process.node.ts';

const tenant = 'demo' as TenantId;
const address = 'service@harbour.example';
const perRound = 20;
const mailNo = (n: number) =>
  `From: Customer ${n} <c${n}@example.com>\r\nTo: ${address}\r\nSubject: Mail ${n}\r\nMessage-ID: <m${n}@example.com>\r\n\r\n${'x'.repeat(n % 40 === 0 ? 200_000 : 300)}\r\n`;

/**
 * So many mails come, while the mail server is killed with -9, lines to it are cut in the middle of a mail and slowed, and our server is killed with
 * -9. Afterwards each mail is one entry of one case, and none was set aside.
 */
export async function fetchThroughFaults(mails: number): Promise<void> {
  const [database, imap] = await Promise.all([freshDatabase(), startMailboxes()]);
  const data = mkdtempSync(join(tmpdir(), 'patchbay-faults-'));
  const line = await openLine(imap.imap);
  await demoCentre(database, withMail(demo));
  const own: OwnServer = { is: 'ready', imap: line.port, smtp: 1, password: imap.password };
  const server = await serverProcess(database, 'fatal', { PATCHBAY_DATA: data }, { type: 'mail', state: own });
  const db = await openDatabase(database, { max: 2 });
  const faults: readonly (() => Promise<void> | void)[] = [
    () => line.cut(),
    async () => {
      await imap.kill();
      await imap.start();
    },
    () => server.killed(),
    () => line.slow(64),
    () => line.cutAfter(2000, 5000, 9000),
    () => line.slow(null),
  ];
  try {
    for (let n = 0, round = 0; n < mails; n += perRound, round++) {
      await Promise.all(Array.from({ length: Math.min(perRound, mails - n) }, (_, k) => imap.deliver(address, mailNo(n + k))));
      await faults[round % faults.length]?.();
    }
    line.slow(null);
    const came = () =>
      db.as(tenant)<{ mails: number; cases: number; subjects: number; aside: number }>({
        text: `select count(*)::int as mails, count(distinct case_id)::int as cases, count(distinct subject)::int as subjects,
          (select count(*)::int from mail_arrivals where state = 'aside') as aside from email_mails`,
      });
    await expect.poll(came, { timeout: 30_000 + 300 * mails, interval: 200 }).toEqual([{ mails, cases: mails, subjects: mails, aside: 0 }]);
  } finally {
    await server.stop();
    await db.close();
    await Promise.all([line.close(), imap.close()]);
    await dropDatabase(database);
    rmSync(data, { recursive: true, force: true });
  }
}

const sender = fileURLToPath(import.meta.resolve('@patchbay/email/test/sender.node.ts'));
const smtpFaults: readonly Fault[] = [
  { at: 'cut', when: 'afterwards', taken: true },
  { at: 'data', code: 451, said: 'Later' },
  { at: 'cut', when: 'during', taken: false },
  { at: 'to', code: 450, said: 'Greylisted' },
  { at: 'cut', when: 'afterwards', taken: false },
];

/**
 * So many mails are sent, while whoever sends them and the mail server are killed with -9 by turns, lines are cut and slowed, and the mail server refuses for
 * now, or cuts the line before or after it has a mail. Afterwards each was taken once, or nobody knows and it was taken once at most.
 */
export async function sendThroughFaults(mails: number, faults: number): Promise<void> {
  const lives = 1 + Math.floor(faults / 3);
  const planted = Array.from({ length: Math.floor(mails / 4 / lives) }, (_, n) => smtpFaults[n % smtpFaults.length] as Fault);
  const [database, smtp] = await Promise.all([freshDatabase(), smtpProcess(planted)]);
  const line = await openLine(smtp.port);
  const db = await openDatabase(database, { max: 2 });
  const start = () => {
    const child = spawn(process.execPath, [sender, database, String(line.port), String(mails)], { stdio: 'inherit' });
    return { child, ended: endOf(child) };
  };
  const turns: readonly (() => Promise<unknown> | void)[] = [
    () => {
      running.child.kill('SIGKILL');
      return running.ended;
    },
    () => {
      const again = smtp.killed();
      line.waits(again);
      line.slow(16);
      return again;
    },
    () => {
      line.slow(null);
      line.cut();
    },
  ];
  let [running, done] = [start(), 0];
  try {
    for (;;) {
      // Once so many more are there: in the middle of whatever the four are doing then. Some are never taken, and some of which no word comes.
      const enough = done < faults ? smtp.takes(Math.floor((mails * 2) / 3 / faults)) : running.ended;
      await Promise.race([running.ended, enough]);
      if (running.child.exitCode === 0) break;
      if (running.child.exitCode === null && done < faults) await turns[done++ % turns.length]?.();
      if ((running.child.exitCode ?? running.child.signalCode) !== null) running = start();
    }
    expect(done).toBe(faults);
    await eachOnce(db, smtp, mails);
  } finally {
    running.child.kill('SIGKILL');
    await db.close();
    await Promise.all([line.close(), smtp.close()]);
    await dropDatabase(database);
  }
}

/** Each mail was taken once; one that nobody knows of, once at most. */
async function eachOnce(db: Database, smtp: SmtpProcess, mails: number): Promise<void> {
  const ends = await db.as(tenant)<{ mail: string; was: string[] }>({
    text: 'select mail, array_agg(distinct was) as was from mail_attempts group by mail',
  });
  expect(ends.length).toBe(mails);
  const taken = Map.groupBy(smtp.taken(), (id) => id);
  for (const { mail, was } of ends) {
    const count = taken.get(`<${mail}@harbour.example>`)?.length ?? 0;
    if (was.includes('unknown')) expect(count, mail).toBeLessThanOrEqual(1);
    else expect([count, was.includes('delivered')], mail).toEqual([1, true]);
  }
}
