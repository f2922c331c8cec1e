import { expect } from 'vitest';
import type { ApiAgent } from './agent.node.ts';
import type { Phone } from './phone.node.ts';
import type { CallableWorld } from './telephony.node.ts';

/** Who takes part in many calls: a stage, an agent at a desk phone, and whoever calls. */
export interface ManyCalls {
  readonly stage: CallableWorld;
  readonly agent: ApiAgent;
  readonly desk: Phone;
  readonly carrier: Phone;
}

/** So many calls one after the other, ended in each way calls end; what is there afterwards. */
export async function manyCalls(many: number, { stage, agent, desk, carrier }: ManyCalls) {
  const voice = () => agent.chats.filter((c) => (c.channel as string) === 'voice');
  const ready = async () => {
    stage.world.clock.pass(1000);
    if (agent.me?.channels.voice?.is !== 'ready') await agent.does({ type: 'setReady', channel: 'voice' });
  };
  const wraps = async () => {
    const id = await agent.sees('a wrap-up', () => voice().find((c) => c.at.stage === 'wrapUp')?.id);
    await agent.does({ type: 'submitWrapUp', interaction: id, reason: 'solved' });
  };
  const ends: readonly (() => Promise<void>)[] = [
    async () => carrier.hangsUp(), // while it rings
    async () => {
      desk.refuses();
      await agent.sees('declined', (a) => (a.me?.channels.voice?.is === 'notReady' ? true : undefined));
      carrier.hangsUp();
    },
    async () => {
      desk.lifts();
      await agent.sees('talking', () => voice().find((c) => c.at.stage === 'active')?.id);
      carrier.hangsUp();
      await wraps();
    },
    async () => {
      desk.lifts();
      const id = await agent.sees('talking', () => voice().find((c) => c.at.stage === 'active')?.id);
      await agent.does({ type: 'hold', interaction: id });
      await agent.does({ type: 'resume', interaction: id });
      desk.hangsUp();
      await wraps();
    },
  ];
  for (let n = 0; n < many; n += 1) {
    if (n % 50 === 49) await desk.registers(); // as phones do before their time is over
    await ready();
    const call = carrier.calls('+4930123456');
    await expect.poll(() => [n, desk.rings()?.who, agent.me]).toMatchObject([n, '+49301234', { channels: { voice: { is: 'ready' } } }]);
    await expect.poll(() => call.up).toBe(true);
    await ends[n % ends.length]?.();
    await expect.poll(() => [call.over, desk.call()?.over]).toEqual([true, true]);
    await expect.poll(async () => (await stage.left()).calls).toBe(0); // else the phone may ring once more for a caller who is just leaving
  }
}

/** Nothing of any call: what is left when all are over. */
export const nothing = { calls: 0, lines: 0, legs: 0, dialogs: 0, rtpengine: 0, seats: 0, rooms: 0, rows: 0 };
