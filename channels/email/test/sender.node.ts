import { systemClock } from '@patchbay/base/clock.node.ts';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { openWay } from '@patchbay/base/egress.node.ts';
import { openOutbox } from '../out/outbox.node.ts';

/** A process that sends mails until each has an end, to be killed: `DATABASE_URL`, the port of the mail server, and how many mails. */
const [url = '', port = '', mails = ''] = process.argv.slice(2);
const tenant = 'demo' as TenantId;
const db = await openDatabase(url, { max: 6 });
const outbox = openOutbox(db, systemClock);
const left = Array.from({ length: Number(mails) }, (_, n) => n);

async function sends(): Promise<void> {
  for (let n = left.shift(); n !== undefined; n = left.shift()) {
    // What the mail server did not take is another attempt, as the rules of an answer have it; what nobody knows is none.
    for (let attempt = 1; ; attempt++) {
      const { was } = await outbox.deliver({ tenant, id: `${n} ${attempt}`, mail: String(n) }, async () => ({
        server: { host: '127.0.0.1', port: Number(port), tls: 'none', user: 'shop' },
        ...{ credentials: { password: 'pass' }, way: openWay(['loopback']), patienceMs: 10_000 },
        envelope: { from: 'shop@harbour.example', to: ['eva@example.com'] },
        raw: Buffer.from(`Message-ID: <${n}@harbour.example>\r\nSubject: ${n}\r\n\r\n${'x'.repeat(n % 10 === 0 ? 100_000 : 200)}\r\n`),
      }));
      if (was !== 'deferred') break;
    }
  }
}
await Promise.all(Array.from({ length: 4 }, sends));
process.exit(0);
