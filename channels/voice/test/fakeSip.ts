import type { Cause } from '../call.ts';
import type { SipEdge, SipEvent, SipLegId } from '../sip/edge.ts';
import { causeOf, STATUS } from '../sip/replies.ts';
import { SDP } from './sipp.ts';

/** Somebody at the other end of a line, real or made up: what the contract needs of a phone. */
export interface Peer {
  readonly calls: (number: string) => PeerCall;
  readonly rings: () => { readonly who: string } | undefined;
  readonly lifts: () => void;
  readonly refuses: (status: string) => void;
  readonly hangsUp: () => void;
  readonly call: () => PeerCall | undefined;
}
/** A call as the other end has it; `status`: what it was answered last. */
interface PeerCall {
  readonly status: number;
  readonly up: boolean;
  readonly over: boolean;
}
type Theirs = { -readonly [K in keyof PeerCall]: PeerCall[K] } & { readonly who: string; readonly ours: boolean };
type Held = { readonly leg: SipLegId; readonly theirs: Theirs };

/** An edge without signalling: one phone at the other end, whose number is a carrier's. What it keeps is what the real one keeps. */
export function fakeSip(tell: (event: SipEvent) => void, number: string): SipEdge & { readonly peer: Peer } {
  const lines = new Map<SipLegId, Held>();
  let [now, n]: [Held | undefined, number] = [undefined, 0];
  const ends = (leg: SipLegId, cause: Cause | 'hungUp', status = 0): void => {
    const line = lines.get(leg);
    if (!line) return;
    lines.delete(leg);
    Object.assign(line.theirs, { over: true, up: false, ...(line.theirs.ours && status > 0 && { status }) });
    tell({ leg, is: 'ended', cause });
  };
  const begins = (leg: SipLegId, ours: boolean, who: string): Held => {
    now = { leg, theirs: { status: 0, up: false, over: false, who, ours } };
    lines.set(leg, now);
    return now;
  };
  const ofTheirs = (leg: SipLegId): Theirs | undefined => {
    const theirs = lines.get(leg)?.theirs;
    return theirs?.ours ? theirs : undefined;
  };
  const current = () => now && lines.has(now.leg) && now;
  return {
    dial: async (leg, { shown }) => {
      begins(leg, false, shown);
      tell({ leg, is: 'ringing', sdp: null });
    },
    ring: async (leg, sdp) => void Object.assign(ofTheirs(leg) ?? {}, { status: sdp === undefined ? 180 : 183 }),
    answer: async (leg) => {
      const theirs = ofTheirs(leg);
      if (!theirs || theirs.up) return;
      Object.assign(theirs, { status: 200, up: true });
      tell({ leg, is: 'connected', sdp: null });
    },
    reject: async (leg, cause) => ends(leg, cause, STATUS[cause]),
    reoffer: async (leg) => (lines.get(leg)?.theirs.up ? SDP : null),
    agree: async () => undefined, // this phone offers nothing in mid-call
    hangUp: async (leg) => {
      const line = lines.get(leg);
      if (!line) return;
      if (line.theirs.up) return ends(leg, 'hungUp');
      ends(leg, line.theirs.ours ? 'declined' : 'cancelled', STATUS.declined);
    },
    peer: {
      calls: (to) => {
        const { leg, theirs } = begins(`in${(n += 1)}` as SipLegId, true, to);
        tell({ leg, is: 'invited', source: { trunk: 't1' }, from: number, to, sdp: SDP });
        return theirs;
      },
      rings: () => {
        const line = current();
        return line && !line.theirs.ours && !line.theirs.up ? line.theirs : undefined;
      },
      lifts: () => {
        const line = current();
        if (!line) return;
        line.theirs.up = true;
        tell({ leg: line.leg, is: 'answered', sdp: SDP });
      },
      refuses: (status) => {
        const line = current();
        if (line) ends(line.leg, causeOf(Number.parseInt(status, 10), status.slice(4)));
      },
      hangsUp: () => {
        const line = current();
        if (line) ends(line.leg, line.theirs.up ? 'hungUp' : 'cancelled');
      },
      call: () => now?.theirs,
    },
  };
}
