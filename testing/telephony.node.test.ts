import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { systemClock } from '@patchbay/base/clock.node.ts';
import { databaseAccount } from '@patchbay/supervisor/account.node.ts';
import { startEngine } from '@patchbay/supervisor/engine.node.ts';
import { guard } from '@patchbay/supervisor/guard.node.ts';
import { freePort } from '@patchbay/supervisor/port.node.ts';
import { startTelephony, type Telephony } from '@patchbay/telephony/telephony.node.ts';
import type { Call } from '@patchbay/voice/call.ts';
import type { Setup } from '@patchbay/voice/engines/engine.ts';
import { health } from '@patchbay/voice/engines/health.node.ts';
import { janus } from '@patchbay/voice/engines/janus.ts';
import { kamailio } from '@patchbay/voice/engines/kamailio.node.ts';
import { rtpengine } from '@patchbay/voice/engines/rtpengine.ts';
import { LIBRARIES, noCalls, setup } from '@patchbay/voice/test/edge.node.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { openPhone, type Phone } from './phone.node.ts';
import { withCalls } from './voice.ts';
import { startWorld, type World } from './world.node.ts';

const secret = 'telephony-secret';

describe.skipIf(noCalls)('calls', () => {
  let s: Setup;
  let world: World;
  let telephony: Telephony;
  let carrier: Phone;
  let desk: Phone;
  let anna: ApiAgent;
  const stops: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    s = await setup();
    const account = databaseAccount('/nonexistent');
    const running = await Promise.all(
      [kamailio(s, LIBRARIES), rtpengine(s), janus(s, LIBRARIES)].map((spec) =>
        startEngine(spec, { folder: s.folder, account, healthy: () => health(spec.name, s.places, s.secrets) }),
      ),
    );
    for (const { pid, ended, stop } of running) {
      void ended.then(guard(pid, s.folder));
      stops.push(() => stop());
    }
    const port = await freePort();
    world = await startWorld({ yaml: withCalls(port), telephony: secret });
    telephony = await begins();
    carrier = await openPhone({ edge: s.places.sip, user: '+49301234', tone: 440, port });
    desk = await openPhone({ edge: s.places.sip, user: 'desk-anna.demo', password: 'phone-anna-1', tone: 660 });
    await desk.registers();
    anna = await world.agent('anna');
  });
  afterAll(async () => {
    await telephony?.close();
    await world?.close();
    for (const one of [carrier, desk]) one?.close();
    for (const stop of stops) await stop();
    if (s) rmSync(s.folder, { recursive: true, force: true });
  });

  const begins = () =>
    startTelephony({
      ...{ database: world.database, server: world.url, secret, setup: s, clock: systemClock, next: () => randomUUID() },
      say: (line) => process.env['PATCHBAY_VOICE_LOG'] && console.log(line),
    });
  const calls = (agent: ApiAgent) => agent.chats.filter((c) => (c.channel as string) === 'voice') as unknown as readonly Call[];
  const callOf = (agent: ApiAgent, id: string) => calls(agent).find((c) => c.id === id);
  const rowsLeft = async () => {
    const db = new pg.Client({ connectionString: world.database });
    await db.connect();
    const { rows } = await db.query('select leg from voice_lines');
    await db.end();
    return rows.length;
  };
  const isReady = async () => {
    world.clock.pass(1000);
    await anna.does({ type: 'setReady', channel: 'voice' });
  };

  test('[VO114] [VO115] a customer calls, hears music, the agent lifts the phone, both hear each other; who hangs up leaves a wrap-up and nothing else', async () => {
    await isReady();
    const call = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    await expect.poll(() => call.up).toBe(true);
    await expect.poll(rowsLeft).toBe(2);
    desk.lifts();
    await expect.poll(() => [carrier.voice.hears(), desk.voice.hears()]).toEqual([[660], [440]]);
    const id = await anna.sees('talking', (a) => calls(a).find((c) => c.work.doing.doing === 'talking')?.id);
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await anna.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
    await expect.poll(rowsLeft).toBe(0);
    await anna.sees('all over', (a) => (callOf(a, id)?.at.stage === 'closed' && !callOf(a, id)?.work.offHook.length ? true : undefined));
  });
});
