import type { Cause } from '../call.ts';

/** The name of one line's signalling; ours, never the peer's. */
export type SipLegId = string & { readonly id: 'sipLeg' };

/** What can be asked of the SIP edge. Each order is about one line; one that is gone already takes no order and minds none. */
export interface SipEdge {
  /** Calls somebody. What comes of it is an event. */
  readonly dial: (leg: SipLegId, order: Dial) => Promise<void>;
  /** Tells a caller that it rings; with a session they hear us before we answer. */
  readonly ring: (leg: SipLegId, sdp?: string) => Promise<void>;
  /** Answers a caller; to a late offer the session is our offer, and theirs comes with `connected`. */
  readonly answer: (leg: SipLegId, sdp: string) => Promise<void>;
  /** `why` is for people: phones show it. */
  readonly reject: (leg: SipLegId, cause: Cause, why?: string) => Promise<void>;
  /** Offers a new session on a line that is up; resolves with theirs, or null when they do not take it and the old one goes on. */
  readonly reoffer: (leg: SipLegId, sdp: string) => Promise<string | null>;
  /** Answers what the peer `offered`; null refuses it, and the old session goes on. */
  readonly agree: (leg: SipLegId, sdp: string | null) => Promise<void>;
  /** Ends the line, whatever it is doing. */
  readonly hangUp: (leg: SipLegId) => Promise<void>;
}

/** Whom to call: a registered phone, or a number over a trunk. */
export interface Dial {
  readonly to: { readonly phone: string } | { readonly number: string; readonly trunk: string };
  /** The number or name we show. */
  readonly shown: string;
  readonly sdp: string;
}

/** Who a caller is, as the edge has proved it; numbers from a trunk are what the carrier says. */
export type Source = { readonly trunk: string } | { readonly phone: string };

/** What happens on the lines. */
export type SipEvent = { readonly leg: SipLegId } & (
  | { readonly is: 'invited'; readonly source: Source; readonly from: string; readonly to: string; readonly sdp: string | null }
  /** It rings at the other end; a session is what is heard meanwhile. Comes as often as they say it. */
  | { readonly is: 'ringing'; readonly sdp: string | null }
  | { readonly is: 'answered'; readonly sdp: string }
  /** The caller has our answer: the line is up. Theirs is the answer to our offer, null when they had offered. */
  | { readonly is: 'connected'; readonly sdp: string | null }
  /** The peer wants another session (hold, another address); null: it asks for our offer. `agree` answers it. */
  | { readonly is: 'offered'; readonly sdp: string | null }
  | { readonly is: 'digit'; readonly digit: string }
  | { readonly is: 'referred'; readonly to: string }
  /** `edge`: it was not up yet, and whoever carried it died. */
  | { readonly is: 'ended'; readonly cause: Cause | 'hungUp' | 'edge' }
);

/** Where dialogs are kept, so that a successor can go on with the lines: written before each of our own requests. */
export interface Dialogs {
  readonly keep: (leg: SipLegId, dialog: SavedDialog) => Promise<void>;
  readonly forget: (leg: SipLegId) => Promise<void>;
}

/** A dialog as it is kept: JSON, and no secret in it. */
export interface SavedDialog {
  readonly id: string;
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly localSequenceNumber: number | undefined;
  readonly remoteSequenceNumber: number | undefined;
  readonly localURI: string;
  readonly remoteURI: string;
  readonly remoteTarget: string;
  readonly routeSet: readonly string[];
  /** Our last session, for a refresh. */
  readonly sdp: string;
  readonly timer: SessionTimer | null;
}

/** RFC 4028: the session is over unless somebody says within this time that it goes on. */
export interface SessionTimer {
  readonly seconds: number;
  readonly refresher: 'us' | 'them';
  /** Whether they understand UPDATE, which refreshes without an offer. */
  readonly update: boolean;
}
