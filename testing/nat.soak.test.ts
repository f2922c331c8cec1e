import { setTimeout as pause } from 'node:timers/promises';
import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Behind, type FarPhone, networkBehind, whyNoNat } from './nat.node.ts';
import { openPhone, type Phone } from './phone.node.ts';
import { type CallableWorld, makeCallable } from './telephony.node.ts';
import { startWorld } from './world.node.ts';

const why = noCalls ? 'the engines of calls are not installed' : whyNoNat();
if (why !== null) console.warn(`Calls from behind a router are NOT TRIED here: ${why}`);

describe.skipIf(why !== null)('a phone behind a router that translates addresses', () => {
  let behind: Behind;
  let stage: CallableWorld;
  let [far, near]: [FarPhone?, Phone?] = [];

  beforeAll(async () => {
    behind = networkBehind();
    const { address } = behind;
    stage = await makeCallable(startWorld, { open: { address, announced: address } });
    await Promise.all(['anna', 'ben'].map((one) => stage.world.agent(one)));
    const edge = stage.setup.places.sip;
    far = await behind.phone({ edge, user: 'desk-anna.demo', password: 'phone-anna-1', tone: 660 });
    near = await openPhone({ edge, user: 'desk-ben.demo', password: 'phone-ben-1', tone: 1000, address, edgeAddress: address });
    await near.registers();
    await far.does({ say: 'registers' });
  }, 60_000);
  afterAll(async () => {
    far?.close();
    near?.close();
    await stage?.close();
    behind?.close();
  });

  const stands = async () => far?.does({ say: 'stands' });
  const hearEachOther = async () => {
    await far?.does({ say: 'forgets' });
    near?.voice.forgets();
    await expect.poll(async () => [(await stands())?.hears, near?.voice.hears()]).toEqual([[1000], [660]]);
  };

  test('[VO141] is called: it rings, both hear each other, and it is hung up on', async () => {
    near?.calls('anna');
    await expect.poll(async () => (await stands())?.rings).toBe('ben');
    await far?.does({ say: 'lifts' });
    await hearEachOther();
    near?.hangsUp();
    await expect.poll(async () => (await stands())?.over).toBe(true);
  });

  test('[VO141] [VO140] calls: both hear each other, and it hangs up', async () => {
    await far?.does({ say: 'calls', to: 'ben' });
    await expect.poll(() => near?.rings()?.who).toBe('anna');
    near?.lifts();
    await hearEachOther();
    await far?.does({ say: 'hangsUp' });
    await expect.poll(() => near?.call()?.over).toBe(true);
  });

  test('[VO141] is still reached after the router would have forgotten a phone that nobody keeps awake', async () => {
    await pause(70_000); // twice what it remembers, and more than three times what it is kept awake by
    near?.calls('anna');
    await expect.poll(async () => (await stands())?.rings).toBe('ben');
    await far?.does({ say: 'lifts' });
    await hearEachOther();
    near?.hangsUp();
    await expect.poll(async () => (await stands())?.over).toBe(true);
  });
});
