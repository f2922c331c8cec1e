import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { expect, test } from 'vitest';
import { manyCalls, nothing } from './many-calls.node.ts';
import { openPhone } from './phone.node.ts';
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
