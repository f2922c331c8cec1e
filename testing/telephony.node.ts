import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { databaseAccount } from '@patchbay/supervisor/account.node.ts';
import { startEngine } from '@patchbay/supervisor/engine.node.ts';
import { guard } from '@patchbay/supervisor/guard.node.ts';
import { type Kept, keep } from '@patchbay/supervisor/keep.node.ts';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { endOf, type Running } from '@patchbay/supervisor/process.node.ts';
import type { EngineName, Setup } from '@patchbay/voice/engines/engine.ts';
import { health } from '@patchbay/voice/engines/health.node.ts';
import { janus } from '@patchbay/voice/engines/janus.ts';
import { kamailio } from '@patchbay/voice/engines/kamailio.node.ts';
import { rtpengine } from '@patchbay/voice/engines/rtpengine.ts';
import { LIBRARIES, setup } from '@patchbay/voice/test/edge.node.ts';
import { leftAt, socketsOf } from '@patchbay/voice/test/left.node.ts';
import pg from 'pg';
import { vi } from 'vitest';
import { type TestClock, testClock } from './clock.ts';
import { openPhone, type Phone } from './phone.node.ts';
import { withCalls } from './voice.ts';
import { startWorld, type World } from './world.node.ts';

/** A contact centre that can be called: engines, telephony process, and a carrier whose caller speaks 440. */
export interface CallableWorld<W = World> {
  readonly world: W;
  readonly setup: Setup;
  readonly carrier: Phone;
  /** The process of each part. */
  readonly pids: () => Promise<Readonly<Record<Part, number>>>;
  /** Kills it; resolves when the one the supervisor starts in its place is there. */
  readonly kill: (part: Part) => Promise<void>;
  /** What of calls is there: in the telephony process, the engines and the table. */
  readonly left: () => Promise<Left>;
  readonly close: () => Promise<void>;
}
/** What of calls is there; `sockets`: how many Janus and rtpengine have open. */
export type Left = Readonly<Record<'calls' | 'lines' | 'legs' | 'dialogs' | 'rtpengine' | 'seats' | 'rooms' | 'rows' | 'sockets', number>>;

/** What may die without a call noticing. */
export type Part = EngineName | 'telephony';

const secret = 'telephony-secret';

/** What a server for calls is started with. */
interface Begun {
  readonly clock: TestClock;
  readonly yaml: (demo: string) => string;
  readonly telephony: string;
}
interface Served {
  readonly url: string;
  readonly database: string;
  close(): Promise<void>;
}

/** What is different about the engines. */
interface Different extends Partial<Omit<Setup, 'places'>> {
  readonly places?: Partial<Setup['places']>;
}

/** Starts all of it, its clock near that of browsers. */
export const startCallableWorld = (): Promise<CallableWorld> => makeCallable(startWorld);

/** The same with a server that somebody else starts; `more`: what is different about the engines, and how many thousand ports they have. */
export async function makeCallable<W extends Served>(
  begin: (begun: Begun) => Promise<W>,
  more: Different = {},
  thousands = 1,
): Promise<CallableWorld<W>> {
  const usual = await setup(thousands);
  const s: Setup = { ...usual, ...more, places: { ...usual.places, ...more.places } };
  const account = databaseAccount('/nonexistent');
  const parts = new Map<Part, Kept<Running>>();
  const keeps = async (name: Part, start: () => Promise<Running>) => void parts.set(name, await keep({ name, start, say }));
  const guarded = (running: Running) => {
    void running.ended.then(guard(running.pid, s.folder));
    return running;
  };
  await Promise.all(
    [kamailio(s, LIBRARIES), rtpengine(s), janus(s, LIBRARIES)].map((spec) =>
      keeps(spec.name, async () =>
        guarded(await startEngine(spec, { folder: s.folder, account, healthy: () => health(spec.name, s.places, s.secrets) })),
      ),
    ),
  );
  const port = await freePort();
  const world = await begin({ clock: testClock(Date.now()), yaml: withCalls(port), telephony: secret });
  const steered: { child?: ChildProcess } = {};
  await keeps('telephony', () => steers(s, world, (child) => (steered.child = child)));
  const carrier = await openPhone({ edge: s.places.sip, user: '+49301234', tone: 440, port });
  return {
    ...{ world, setup: s, carrier },
    pids: async () => Object.fromEntries(await Promise.all([...parts].map(async ([name, part]) => [name, (await part.running()).pid]))),
    async kill(name) {
      const part = parts.get(name);
      const before = await part?.running();
      if (!part || !before) throw new Error(`there is no ${name}`);
      process.kill(before.pid, 'SIGKILL');
      await before.ended;
      await vi.waitUntil(async () => (await part.running().catch(() => before)).pid !== before.pid, { timeout: 45_000, interval: 20 });
    },
    async left() {
      const pids = await Promise.all((['rtpengine', 'janus'] as const).map(async (name) => (await parts.get(name)?.running())?.pid ?? 0));
      const { type: _, ...ours } = await counted(steered.child);
      return { ...ours, ...(await leftAt(s)), rows: await linesIn(world.database), sockets: pids.map(socketsOf).reduce((a, b) => a + b) };
    },
    async close() {
      await parts.get('telephony')?.stop();
      await world.close();
      carrier.close();
      await Promise.all([...parts.values()].map((one) => one.stop()));
      rmSync(s.folder, { recursive: true, force: true });
    },
  };
}

const say = (line: string) => process.env['PATCHBAY_VOICE_LOG'] && console.log(line);

/** The telephony process, as the supervisor starts it. */
async function steers(s: Setup, { database, url }: Served, begun: (child: ChildProcess) => void): Promise<Running> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('@patchbay/telephony/main.node.ts'))], {
    env: {
      ...{ ...process.env, DATABASE_URL: database, PATCHBAY_SERVER: url },
      ...{ PATCHBAY_TELEPHONY_SECRET: secret, PATCHBAY_VOICE_SETUP: JSON.stringify(s) },
    },
    stdio: ['ignore', process.env['PATCHBAY_VOICE_LOG'] ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  begun(child);
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(await ended);
  const why = await Promise.race([once(child, 'message').then(() => null), ended]);
  if (why !== null) throw new Error(`telephony ended (${why})`);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid, ended, stop };
}

type Counted = Omit<Left, 'rtpengine' | 'seats' | 'rooms' | 'rows' | 'sockets'> & { readonly type: string };
async function counted(child: ChildProcess | undefined): Promise<Counted> {
  if (!child) throw new Error('there is no telephony process');
  const answer = once(child, 'message');
  child.send({});
  return (await answer)[0] as Counted;
}

async function linesIn(database: string): Promise<number> {
  const db = new pg.Client({ connectionString: database });
  await db.connect();
  const { rowCount } = await db.query('select from voice_lines');
  await db.end();
  return rowCount ?? 0;
}
