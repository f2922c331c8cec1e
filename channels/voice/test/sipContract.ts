import { expect } from 'vitest';
import type { Dial, SipEdge, SipEvent, SipLegId } from '../sip/edge.ts';
import type { Peer } from './fakeSip.ts';
import { SDP } from './sipp.ts';

/** An edge to be tried: the port, whoever is at the other end, and what was told. */
export interface SipWorld {
  readonly edge: SipEdge;
  readonly peer: Peer;
  readonly events: readonly SipEvent[];
}

/** The number at the other end. */
export const theirNumber = '+4930999';
const our = SDP.replace('6000', '7000');
const out = 'out1' as SipLegId;
const order: Dial = { to: { number: '+4930123', trunk: 't1' }, shown: '+4930777', sdp: our };

/** What was told of this kind, waited for; told once. */
async function told<K extends SipEvent['is']>({ events }: SipWorld, is: K): Promise<SipEvent & { readonly is: K }> {
  const found = () => events.filter((event) => event.is === is);
  await expect.poll(() => found().length).toBe(1);
  return found()[0] as SipEvent & { readonly is: K };
}
const invited = async (w: SipWorld) => {
  const call = w.peer.calls('+4930123');
  return { call, event: await told(w, 'invited') };
};
const answered = async (w: SipWorld) => {
  const { call, event } = await invited(w);
  await w.edge.ring(event.leg);
  await w.edge.answer(event.leg, our);
  await told(w, 'connected');
  await expect.poll(() => call.up).toBe(true);
  return { call, leg: event.leg };
};
const lifted = async (w: SipWorld) => {
  await w.edge.dial(out, order);
  await expect.poll(() => w.peer.rings()?.who).toBe(order.shown);
  w.peer.lifts();
  expect(await told(w, 'answered')).toMatchObject({ leg: out, sdp: expect.stringContaining('m=audio') });
};

/** What every edge keeps: the rules of a line, for whatever decides about calls. */
export const sipPromises: Readonly<Record<string, (w: SipWorld) => Promise<void>>> = {
  '[VO90] who calls is told with their source, is rung, answered, and hangs up: told once': async (w) => {
    const { call, event } = await invited(w);
    expect(event).toMatchObject({ source: { trunk: 't1' }, from: theirNumber, to: expect.stringMatching(/4930123$/) });
    expect(event.sdp).toContain('m=audio');
    await w.edge.ring(event.leg);
    await expect.poll(() => call.status).toBe(180);
    await w.edge.answer(event.leg, our);
    expect(await told(w, 'connected')).toMatchObject({ leg: event.leg, sdp: null });
    await expect.poll(() => [call.status, call.up]).toEqual([200, true]);
    w.peer.hangsUp();
    expect(await told(w, 'ended')).toMatchObject({ leg: event.leg, cause: 'hungUp' });
  },
  '[VO90] a caller we hang up on is gone, and that it is over is told once': async (w) => {
    const { call, leg } = await answered(w);
    await w.edge.hangUp(leg);
    expect(await told(w, 'ended')).toMatchObject({ leg, cause: 'hungUp' });
    await expect.poll(() => call.over).toBe(true);
    await w.edge.hangUp(leg);
    await told(w, 'ended');
  },
  '[VO90] a caller is refused with a reason': async (w) => {
    const { call, event } = await invited(w);
    await w.edge.reject(event.leg, 'busy', 'Later,\r\nplease');
    await expect.poll(() => [call.status, call.over]).toEqual([486, true]);
    expect(await told(w, 'ended')).toMatchObject({ leg: event.leg, cause: 'busy' });
  },
  '[VO95] a caller who gives up is gone; an answer after that is none': async (w) => {
    const { call, event } = await invited(w);
    await w.edge.ring(event.leg);
    await expect.poll(() => call.status).toBe(180);
    w.peer.hangsUp();
    expect(await told(w, 'ended')).toMatchObject({ leg: event.leg, cause: 'cancelled' });
    await w.edge.answer(event.leg, our);
    expect(w.events.some(({ is }) => is === 'connected')).toBe(false);
  },
  '[VO90] whom we call rings, answers and hangs up': async (w) => {
    await lifted(w);
    expect(w.events.find(({ is }) => is === 'ringing')).toMatchObject({ leg: out });
    w.peer.hangsUp();
    expect(await told(w, 'ended')).toMatchObject({ leg: out, cause: 'hungUp' });
  },
  '[VO90] whom we call is busy': async (w) => {
    await w.edge.dial(out, order);
    await expect.poll(() => w.peer.rings()?.who).toBe(order.shown);
    w.peer.refuses('486 Busy Here');
    expect(await told(w, 'ended')).toMatchObject({ leg: out, cause: 'busy' });
  },
  '[VO95] giving up while it rings ends it at the other end': async (w) => {
    await w.edge.dial(out, order);
    await expect.poll(() => w.peer.rings()?.who).toBe(order.shown);
    await w.edge.hangUp(out);
    expect(await told(w, 'ended')).toMatchObject({ leg: out, cause: 'cancelled' });
    await expect.poll(() => w.peer.call()?.over).toBe(true);
  },
  '[VO92] another session is taken while it is up, and by nobody afterwards': async (w) => {
    await lifted(w);
    expect(await w.edge.reoffer(out, our)).toContain('m=audio');
    await w.edge.hangUp(out);
    await told(w, 'ended');
    expect(await w.edge.reoffer(out, our)).toBeNull();
  },
  '[VO104] a line that is gone, or never was, takes no order and minds none': async (w) => {
    const none = 'none' as SipLegId;
    await w.edge.ring(none);
    await w.edge.answer(none, our);
    await w.edge.reject(none, 'busy');
    await w.edge.agree(none, our);
    await w.edge.hangUp(none);
    expect([await w.edge.reoffer(none, our), w.events]).toEqual([null, []]);
  },
};
