import { freePort } from '@patchbay/supervisor/port.node.ts';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Setup } from '../engines/engine.ts';
import type { SipLegId } from '../sip/edge.ts';
import { type Listening, listens, setup, startEdge } from './edge.node.ts';
import { rawPhone } from './phone.node.ts';
import { plays } from './sipp.node.ts';
import { SDP, type Step } from './sipp.ts';

/** What we offer and answer. */
export const OUR = SDP.replace('6000', '7000');

/** One Kamailio for a file of tests; for each test a telephony process of ours and a carrier whose only number is `port`. */
export class EdgeOfSuite {
  setup!: Setup;
  edge!: Awaited<ReturnType<typeof startEdge>>;
  us!: Listening;
  port!: number;
  constructor() {
    beforeAll(async () => {
      this.setup = await setup();
      this.edge = await startEdge(this.setup);
    });
    afterAll(async () => {
      await this.edge?.stop();
      this.edge?.remove();
    });
    beforeEach(async () => {
      this.us = await listens(this.setup);
      this.port = await freePort();
      await this.edge.set('trunkip', `127.0.0.1:${this.port}`, 't1');
      await this.edge.set('trunk', 't1::uri', `sip:127.0.0.1:${this.port}`);
      await this.edge.set('trunk', 't1::domain', '127.0.0.1');
    });
    afterEach(() => this.us.sip.close());
  }

  /** The carrier calls. */
  calls(steps: readonly Step[], answers = false) {
    const sipp = plays(steps, { to: this.setup.places.sip, port: this.port, answers });
    sipp.done.catch(this.us.fail);
    return sipp;
  }
  /** The carrier is called. */
  phone(steps: readonly Step[]) {
    return this.calls(steps, true);
  }
  rawPhone() {
    return rawPhone(this.port, this.setup.places.sip);
  }
  /** A caller is rung and answered, up to the acknowledgement. */
  async isAnswered() {
    const invited = await this.us.hears('invited');
    await this.us.sip.ring(invited.leg);
    await this.us.sip.answer(invited.leg, OUR);
    return { ...invited, connected: await this.us.hears('connected') };
  }
  /** We call the carrier's number. */
  async dials() {
    const leg = 'out1' as SipLegId;
    await this.us.sip.dial(leg, { to: { number: '+4930123', trunk: 't1' }, shown: '+4930999', sdp: OUR });
    return leg;
  }
}
