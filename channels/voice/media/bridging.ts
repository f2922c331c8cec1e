import { roomSession, turned } from './sdp.ts';

/** Ports stay when a peer moves: Janus listens to the one it was told at first. After the first seconds only who was heard there is heard. [VO122] */
const COMMON = {
  ICE: 'remove',
  'rtcp-mux': ['demux'],
  replace: ['origin'],
  flags: ['trust-address', 'no-rtcp-attribute', 'port-latching', 'strict-source', 'inject-DTMF'],
};
const PLAIN = { 'transport-protocol': 'RTP/AVP' };
/** SRTP with the keys in the session (SDES), which the signalling must keep secret. Without GCM: rtpengine's keys of that are two bytes short. */
const SECURE = { 'transport-protocol': 'RTP/SAVP', DTLS: 'off', SDES: ['no-AEAD_AES_256_GCM', 'no-AEAD_AES_128_GCM'] };
/** Without `accept` the answer to a phone has no digits. */
const TO_ROOM = { ...COMMON, ...PLAIN, codec: { mask: ['all'], accept: ['telephone-event'], transcode: ['opus/48000/2/32000'] } };
const TO_PHONE = { ...COMMON, ...PLAIN, codec: { mask: ['opus'], transcode: ['PCMA', 'PCMU', 'telephone-event'] } };
/** The number of Opus in sessions of ours. */
export const OURS = 96;
/** A port nobody listens on: the real one is known only after rtpengine has been asked for its own. */
export const NOWHERE = 9;

/** What rtpengine is told of a leg's two sides, the phone's (`sip`) and the room's (`janus`): its commands' words. */
export const bridging = {
  /** The phone offers a session, at first or in mid-call. */
  offered: (leg: string, sdp: string, first: boolean) => ({
    ...{ 'call-id': leg, 'from-tag': 'sip', sdp, ...TO_ROOM },
    ...(first ? { direction: ['external', 'internal'] } : { 'to-tag': 'janus' }),
  }),
  /** The room answers what the phone offered. */
  taken: (leg: string, offer: string, { port, opus }: { readonly port: number; readonly opus: number }) => ({
    ...{ 'call-id': leg, 'from-tag': 'sip', 'to-tag': 'janus', ...COMMON },
    sdp: roomSession('127.0.0.1', port, opus, turned(offer)),
  }),
  /** The room offers a session to the phone; `again`: in mid-call. */
  offers: (leg: string, port: number, { opus = OURS, again = false, secure = false }) => ({
    ...{ 'call-id': leg, 'from-tag': 'janus', sdp: roomSession('127.0.0.1', port, opus), ...TO_PHONE, ...(secure ? SECURE : {}) },
    ...(again ? { 'to-tag': 'sip' } : { direction: ['internal', 'external'] }),
  }),
  /** The phone answers it. */
  accepted: (leg: string, sdp: string) => ({ 'call-id': leg, 'from-tag': 'janus', 'to-tag': 'sip', sdp, ...COMMON, ...PLAIN }),
  pressed: (leg: string, key: string) => ({ 'call-id': leg, 'from-tag': 'janus', code: key, duration: 160, volume: 8 }),
};

type Query = {
  readonly tags: Readonly<Record<string, { readonly tag: string; readonly medias: readonly { readonly streams: readonly Stream[] }[] }>>;
};
type Stream = { readonly 'local port': number; readonly stats: { readonly packets: number } };

function streamOf(answer: object, tag: string): Stream {
  const stream = Object.values((answer as Query).tags).find((one) => one.tag === tag)?.medias[0]?.streams[0];
  if (!stream) throw new Error(`rtpengine tells nothing of ${tag}`);
  return stream;
}
/** Where rtpengine listens to the room, from its answer to `query`. */
export const roomPortIn = (answer: object): number => streamOf(answer, 'janus')['local port'];
/** How much of the phone's voice it got. */
export const packetsIn = (answer: object): number => streamOf(answer, 'sip').stats.packets;

/** Whether a peer's session is one of SRTP. */
export const isSecure = (sdp: string | null): boolean => /^m=audio \d+ RTP\/SAVP/m.test(sdp ?? '');

/** The session an engine answers with. */
export function sessionOf({ sdp }: { readonly sdp?: string | undefined }): string {
  if (sdp === undefined) throw new Error('the engine answers without a session');
  return sdp;
}
