import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { databaseAccount } from '@patchbay/supervisor/account.node.ts';
import { startEngine } from '@patchbay/supervisor/engine.node.ts';
import { guard } from '@patchbay/supervisor/guard.node.ts';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import type { Setup } from '@patchbay/voice/engines/engine.ts';
import { health } from '@patchbay/voice/engines/health.node.ts';
import { janus } from '@patchbay/voice/engines/janus.ts';
import { kamailio } from '@patchbay/voice/engines/kamailio.node.ts';
import { rtpengine } from '@patchbay/voice/engines/rtpengine.ts';
import { LIBRARIES, setup } from '@patchbay/voice/test/edge.node.ts';
import { type TestClock, testClock } from './clock.ts';
import { openPhone, type Phone } from './phone.node.ts';
import { withCalls } from './voice.ts';
import { startWorld, type World } from './world.node.ts';

/** A contact centre that can be called: engines, telephony process, and a carrier whose caller speaks 440. */
export interface CallableWorld<W = World> {
  readonly world: W;
  readonly setup: Setup;
  readonly carrier: Phone;
  readonly close: () => Promise<void>;
}

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

/** Starts all of it, its clock near that of browsers. */
export const startCallableWorld = (): Promise<CallableWorld> => makeCallable(startWorld);

/** The same with a server that somebody else starts. */
export async function makeCallable<W extends Served>(begin: (begun: Begun) => Promise<W>): Promise<CallableWorld<W>> {
  const s = await setup();
  const account = databaseAccount('/nonexistent');
  const running = await Promise.all(
    [kamailio(s, LIBRARIES), rtpengine(s), janus(s, LIBRARIES)].map((spec) =>
      startEngine(spec, { folder: s.folder, account, healthy: () => health(spec.name, s.places, s.secrets) }),
    ),
  );
  for (const { pid, ended } of running) void ended.then(guard(pid, s.folder));
  const port = await freePort();
  const world = await begin({ clock: testClock(Date.now()), yaml: withCalls(port), telephony: secret });
  const telephony = spawn(process.execPath, [fileURLToPath(import.meta.resolve('@patchbay/telephony/main.node.ts'))], {
    env: {
      ...{ ...process.env, DATABASE_URL: world.database, PATCHBAY_SERVER: world.url },
      ...{ PATCHBAY_TELEPHONY_SECRET: secret, PATCHBAY_VOICE_SETUP: JSON.stringify(s) },
    },
    stdio: ['ignore', process.env['PATCHBAY_VOICE_LOG'] ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<never>((_, reject) => telephony.once('exit', (code) => reject(new Error(`telephony ended (${code})`))));
  exited.catch(() => undefined);
  await Promise.race([new Promise((resolve) => telephony.once('message', resolve)), exited]);
  const carrier = await openPhone({ edge: s.places.sip, user: '+49301234', tone: 440, port });
  return {
    ...{ world, setup: s, carrier },
    async close() {
      telephony.kill('SIGKILL');
      await world.close();
      carrier.close();
      await Promise.all(running.map((one) => one.stop()));
      rmSync(s.folder, { recursive: true, force: true });
    },
  };
}
