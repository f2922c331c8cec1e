import type { Sound } from '../call.ts';

/** The name of one line's sound; the same as that of its signalling. */
export type MediaLegId = string & { readonly id: 'mediaLeg' };

/** Where a leg sits: who is unmuted in a room is heard by all others in it. */
export interface Place {
  readonly room: string;
  readonly muted: boolean;
  readonly group: 'customer' | 'agent' | 'other';
}

/** What can be asked of the engines that carry voices. Rooms are there as soon as a leg sits in them or something is played, and gone after the last leg. */
export interface MediaEngine {
  /** A peer offers a session: resolves with our answer; from then on the leg sits there. */
  readonly take: (leg: MediaLegId, offer: string, place: Place) => Promise<string>;
  /** A browser offers a session, its candidates in it. A leg that is there already goes on with the new one, and the old one ends; if it fails, the old one stays. */
  readonly takeBrowser: (leg: MediaLegId, offer: string, place: Place) => Promise<string>;
  /** We offer a session, to a phone we call or to who invited us without one; `secure`: of SRTP. */
  readonly offer: (leg: MediaLegId, place: Place, secure?: boolean) => Promise<string>;
  /** Their answer to our offer; again with another one when somebody else answers in the end. */
  readonly accept: (leg: MediaLegId, answer: string) => Promise<void>;
  /** The peer offers another session in mid-call, to hold or from elsewhere: resolves with our answer. The room notices nothing. */
  readonly retake: (leg: MediaLegId, offer: string) => Promise<string>;
  /**
   * Makes the sound of a leg anew that was told to be `silent`, where it sat. Resolves with our offer, when the peer must take another
   * session (its answer goes to `accept`); null: the peer notices nothing and goes on.
   */
  readonly revive: (leg: MediaLegId) => Promise<string | null>;
  readonly move: (leg: MediaLegId, place: Place) => Promise<void>;
  /** Plays these one after the other to all in the room, in place of what was played; music and ringing go round and round. What is being played already goes on. */
  readonly play: (room: string, sounds: readonly Sound[]) => Promise<void>;
  /** Plays nothing there any more. */
  readonly hush: (room: string) => Promise<void>;
  /** Presses a key of the peer's: 0 to 9, * or #. */
  readonly press: (leg: MediaLegId, key: string) => Promise<void>;
  /** Ends the leg and everything of it; one that is gone already is no error. */
  readonly drop: (leg: MediaLegId) => Promise<void>;
  /** Who really sits where, as the engines say. */
  readonly seats: () => Promise<ReadonlyMap<string, Place>>;
  /** What is played where. */
  readonly sounds: () => ReadonlyMap<string, readonly Sound[]>;
  /** How much of the peer's voice has arrived. */
  readonly stats: (leg: MediaLegId) => Promise<{ readonly packets: number }>;
}

/** What the engines notice. */
export type MediaEvent =
  | { readonly is: 'digit'; readonly leg: MediaLegId; readonly digit: string }
  /** What was played there has been heard to its end. */
  | { readonly is: 'played'; readonly room: string }
  /** An engine has begun anew and knows this leg no longer: `revive` brings it back. A browser's leg is `lost` then. [VO118] */
  | { readonly is: 'silent'; readonly leg: MediaLegId }
  /** A browser's voice comes, or does not come any more. */
  | { readonly is: 'up' | 'lost'; readonly leg: MediaLegId };

/** Where Janus listens to a phone's voice, the number of its Opus, and the phone's last session; null: it has none of this one yet. */
export interface PhoneSide {
  readonly port: number;
  readonly opus: number;
  readonly peer: string | null;
}

/** What a successor needs to go on with a leg's sound: the engines' own names of it. [VO115] */
export interface KeptVoice {
  readonly handle: number | null;
  readonly id: string;
  readonly phone: PhoneSide | null;
  readonly place: Place;
}
