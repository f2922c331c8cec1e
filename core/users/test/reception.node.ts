import { systemIds } from '@patchbay/base/clock.node.ts';
import type { Ids } from '@patchbay/base/clock.ts';
import type { TenantId } from '@patchbay/base/decision.ts';
import { languageOf } from '@patchbay/base/words.ts';
import { type Centre, centreSchema } from '@patchbay/configuration/centre.ts';
import { holdTenant } from '@patchbay/configuration/store.node.ts';
import { type TestClock, testClock } from '@patchbay/testing/clock.ts';
import { type TestDatabase, testDatabase } from '@patchbay/testing/database.node.ts';
import fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { userRoutes } from '../api.node.ts';
import type { UsersDeps } from '../door.node.ts';
import { hashOf, keepPassword } from '../passwords.node.ts';
import type { Signed } from '../sessions.node.ts';
import { words } from '../words.ts';

/** An answer as a browser sees it. */
export interface Answer {
  readonly status: number;
  readonly refused: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
}
/** A browser at an address, with its own cookie. */
export interface Browser {
  cookie: string | undefined;
  asks(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  signsIn(login: string, more?: object): Promise<Answer>;
}

export const password = 'right-horse-battery';
const accept = { 'accept-language': 'en' };

/** The routes of users on a real database, with a centre and a clock that the test sets. */
export async function reception(): Promise<Reception> {
  const database = await testDatabase();
  const clock = testClock();
  const ids: Ids = systemIds(clock);
  const centres = new Map<string, Centre>([
    ['shop', centre('shop')],
    ['bank', centre('bank')],
  ]);
  const told: (readonly [why: string, sessions: number])[] = [];
  const loggedOff: string[] = [];
  const working = new Set<string>();
  const offered = new Set<string>();
  const takenOut: string[] = [];
  const outage = { on: false };
  const { db } = database;
  const deps: UsersDeps = {
    db: {
      ...db,
      transaction: (tenant, work) =>
        outage.on ? Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })) : db.transaction(tenant, work),
    },
    clock,
    ids,
    centre: (tenant) => centres.get(tenant),
    tenants: () => new Set(centres.keys()),
    signedOut: (sessions, { refused }) => void told.push([refused, sessions.size]),
    openWork: async ({ user }) => (offered.has(user) ? 'offer' : working.has(user) ? 'work' : null),
    takeOut: async ({ user }) => void (working.delete(user), takenOut.push(user)),
    logOff: async ({ user }: Signed) => void loggedOff.push(user),
  };
  const app = fastify().withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  userRoutes(app, deps, (refusal, language) => ({
    ...refusal,
    text: words[languageOf(language)][refusal.refused as 'signIn.needed'] ?? '',
  }));
  const hash = await hashOf(password);
  for (const tenant of ['shop', 'bank'] as TenantId[])
    await database.db.transaction(tenant, async (run) => {
      await holdTenant(run, tenant);
      for (const user of ['anna', 'ben', 'sam']) await keepPassword(run, tenant, { user, hash, at: 0 });
    });
  const browser = (address = '10.0.0.1'): Browser => {
    const self: Browser = {
      cookie: undefined,
      async asks(method, url, body, headers = {}) {
        const sent = { ...accept, ...(self.cookie !== undefined && { cookie: self.cookie }), ...headers };
        const reply = await app.inject({ method, url, remoteAddress: address, headers: sent, ...(body && { payload: body }) });
        const set = reply.headers['set-cookie'];
        if (typeof set === 'string') self.cookie = set.split(';')[0];
        const got: Answer['body'] = reply.body ? reply.json() : {};
        return { status: reply.statusCode, refused: got['refused'] as string | undefined, body: got, headers: reply.headers };
      },
      signsIn: (login, more = {}) => self.asks('POST', '/api/session', { tenant: 'shop', login, password, ...more }),
    };
    return self;
  };
  return {
    database,
    clock,
    deps,
    centres,
    told,
    loggedOff,
    working,
    offered,
    takenOut,
    outage,
    browser,
    close: () => app.close().then(() => database.drop()),
  };
}

export interface Reception {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly deps: UsersDeps;
  readonly centres: Map<string, Centre>;
  /** What the live desktops were told: why, and how many sessions. */
  readonly told: (readonly [why: string, sessions: number])[];
  readonly loggedOff: string[];
  /** Users who have work open. */
  readonly working: Set<string>;
  /** Users to whom something is offered. */
  readonly offered: Set<string>;
  /** Users who were taken out of routing, with what they had. */
  readonly takenOut: string[];
  /** While on, the database does not answer. */
  readonly outage: { on: boolean };
  browser(address?: string): Browser;
  close(): Promise<void>;
}

/** A centre with the agents anna and ben, the supervisor sam, and nadia who has no password. */
export function centre(key = 'shop', more: object = {}): Centre {
  const agent = (name: string) => ({ name, role: 'agent' });
  const users = { anna: agent('Anna'), ben: agent('Ben'), sam: { name: 'Sam', role: 'supervisor' }, nadia: agent('Nadia') };
  return centreSchema.parse({ tenant: { key, name: key, language: 'de' }, users, ...more });
}
