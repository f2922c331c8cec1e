import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemIds } from '@patchbay/base/clock.node.ts';
import { openDatabase } from '@patchbay/base/database.node.ts';
import type { CarryOut } from '@patchbay/base/effects.node.ts';
import type { Scanner } from '@patchbay/files/scanner.node.ts';
import { applyCentre } from '@patchbay/server/centre.node.ts';
import { demoCentre } from '@patchbay/server/demo.node.ts';
import { type Server, startServer } from '@patchbay/server/server.node.ts';
import { type Logger, pino } from 'pino';
import { ApiAgent } from './agent.node.ts';
import { type TestClock, testClock } from './clock.ts';
import { ApiCustomer } from './customer.node.ts';
import { demoDatabase, dropDatabase, freshDatabase } from './database.node.ts';

/** A whole contact centre for a story: a real server on a real database, its clock set by the story. */
export interface World {
  readonly url: string;
  readonly database: string;
  readonly clock: TestClock;
  /** The data folder. */
  readonly data: string;
  readonly server: Server;
  /** An agent of the demo centre, signed in and with an open desktop, Not Ready. */
  agent(login: string, tenant?: string): Promise<ApiAgent>;
  /** Somebody signed in without a desktop. */
  staff(login: string, tenant?: string): Promise<ApiAgent>;
  /** A customer with an open widget. */
  customer(name: string, widget?: string): Promise<ApiCustomer>;
  /** Applies another centre; resolves when it is stored, which is before the server has heard of it. */
  apply(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The other queues of the demo centre, with hours, doors, widget and phones; for who tries routing and calls. */
const second =
  /^ {2}(# Who (has ordered|calls|writes).*|(repairs(-chat)?|calls|mails|hotline):.*)\n( {4}.*\n)*| {4}call: hotline.*\n| {4}transcript: .*\n|, capacity: \{ chat: 3, voice: 1, email: 3 \}|^# Lies on the mail server.*\nmailboxes:\n( {2}.*\n)*\n|^# Desk phones.*\nphones:\n( {2}.*\n)*\n|^# While the workshop.*\n(hours:\n( {2}.*\n)*)\n/gm;
/** The text of the demo centre with its first queue only: what a story is about, it adds. */
export const demo = readFileSync(new URL('../config/demo.yaml', import.meta.url), 'utf8').replaceAll(second, '');

/** How a world differs from the demo centre on a database of ours. */
export interface Difference {
  /** Changes the text of the demo centre. */
  readonly yaml?: (text: string) => string;
  readonly clock?: TestClock;
  /** More centres, as texts. */
  readonly more?: readonly string[];
  /** A database of somebody else's, who also drops it. */
  readonly database?: string;
  readonly trustProxy?: readonly string[];
  readonly log?: Logger;
  /** Looks at files. */
  readonly scanner?: Scanner;
  /** What the telephony process knows. */
  readonly telephony?: string;
  /** Does outside what the server would. */
  readonly carryOut?: CarryOut;
}

/** The demo centre as the centre of another tenant. */
export const demoAs = (tenant: string): string => demo.replace('key: demo', `key: ${tenant}`);

/** Texts that have been asked for: from the second time on their database is copied. */
const asked = new Set([demo]);

/** Starts a world. */
export async function startWorld({ yaml = (text) => text, clock = testClock(), more = [], trustProxy = [], ...at }: Difference = {}) {
  const text = yaml(demo);
  const copied = !at.database && asked.has(text);
  const database = at.database ?? (await (copied ? demoDatabase(text) : freshDatabase()));
  asked.add(text);
  const data = mkdtempSync(join(tmpdir(), 'patchbay-data-'));
  const server = await startServer({
    data,
    scanner: at.scanner,
    telephony: at.telephony,
    ...(at.carryOut && { carryOut: at.carryOut }),
    url: database,
    port: 0,
    host: '127.0.0.1',
    trustProxy,
    ownNetworks: ['loopback'], // others in a story are on this machine
    clock,
    ids: systemIds(clock),
    log: at.log ?? pino({ level: process.env['PATCHBAY_LOG'] ?? 'error' }),
    prepare: async (url) => {
      if (!copied) await demoCentre(url, text);
      for (const text of more) await applied(url, clock, text);
    },
  });
  const url = `http://127.0.0.1:${server.port}`;
  async function staff(login: string, tenant = 'demo') {
    const agent = new ApiAgent(url, login, `demo-${login}-1`);
    const reply = await agent.signsIn({ tenant });
    if (reply.status !== 200) throw new Error(`${login} could not sign in: ${reply.status} ${JSON.stringify(reply.body)}`);
    return agent;
  }
  const world: World = {
    url,
    database,
    data,
    clock,
    server,
    staff,
    agent: async (login, tenant) => (await staff(login, tenant)).opens(),
    customer: (name, widget) => new ApiCustomer(url, name, widget).visits(),
    apply: (text) => applied(database, clock, text),
    async close() {
      await server.close();
      rmSync(data, { recursive: true, force: true });
      if (!at.database) await dropDatabase(database);
    },
  };
  return world;
}

async function applied(url: string, clock: TestClock, text: string): Promise<void> {
  const db = await openDatabase(url, { max: 1 });
  try {
    const done = await applyCentre({ db, clock }, text);
    if ('problems' in done) throw new Error(JSON.stringify(done.problems));
  } finally {
    await db.close();
  }
}
