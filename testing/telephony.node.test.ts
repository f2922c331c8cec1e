import { copyFileSync } from 'node:fs';
import type { Call } from '@patchbay/voice/call.ts';
import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { openVoice } from '@patchbay/voice/test/voice.node.ts';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { type Way, wayTo } from './away.node.ts';
import { noBaresip, openBaresip } from './baresip.node.ts';
import { noTls, ownTls } from './certificate.node.ts';
import { dropDatabase, freshDatabase } from './database.node.ts';
import { malformed } from './malformed.node.ts';
import { manyCalls, nothing } from './many-calls.node.ts';
import { openPhone, type Phone } from './phone.node.ts';
import { openStranger } from './stranger.node.ts';
import { type CallableWorld, makeCallable } from './telephony.node.ts';
import { startWorld, type World } from './world.node.ts';

if (noBaresip || noTls) console.log('NO BARESIP OR TLS: a real phone by TLS is SKIPPED (docs/voice.md names the packages)');

const tone1300 = new URL('../channels/voice/test/tones/1300.opus', import.meta.url);

describe.skipIf(noCalls)('calls', () => {
  let stage: CallableWorld;
  let database: string;
  let way: Way;
  let world: World;
  let [deskBen, ben]: [Phone?, ApiAgent?] = [];
  let carrier: Phone;
  let desk: Phone;
  let tls: Awaited<ReturnType<typeof ownTls>> | undefined;
  let anna: ApiAgent;

  beforeAll(async () => {
    database = await freshDatabase();
    way = await wayTo(database);
    tls = noTls ? undefined : await ownTls();
    stage = await makeCallable((begun) => startWorld({ ...begun, database: way.url, log: pino({ level: 'silent' }) }), { tls });
    ({ world, carrier } = stage);
    desk = await openPhone({ edge: stage.setup.places.sip, user: 'desk-anna.demo', password: 'phone-anna-1', tone: 660 });
    await desk.registers();
    anna = await world.agent('anna');
    anna.keepsConnected(async (open) => {
      const opens = () =>
        open().then(
          () => true,
          () => false, // the server cannot yet
        );
      await vi.waitUntil(opens, { timeout: 45_000, interval: 50 });
    });
  });
  afterAll(async () => {
    anna?.goesHome();
    for (const one of [desk, deskBen]) one?.close();
    await stage?.close();
    await way?.close();
    tls?.remove();
    if (database) await dropDatabase(database);
  });

  const calls = (agent: ApiAgent) => agent.chats.filter((c) => (c.channel as string) === 'voice') as unknown as readonly Call[];
  const callOf = (agent: ApiAgent, id: string) => calls(agent).find((c) => c.id === id);
  const rowsLeft = async () => {
    const db = new pg.Client({ connectionString: database });
    await db.connect();
    const { rows } = await db.query('select leg from voice_lines');
    await db.end();
    return rows.length;
  };
  const isReady = async () => {
    world.clock.pass(1000);
    await anna.does({ type: 'setReady', channel: 'voice' });
  };

  const wraps = async (agent: ApiAgent, id: string) => {
    await agent.sees('a wrap-up', (a) => (callOf(a, id)?.at.stage === 'wrapUp' ? true : undefined));
    await agent.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
    await agent.sees('the end', (a) => (callOf(a, id)?.at.stage === 'closed' ? true : undefined));
    await expect.poll(rowsLeft).toBe(0);
  };
  const talking = (agent: ApiAgent) => agent.sees('talking', (a) => calls(a).find((c) => c.work.doing.doing === 'talking')?.id);
  const hear = (a: Phone, b: Phone) =>
    expect
      .poll(() => {
        world.clock.pass(50); // a line that does not move at once is tried again
        return [a.voice.hears(), b.voice.hears()];
      })
      .toEqual([[b === desk ? 660 : b === carrier ? 440 : 1000], [a === desk ? 660 : a === carrier ? 440 : 1000]]);
  /** What comes from now on: not what came before. */
  const hearAnew = (a: Phone, b: Phone) => {
    for (const { voice } of [a, b]) voice.forgets();
    return hear(a, b);
  };
  const dials = async (agent: ApiAgent, to: object) => String((await agent.does({ type: 'dial', to })).body['interaction']);

  test('[VO114] [VO115] [AG80] a customer calls, waits with music, the agent lifts the phone, both hear each other, also after a hold; who hangs up leaves a wrap-up and nothing else', async () => {
    await isReady();
    const call = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    await expect.poll(() => call.up).toBe(true);
    await expect.poll(rowsLeft).toBe(2);
    desk.lifts();
    await hear(carrier, desk);
    const id = await talking(anna);
    await anna.sees('a phone off the hook', ({ me }) => typeof me?.offHook === 'number' || undefined);
    await anna.does({ type: 'hold', interaction: id });
    await expect.poll(() => carrier.voice.hears().includes(660)).toBe(false);
    await anna.does({ type: 'resume', interaction: id });
    await hear(carrier, desk);
    await anna.does({ type: 'sendDigits', interaction: id, digits: '5' });
    await expect.poll(() => carrier.voice.digits()).toBeGreaterThan(0);
    await carrier.voice.presses(7);
    await anna.sees('the digit', (a) => (callOf(a, id)?.work.digits === '7' ? true : undefined));
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await wraps(anna, id);
    await anna.sees('on the hook', (a) => (callOf(a, id)?.work.offHook.length || typeof a.me?.offHook === 'number' ? undefined : true));
  });

  test('[VO114] nobody has the number; the caller gives up; the phone declines; nobody lifts it', async () => {
    const wrong = carrier.calls('+4930000000');
    await expect.poll(() => wrong.status).toBe(404);
    await isReady();
    const call = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    await expect.poll(() => call.up).toBe(true);
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await expect.poll(rowsLeft).toBe(0);
    const again = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.refuses();
    await anna.sees('declined', (a) => (a.me?.channels.voice?.is === 'notReady' ? true : undefined));
    await expect.poll(() => again.up).toBe(true);
    await isReady();
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    world.clock.pass(20_000);
    await anna.sees('missed', (a) => (a.me?.channels.voice?.is === 'missed' ? true : undefined));
    await expect.poll(() => desk.call()?.over).toBe(true);
    carrier.hangsUp();
    await expect.poll(rowsLeft).toBe(0);
  });

  test('[VO111] [VO41] an agent calls out: the own phone first, then theirs; and busy, not there and declined are told apart', async () => {
    const id = await dials(anna, { to: 'number', number: '030 5555' });
    await expect.poll(() => desk.rings()?.who).toBe('+49305555');
    expect(carrier.rings()).toBeUndefined();
    desk.lifts();
    await expect.poll(() => carrier.rings()?.who).toBe('+4930999');
    carrier.lifts();
    await hear(carrier, desk);
    await talking(anna);
    await anna.does({ type: 'end', interaction: id });
    await expect.poll(() => [carrier.call()?.over, desk.call()?.over]).toEqual([true, true]);
    await wraps(anna, id);
    for (const [status, cause] of [
      ['486 Busy Here', 'busy'],
      ['404 Not Found', 'invalid'],
      ['603 Decline', 'declined'],
    ] as const) {
      const failing = await dials(anna, { to: 'number', number: '030 5555' });
      await expect.poll(() => desk.rings()?.who).toBe('+49305555');
      desk.lifts();
      await expect.poll(() => carrier.rings()?.who).toBe('+4930999');
      carrier.refuses(status);
      await anna.sees(cause, (a) => (callOf(a, failing)?.work.failed === cause ? true : undefined));
      await expect.poll(() => desk.call()?.over).toBe(true);
      await wraps(anna, failing);
    }
  });

  test('[VO140] [AG80] who dials at the desk phone calls out as on the screen: rung, heard, wrapped up; what is wrong is refused at the phone', async () => {
    const wrong = desk.calls('12');
    await expect.poll(() => wrong.status).toBe(404);
    const call = desk.calls('0305555');
    await expect.poll(() => carrier.rings()?.who).toBe('+4930999');
    expect(call.up).toBe(true);
    carrier.lifts();
    await hear(carrier, desk);
    const id = await talking(anna);
    expect(callOf(anna, id)).toMatchObject({ kind: 'outbound', queue: 'calls', work: { line: { number: '+49305555' } } });
    desk.hangsUp();
    await expect.poll(() => carrier.call()?.over).toBe(true);
    await anna.sees('on the hook', ({ me }) => me?.offHook === null || undefined);
    await wraps(anna, id);
  });

  test('[VO42] [VO114] colleagues call each other; a phone that is not registered has failed, until it registers', async () => {
    ben = await world.agent('ben');
    const nowhere = await dials(anna, { to: 'agent', agent: 'ben' });
    await expect.poll(() => desk.rings()?.who).toBe('ben');
    desk.lifts();
    await anna.sees('not registered', (a) => (callOf(a, nowhere)?.work.failed === 'notRegistered' ? true : undefined));
    await expect.poll(() => desk.call()?.over).toBe(true);
    await ben.sees('the failure', (b) => (b.me?.channels.voice?.is === 'outOfService' ? true : undefined));
    deskBen = await openPhone({ edge: stage.setup.places.sip, user: 'desk-ben.demo', password: 'phone-ben-1', tone: 1000 });
    await deskBen.registers();
    await ben.sees('that it works', (b) => (b.me?.channels.voice?.is === 'notReady' ? true : undefined));
    const id = await dials(anna, { to: 'agent', agent: 'ben' });
    await expect.poll(() => desk.rings()?.who).toBe('ben');
    desk.lifts();
    await expect.poll(() => deskBen?.rings()?.who).toBe('anna');
    deskBen.lifts();
    await hear(deskBen, desk);
    await talking(ben);
    deskBen.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await anna.sees('the end', (a) => (callOf(a, id)?.at.stage === 'closed' ? true : undefined));
    await expect.poll(rowsLeft).toBe(0);
  });

  test('[VO20] [VO22] who calls is greeted; the agent who has the call by itself hears beeps and the whisper, and then the customer', async () => {
    for (const name of ['welcome', 'whom']) copyFileSync(tone1300, `${stage.setup.folder}/sounds/${name}.opus`);
    carrier.voice.heard();
    const call = carrier.calls('+4930123457');
    await expect.poll(() => call.up).toBe(true);
    await expect.poll(() => carrier.voice.heard()).toContain(1300);
    await isReady();
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.voice.heard();
    desk.lifts();
    const heard: number[] = [];
    await expect.poll(() => heard.push(...desk.voice.heard()) && heard.includes(440)).toBe(true);
    const before = heard.slice(0, heard.indexOf(440)); // the first beep may go by while the line to a desk phone comes up
    expect([new Set(before), before.at(0), before.at(-1)]).toEqual([new Set([1000, 1300]), 1000, 1300]);
    await hear(carrier, desk);
    carrier.hangsUp();
    await wraps(anna, await anna.sees('the last', (a) => calls(a).find((c) => c.at.stage === 'wrapUp')?.id));
  });

  test('[VO116] the telephony process is killed: who talks goes on talking, its successor goes on with the call; what rang is offered again', async () => {
    await isReady();
    carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.lifts();
    await hear(carrier, desk);
    const id = await talking(anna);
    const successor = stage.kill('telephony');
    await hearAnew(carrier, desk);
    await successor;
    await hearAnew(carrier, desk);
    await anna.does({ type: 'hold', interaction: id });
    await expect.poll(() => carrier.voice.hears().includes(660)).toBe(false);
    await anna.does({ type: 'resume', interaction: id });
    await hear(carrier, desk);
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await wraps(anna, id);

    const waits = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    await expect.poll(() => waits.up).toBe(true);
    const next = stage.kill('telephony');
    await expect.poll(() => desk.call()?.over).toBe(true);
    await next;
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.lifts();
    await hear(carrier, desk);
    desk.hangsUp();
    await expect.poll(() => carrier.call()?.over).toBe(true);
    await wraps(anna, await anna.sees('the last', (a) => calls(a).find((c) => c.at.stage === 'wrapUp')?.id));
  });

  test.each(['rtpengine', 'janus', 'kamailio'] as const)(
    '[VO118] [VO120] %s is killed: both hear each other again, nobody is hung up on, and holding goes on working',
    async (engine) => {
      await isReady();
      const call = carrier.calls('+4930123456');
      await expect.poll(() => desk.rings()?.who).toBe('+49301234');
      desk.lifts();
      await hear(carrier, desk);
      const id = await talking(anna);
      await stage.kill(engine);
      await hearAnew(carrier, desk);
      await anna.does({ type: 'hold', interaction: id });
      await expect.poll(() => carrier.voice.hears().includes(660)).toBe(false);
      await anna.does({ type: 'resume', interaction: id });
      await hear(carrier, desk);
      await carrier.voice.presses(7);
      await anna.sees('the digit', (a) => (callOf(a, id)?.work.digits === '7' ? true : undefined));
      expect([call.over, desk.call()?.over]).toEqual([false, false]);
      carrier.hangsUp();
      await expect.poll(() => desk.call()?.over).toBe(true);
      await wraps(anna, id);
      await anna.sees('on the hook', (a) => (callOf(a, id)?.work.offHook.length ? undefined : true));
    },
  );

  test('[VO117] [VO119] the database is away: talk goes on, what happens meanwhile is noted afterwards and in order, who calls rings until it is back', async () => {
    await isReady();
    carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.lifts();
    await hear(carrier, desk);
    const id = await talking(anna);
    way.cut();
    await hearAnew(carrier, desk);
    for (const key of [4, 2, 1]) await carrier.voice.presses(key);
    await hearAnew(carrier, desk);
    carrier.hangsUp();
    const waits = carrier.calls('+4930123456');
    await expect.poll(() => waits.status).toBe(180);
    way.restore();
    await anna.sees('what happened', (a) => (callOf(a, id)?.at.stage === 'wrapUp' ? true : undefined));
    expect(callOf(anna, id)?.work.digits).toBe('421');
    await expect.poll(() => desk.call()?.over).toBe(true);
    await anna.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
    await isReady();
    await expect.poll(() => waits.up).toBe(true);
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await expect.poll(rowsLeft).toBe(0);
  });

  test.skipIf(noBaresip || noTls)('[VO126] a real phone (baresip) calls by TLS with SRTP: both hear each other', async () => {
    await isReady();
    const [guest, transport] = [{ user: 'desk-ben.demo', password: 'phone-ben-1', tone: 1000 }, 'tls'] as const;
    const baresip = await openBaresip({ ...guest, transport, edge: tls?.port ?? 0 });
    try {
      await expect.poll(baresip.log).toContain('200 OK');
      await baresip.calls('+4930123456');
      await expect.poll(() => desk.rings()).toBeDefined();
      desk.lifts();
      const id = await talking(anna);
      await expect.poll(() => [baresip.heard(), desk.voice.hears()]).toEqual([[660], [1000]]);
      expect(baresip.log()).toMatch(/SRTP is Enabled/);
      await baresip.hangsUp();
      await wraps(anna, id);
    } finally {
      await baresip.close();
    }
  });

  test('[VO98] [VO136] malformed messages of a carrier and of strangers, some about a live call, harm nobody: the call is heard, nothing is started anew or left', async () => {
    await isReady();
    const call = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.lifts();
    await hear(carrier, desk);
    const id = await talking(anna);
    const [pids, edge] = [await stage.pids(), stage.setup.places.sip];
    const [stranger, known] = [await openStranger(edge, '127.0.0.4'), await openStranger(edge, '127.0.0.5')]; // the carrier has this one, too
    for (const message of malformed(5, 150, { edge, callId: carrier.callId() })) for (const one of [stranger, known]) one.says(message);
    expect([await stranger.asks('OPTIONS'), await known.asks('INVITE', { to: '+4930000000' })]).toEqual([200, 404]); // all of that was read
    await hearAnew(carrier, desk);
    await expect.poll(async () => (await stage.left()).lines).toBe(2);
    expect([await stage.pids(), call.over, desk.call()?.over]).toEqual([pids, false, false]);
    for (const one of [stranger, known]) one.close();
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await wraps(anna, id);
  });

  test('[VO121] a few calls, ended in every way, leave nothing; the soak has two thousand of them', async () => {
    await expect.poll(() => stage.left()).toMatchObject(nothing); // the calls before
    const { sockets } = await stage.left();
    await manyCalls(4, { stage, agent: anna, desk, carrier });
    await expect.poll(() => stage.left()).toEqual({ ...nothing, sockets: expect.toSatisfy((now: number) => now <= sockets) }); // fewer: one of before was late
  });

  test('[VO122] floods, wrong names, forged headers, huge sessions and voices of strangers are refused or ignored, and a live call does not notice', async () => {
    await isReady();
    const call = carrier.calls('+4930123456');
    await expect.poll(() => desk.rings()?.who).toBe('+49301234');
    desk.lifts();
    await hear(carrier, desk);
    const id = await talking(anna);
    const said = carrier.voice.spoken().packets;
    const edge = stage.setup.places.sip;
    const [stranger, flooding] = [await openStranger(edge, '127.0.0.2'), await openStranger(edge, '127.0.0.3')];
    const forged = ['X-CC-Source: trunk;id=carrier.demo', 'X-CC-From: 127.0.0.1:5060;udp'];
    const wrong = 'username="desk-anna.demo", realm="patchbay", nonce="x", uri="sip:patchbay", response="0123456789abcdef0123456789abcdef"';
    expect([
      await stranger.asks('INVITE', { headers: forged }),
      await stranger.asks('INVITE', { user: 'desk-anna.demo', headers: [`Proxy-Authorization: Digest ${wrong}`] }),
      await stranger.asks('REGISTER', { user: 'desk-anna.demo', headers: [`Authorization: Digest ${wrong}`] }),
      await stranger.asks('INVITE', { user: 'carrier.demo', sdp: `v=0\r\n${'a=x\r\n'.repeat(2000)}` }),
      await stranger.asks('MESSAGE'),
    ]).toEqual([407, 407, 401, 407, 405]);
    for (const method of ['OPTIONS', 'INVITE', 'REGISTER']) flooding.floods(method, 1500);
    await hearAnew(carrier, desk);
    expect(await stranger.asks('OPTIONS')).toBe(200); // the flood is over, and others are heard
    expect(flooding.answers().length).toBeLessThan(4500);
    expect([...new Set([...flooding.answers(), ...stranger.answers()])].filter((status) => ![200, 401, 405, 407].includes(status))).toEqual(
      [],
    );

    const huge = deskBen?.calls('+4930123456', 'a=x\r\n'.repeat(5000));
    await expect.poll(() => huge?.up).toBe(true);
    deskBen?.hangsUp();
    await expect.poll(rowsLeft).toBe(2);

    await expect.poll(() => carrier.voice.spoken().packets).toBeGreaterThan(said + 200); // rtpengine has learnt where they speak from
    const voice = await openVoice(1300);
    voice.speaks(`c=IN IP4 127.0.0.1\r\nm=audio ${carrier.voice.spoken().port} RTP/AVP 0`);
    const heard = new Set<number>();
    await expect
      .poll(() => {
        for (const tone of desk.voice.hears()) heard.add(tone);
        return voice.spoken().packets;
      })
      .toBeGreaterThan(100);
    expect([...heard]).toEqual([440]);
    for (const one of [voice, stranger, flooding]) one.close();
    await hearAnew(carrier, desk);
    expect([call.over, desk.call()?.over]).toEqual([false, false]);
    carrier.hangsUp();
    await expect.poll(() => desk.call()?.over).toBe(true);
    await wraps(anna, id);
  });
});
