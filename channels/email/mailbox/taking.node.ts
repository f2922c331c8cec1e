import type { Clock } from '@patchbay/base/clock.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Received, ReceivedMail } from '../intake.node.ts';
import type { Reading } from '../mime/mail.ts';
import type { Reader } from '../mime/reader.node.ts';
import { leaveUnread, nextDue, noteLater, noteReceived, setAside, type Waiting, waitingNow } from './arrivals.node.ts';
import { newBell } from './bell.ts';
import type { Sources } from './sources.node.ts';

/** Makes of a mail what it is for the centre, in one transaction, once for each key. */
export type Receive = (mail: ReceivedMail) => Promise<{ readonly was: Received['was'] }>;

/** What receiving stands on: `received` hears after each round. */
export interface Taking {
  readonly tenant: TenantId;
  readonly mailbox: string;
  readonly run: Run;
  readonly clock: Clock;
  readonly sources: Sources;
  readonly reader: Reader;
  readonly receive: Receive;
  received(): void;
  failed(error: unknown): void;
}
/** Receiving, until it is stopped. */
export interface Taken {
  /** Mails were fetched. */
  ring(): void;
  stop(): Promise<void>;
}

/** After so many tries a mail that cannot be received is set aside; the waits between them grow (ms). */
const tries = 8;
const waitMs = (before: number): number => 1000 * 4 ** before;
const againMs = 2000;

/** Receives what was fetched of a mailbox, some mails at once: one that fails is tried again later, and never stops the next. [EM74] [EM230] */
export function startTaking(taking: Taking): Taken {
  const bell = newBell();
  let stopped = false;
  let cancel = () => {};
  async function live() {
    while (!stopped) {
      const due = await round(taking, () => stopped).catch((error: unknown) => {
        taking.failed(error);
        return taking.clock.now() + againMs; // the database is away
      });
      cancel = due === undefined ? () => {} : taking.clock.wake(due, bell.ring);
      if (!stopped) await bell.rung();
      cancel();
    }
  }
  const over = live();
  return {
    ring: bell.ring,
    async stop() {
      stopped = true;
      bell.ring();
      await over;
    },
  };
}

/** Takes all that is due; answers when the next one is. */
async function round(taking: Taking, stopped: () => boolean): Promise<number | undefined> {
  const { run, tenant, mailbox, clock } = taking;
  for (;;) {
    const mails = await waitingNow(run, tenant, mailbox, clock.now());
    if (mails.length) await takeSome(taking, mails, stopped);
    if (mails.length === 0 || stopped()) return nextDue(run, tenant, mailbox);
  }
}

/** So many are received at the same time, so many noted as received together, and so much is read ahead. */
const atOnce = { receiving: 16, noted: 40, bytes: 8 * 1024 * 1024 };

/** The next are read while some are received, begun in the order they came; what is received is noted together. [EM230] */
async function takeSome(taking: Taking, mails: readonly Waiting[], stopped: () => boolean): Promise<void> {
  const next = readingAhead(taking, mails);
  const broken: unknown[] = [];
  const underway = new Set<Promise<void>>();
  let received: string[] = [];
  const begin = (work: Promise<void>): void => {
    const one: Promise<void> = work.catch((error: unknown) => void broken.push(error)).finally(() => underway.delete(one));
    underway.add(one);
  };
  const note = async () => {
    const ids = received;
    received = [];
    if (ids.length === 0) return;
    await noteReceived(taking.run, taking.tenant, ids);
    taking.received();
  };
  for (const [n, mail] of mails.entries()) {
    if (stopped() || broken.length) break;
    while (underway.size >= atOnce.receiving) await Promise.race(underway);
    if (received.length >= atOnce.noted) begin(note());
    const { reading, over } = next(n);
    begin(
      takeOne(taking, mail, await reading)
        .then((is) => void (is && received.push(mail.id)))
        .finally(over),
    );
  }
  while (underway.size) await Promise.race(underway);
  await note();
  if (broken.length) throw broken[0]; // the database is away
}

/** Begins to read what comes behind a mail, as much as fits into memory together. */
function readingAhead(taking: Taking, mails: readonly Waiting[]) {
  const begun: Promise<Reading | Unread>[] = [];
  let bytes = 0;
  const fits = (n: number, { bytes: more }: Waiting) => begun.length <= n || bytes + more <= atOnce.bytes;
  return (n: number) => {
    for (let one = mails[begun.length]; one && fits(n, one); one = mails[begun.length]) {
      bytes += one.bytes;
      begun.push(readingOf(taking, one));
    }
    return { reading: begun[n] as Promise<Reading | Unread>, over: () => void (bytes -= mails[n]?.bytes ?? 0) };
  };
}

interface Unread {
  readonly failed: unknown;
}
async function readingOf({ tenant, sources, reader }: Taking, { id }: Waiting): Promise<Reading | Unread> {
  try {
    return await reader.read(await sources.read(tenant, id));
  } catch (failed) {
    return { failed };
  }
}

/** Answers whether it is received; it is begun before this returns. */
async function takeOne(
  taking: Taking,
  { id, hash, bytes, receivedAt, tries: before }: Waiting,
  reading: Reading | Unread,
): Promise<boolean> {
  const { run, tenant, mailbox, sources, receive, clock } = taking;
  try {
    if ('failed' in reading) throw reading.failed;
    if ('poison' in reading) {
      await setAside(run, tenant, id, { reason: reading.poison, said: reading.said });
      return false;
    }
    const raw = { file: sources.path(tenant, id), bytes };
    const { was } = await receive({ tenant, mailbox, key: `${mailbox} ${hash}`, receivedAt, mail: reading.mail, raw });
    if (was === 'dropped') await leaveUnread(run, tenant, mailbox, hash);
    if (was !== 'ownMachine') return true;
    await setAside(run, tenant, id, { reason: was, said: reading.mail.head.subject });
    return false;
  } catch (error) {
    taking.failed(error);
    if (before + 1 >= tries) await setAside(run, tenant, id, { reason: 'failed', said: String(error) });
    else await noteLater(run, tenant, id, clock.now() + waitMs(before));
    return false;
  }
}
