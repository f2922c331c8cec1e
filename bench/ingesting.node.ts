import type { OwnServer } from '@patchbay/email/mailbox/wanted.ts';
import { limits } from '@patchbay/email/mime/mail.ts';
import { type Mailboxes, startMailboxes } from '@patchbay/email/test/dovecot.node.ts';
import { ImapFlow } from 'imapflow';
import PostalMime from 'postal-mime';
import type { EmailBench } from './email.node.ts';
import { median } from './measure.ts';
import type { Place } from './place.node.ts';
import { sampleMail } from './sample-mails.node.ts';

const address = 'service@harbour.example';

/** The mail server of the bench, which comes and goes. */
export function ownMail() {
  let now: OwnServer = { is: 'off' };
  let listener = () => {};
  return {
    now: () => now,
    heard: (next: () => void) => void (listener = next),
    is(next: OwnServer) {
      now = next;
      listener();
    },
  };
}

/** How fast a mailbox full of mails becomes cases with work, and how fast its mails can be fetched and read at all. docs/benchmarks.md says how to read it. */
export async function ingesting(
  here: Place,
  own: ReturnType<typeof ownMail>,
  { rounds, mails }: EmailBench,
): Promise<Record<string, number>> {
  const server = await startMailboxes();
  const ours: number[] = [];
  const bare: number[] = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const first = round * mails;
      await each(mails, (n) => server.deliver(address, sampleMail(first + n, address)));
      const fetched = await seconds(() => fetchAll(server, first));
      const all = received(here, mails);
      const ingested = await seconds(() => (own.is({ is: 'ready', imap: server.imap, smtp: 1, password: server.password }), all));
      own.is({ is: 'off' });
      if (round === 0) continue; // a server that serves all day is warm
      bare.push(mails / fetched);
      ours.push(mails / ingested);
    }
  } finally {
    await server.close();
  }
  return {
    ingestPerSec: median(ours),
    fetchPerSec: median(bare),
    ingestRatio: median(ours.map((one, n) => one / (bare[n] ?? Number.NaN))),
  };
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
const writers = 8;
async function each(count: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const run = async () => {
    for (let n = next++; n < count; n = next++) await work(n);
  };
  await Promise.all(Array.from({ length: writers }, run));
}

/** Signs in, fetches what came behind these as our mailboxes ask for it, and reads each with the library that reads ours. */
async function fetchAll(server: Mailboxes, behind: number): Promise<void> {
  const client = new ImapFlow({
    ...{ host: '127.0.0.1', port: server.imap, secure: false, logger: false, auth: { user: address, pass: server.password } },
  });
  await client.connect();
  await client.mailboxOpen('INBOX');
  const uids = (await client.search({ uid: `${behind + 1}:*` }, { uid: true })) || [];
  for (let n = 0; n < uids.length; n += 50)
    for (const { source } of await client.fetchAll(uids.slice(n, n + 50).join(','), { uid: true, source: true }, { uid: true })) {
      if (source) await PostalMime.parse(source, { maxNestingDepth: limits.depth, rfc822Attachments: true });
    }
  client.close();
}

/** Resolves when so many cases have begun. */
function received({ server: { site } }: Place, cases: number): Promise<void> {
  return new Promise((resolve) => {
    let left = cases;
    const stop = site.k.bus.subscribe(({ changes }) => {
      left -= changes.filter(({ kind, from }) => kind.name === 'case' && from === 0).length;
      if (left > 0) return;
      stop();
      resolve();
    });
  });
}
