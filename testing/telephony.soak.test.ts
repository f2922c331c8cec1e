import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { expect, test } from 'vitest';
import { malformed } from './malformed.node.ts';
import { manyCalls, nothing } from './many-calls.node.ts';
import { openPhone } from './phone.node.ts';
import { openStranger } from './stranger.node.ts';
import { startCallableWorld } from './telephony.node.ts';

test.skipIf(noCalls).each([200, 2000])(
  '[VO121] after %i calls, ended in every way, no leg, dialog, room, seat, port or row is left over',
  async (many) => {
    const stage = await startCallableWorld();
    const desk = await openPhone({ edge: stage.setup.places.sip, user: 'desk-anna.demo', password: 'phone-anna-1', tone: 660 });
    try {
      await desk.registers();
      const agent = await stage.world.agent('anna');
      const { sockets } = await stage.left();
      await manyCalls(many, { stage, agent, desk, carrier: stage.carrier });
      await expect.poll(() => stage.left()).toEqual({ ...nothing, sockets });
    } finally {
      desk.close();
      await stage.close();
    }
  },
);

const seeds = Array.from({ length: 20 }, (_, n) => Number(process.env['PATCHBAY_SEED'] ?? 100) + n);

test.skipIf(noCalls)(
  '[VO98] [VO136] ten thousand malformed messages of a carrier and of strangers, many about a live call, harm nobody and leave nothing',
  async () => {
    const stage = await startCallableWorld();
    const { setup, carrier } = stage;
    const edge = setup.places.sip;
    const desk = await openPhone({ edge, user: 'desk-anna.demo', password: 'phone-anna-1', tone: 660 });
    const strangers = [await openStranger(edge, '127.0.0.4'), await openStranger(edge, '127.0.0.5')]; // the carrier has this one, too
    const [stranger, known] = strangers;
    const talk = async () => {
      for (const { voice } of [carrier, desk]) voice.forgets();
      await expect.poll(() => [carrier.voice.hears(), desk.voice.hears()]).toEqual([[660], [440]]);
    };
    try {
      await desk.registers();
      const agent = await stage.world.agent('anna');
      await agent.does({ type: 'setReady', channel: 'voice' });
      const call = carrier.calls('+4930123456');
      await expect
        .poll(() => [call.status, desk.rings()?.who, agent.me])
        .toMatchObject([200, '+49301234', { channels: { voice: { is: 'ready' } } }]);
      desk.lifts();
      await talk();
      const pids = await stage.pids();
      for (const seed of seeds) {
        for (const message of malformed(seed, 500, { edge, callId: carrier.callId() })) for (const one of strangers) one.says(message);
        const read = [await stranger?.asks('OPTIONS'), await known?.asks('INVITE', { to: '+4930000000' })];
        expect([seed, ...read]).toEqual([seed, 200, 404]); // all of that was read
        await talk();
        await expect.poll(async () => [seed, (await stage.left()).lines]).toEqual([seed, 2]);
        expect([seed, await stage.pids(), call.over, desk.call()?.over]).toEqual([seed, pids, false, false]);
      }
      carrier.hangsUp();
      await expect.poll(() => desk.call()?.over).toBe(true);
      await expect
        .poll(async () => ({ ...(await stage.left()), sockets: 0 }))
        .toEqual({ ...nothing, sockets: 0, calls: expect.any(Number) });
    } finally {
      for (const one of [...strangers, desk]) one.close();
      await stage.close();
    }
  },
);
