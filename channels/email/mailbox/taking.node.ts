import type { Clock } from '@patchbay/base/clock.ts';
import type { Run } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import type { Reader } from '../mime/reader.node.ts';
import type { ReceivedMail } from '../receive.node.ts';
import { nextDue, noteLater, noteReceived, setAside, type Waiting, waitingNow } from './arrivals.node.ts';
import { newBell } from './bell.ts';
import type { Sources } from './sources.node.ts';

/** Makes of a mail what it is for the centre, in one transaction, once for each key. */
export type Receive = (mail: ReceivedMail) => Promise<unknown>;

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

/** Receives what was fetched of a mailbox, one mail after the other: one that fails is tried again later, and never stops the next. [EM74] */
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
    for (const mail of mails) if (!stopped()) await takeOne(taking, mail);
    if (mails.length) taking.received();
    if (mails.length === 0 || stopped()) return nextDue(run, tenant, mailbox);
  }
}

async function takeOne(taking: Taking, { id, hash, bytes, receivedAt, tries: before }: Waiting): Promise<void> {
  const { run, tenant, mailbox, sources, reader, receive, clock } = taking;
  try {
    const reading = await reader.read(await sources.read(tenant, id));
    if ('poison' in reading) return await setAside(run, tenant, id, { reason: reading.poison, said: reading.said });
    const raw = { file: sources.path(tenant, id), bytes };
    await receive({ tenant, mailbox, key: `${mailbox} ${hash}`, receivedAt, mail: reading.mail, raw });
    await noteReceived(run, tenant, id);
  } catch (error) {
    taking.failed(error);
    if (before + 1 >= tries) await setAside(run, tenant, id, { reason: 'failed', said: String(error) });
    else await noteLater(run, tenant, id, clock.now() + waitMs(before));
  }
}
