import type { Call } from '@patchbay/voice/call.ts';
import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import { type Baresip, type BaresipOptions, noBaresip, openBaresip } from './baresip.node.ts';
import { noTls, ownTls } from './certificate.node.ts';
import { type CallableWorld, makeCallable } from './telephony.node.ts';
import { startWorld, type World } from './world.node.ts';

const lacking = [...(noCalls ? ['the engines or sipp'] : []), ...(noBaresip ? ['baresip'] : []), ...(noTls ? ['openssl or TLS'] : [])];
if (lacking.length > 0) console.log(`NO ${lacking.join(', ').toUpperCase()}: real phones are SKIPPED (docs/voice.md names the packages)`);

describe.skipIf(lacking.length > 0)('real phones (baresip)', () => {
  let here: CallableWorld<World>;
  let tls: Awaited<ReturnType<typeof ownTls>>;
  let anna: ApiAgent;
  const phones: Baresip[] = [];

  beforeAll(async () => {
    tls = await ownTls();
    here = await makeCallable(startWorld, { tls });
    anna = await here.world.agent('anna');
  });
  afterAll(async () => {
    for (const phone of phones) await phone.close();
    await here?.close();
    tls?.remove();
  });

  const opens = async (options: Omit<BaresipOptions, 'edge'>) => {
    const phone = await openBaresip({ ...options, edge: options.transport === 'tls' ? tls.port : here.setup.places.sip });
    phones.push(phone);
    await expect.poll(phone.log).toContain('200 OK');
    return phone;
  };
  const calls = () => anna.chats as unknown as readonly Call[];

  test('[VO114] [VO126] one calls by UDP, another answers by TLS with SRTP, and both hear each other', async () => {
    const desk = await opens({ transport: 'tls', user: 'desk-anna.demo', password: 'phone-anna-1', tone: 660, answers: true });
    const guest = await opens({ transport: 'udp', user: 'desk-ben.demo', password: 'phone-ben-1', tone: 1000 });
    here.world.clock.pass(1000);
    await anna.does({ type: 'setReady', channel: 'voice' });
    await guest.calls('+4930123456');
    const id = await anna.sees('talking', () => calls().find((c) => c.work.doing.doing === 'talking')?.id);
    await expect.poll(() => [desk.heard(), guest.heard()]).toEqual([[1000], [660]]);
    expect(desk.log()).toMatch(/SRTP is Enabled/);
    await guest.hangsUp();
    await anna.sees('a wrap-up', () => calls().find((c) => c.id === id && c.at.stage === 'wrapUp'));
  });
});
