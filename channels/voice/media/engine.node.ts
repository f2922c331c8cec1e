import type { Sound } from '../call.ts';
import type { Places, Secrets } from '../engines/engine.ts';
import { openJanus, type Said } from './janus.node.ts';
import type { KeptVoice, MediaEngine, MediaEvent, MediaLegId, Place } from './media.ts';
import { openNg } from './ng.node.ts';
import { openPlaying } from './playing.node.ts';
import { openRooms } from './rooms.node.ts';
import { roomSession, targetIn, turned } from './sdp.ts';

/** The engines' sound: rtpengine at the phones, Janus' rooms behind it. */
export interface OpenMedia extends MediaEngine {
  /** What a successor needs of a leg; undefined: there is none. */
  readonly kept: (leg: MediaLegId) => KeptVoice | undefined;
  /** Goes on with these legs of a predecessor; answers those whose sound is there. What it played begins anew when it is asked for. */
  readonly restore: (legs: ReadonlyMap<MediaLegId, KeptVoice>) => Promise<ReadonlySet<MediaLegId>>;
  /** Ends what rtpengine and Janus have of anybody else. */
  readonly sweep: () => Promise<void>;
  /** Resolves when Janus has hung up: whoever comes next begins anew. */
  readonly ended: Promise<void>;
  readonly close: () => void;
}

/** Of a phone's voice Janus keeps the port, of a browser's nothing: it has a new one after each reload. */
type Leg = { readonly handle: number; readonly id: string; readonly phone: Phone | null; place: Place };
type Phone = { readonly port: number; readonly opus: number };

/** What the engines' sound needs: where they are, who hears what they notice, and where sounds lie. */
export interface MediaOptions {
  readonly places: Places;
  readonly secrets: Secrets;
  readonly tell: (event: MediaEvent) => void;
  readonly file: (sound: Sound) => string;
  /** What went wrong where nobody waits for it. */
  readonly say: (line: string) => void;
  /** The session of a predecessor. */
  readonly before?: number | undefined;
}

/** Ports stay when a peer moves: Janus listens to the one it was told at first. */
const COMMON = {
  ICE: 'remove',
  'rtcp-mux': ['demux'],
  replace: ['origin'],
  flags: ['trust-address', 'no-rtcp-attribute', 'port-latching', 'inject-DTMF'],
};
const PLAIN = { 'transport-protocol': 'RTP/AVP' };
/** Without `accept` the answer to a phone has no digits. */
const TO_ROOM = { ...COMMON, ...PLAIN, codec: { mask: ['all'], accept: ['telephone-event'], transcode: ['opus/48000/2/32000'] } };
const TO_PHONE = { ...COMMON, ...PLAIN, codec: { mask: ['opus'], transcode: ['PCMA', 'PCMU', 'telephone-event'] } };
const OURS = 96;
/** A port nobody listens on: the real one is known only after rtpengine has been asked for its own. */
const NOWHERE = 9;

export async function openMedia({ places, secrets, tell, file, say, before }: MediaOptions): Promise<OpenMedia> {
  const ng = await openNg({
    port: places.ng,
    digits: places.digits,
    heard: (leg, digit) => tell({ is: 'digit', leg: leg as MediaLegId, digit }),
  });
  const heard = (said: Said) => void hear(said).catch((error: unknown) => say(String(error)));
  const janus = await openJanus(places.janus, secrets.janus, heard, before);
  const rooms = await openRooms(janus, secrets.rooms, (room) => playing.forget(room));
  const playing = openPlaying(rooms, file, (room) => tell({ is: 'played', room }));
  const legs = new Map<MediaLegId, Leg>();

  const hear = async ({ handle, what, receiving, data }: Said) => {
    if (data['audiobridge'] === 'announcement-stopped') return playing.ended(String(data['room']), String(data['file_id']));
    const [leg, one] = [...legs].find(([, { handle: own, phone }]) => own === handle && !phone) ?? [];
    if (!leg || !one) return;
    if (what === 'webrtcup' || (what === 'media' && receiving)) tell({ is: 'up', leg });
    if (what === 'media' && receiving === false) tell({ is: 'lost', leg });
    if (what !== 'hangup') return;
    legs.delete(leg);
    tell({ is: 'lost', leg });
    await end(one);
  };
  /** A handle that gets no seat is of no use. */
  const unlessRefused = <T>(handle: number, seat: Promise<T>): Promise<T> =>
    seat.catch(async (error: unknown) => {
      await janus.detach(handle).catch(() => undefined); // Not there any more: what we want.
      throw error;
    });
  const sit = async (leg: MediaLegId, place: Place, rtp: { readonly ip: string; readonly port: number; readonly opus: number }) => {
    const handle = await janus.attach();
    const from = { rtp: { ip: rtp.ip, port: rtp.port, payload_type: rtp.opus, fec: true } };
    const joined = await unlessRefused(handle, rooms.enter(handle, leg, place, from));
    const { port } = joined['rtp'] as { readonly port: number };
    legs.set(leg, { handle, id: leg, phone: { port, opus: rtp.opus }, place });
    return port;
  };
  const end = async ({ handle, place }: Leg) => {
    await janus.detach(handle).catch(() => undefined); // Not there any more: what we want.
    await rooms.leave(place);
  };
  const answer = async (leg: MediaLegId, offer: string, { port, opus }: { readonly port: number; readonly opus: number }) => {
    const session = roomSession('127.0.0.1', port, opus, turned(offer));
    return sessionOf(await ng.ask('answer', { 'call-id': leg, 'from-tag': 'sip', 'to-tag': 'janus', sdp: session, ...COMMON }));
  };
  const found = (leg: MediaLegId): Leg => {
    const one = legs.get(leg);
    if (!one) throw new Error(`there is no sound of ${leg}`);
    return one;
  };
  const drop = async (leg: MediaLegId) => {
    const one = legs.get(leg);
    legs.delete(leg);
    if (one?.phone !== null) await ng.ask('delete', { 'call-id': leg }).catch(() => undefined); // The same.
    if (one) await end(one);
  };
  /** A leg that cannot begin leaves nothing behind. */
  const beginning = async <T>(leg: MediaLegId, begin: () => Promise<T>): Promise<T> => {
    try {
      return await begin();
    } catch (error) {
      await drop(leg);
      throw error;
    }
  };

  return {
    take: (leg, offer, place) =>
      beginning(leg, async () => {
        const inner = sessionOf(
          await ng.ask('offer', { 'call-id': leg, 'from-tag': 'sip', sdp: offer, direction: ['external', 'internal'], ...TO_ROOM }),
        );
        const target = targetIn(inner);
        if (target?.opus == null) throw new Error('rtpengine offers the room no Opus');
        const port = await sit(leg, place, { ...target, opus: target.opus });
        return answer(leg, offer, { port, opus: target.opus });
      }),
    takeBrowser: async (leg, offer, place) => {
      const handle = await janus.attach();
      const id = `${leg}~${handle}`; // Both are in the room for a moment.
      const { session } = await unlessRefused(handle, rooms.enter(handle, id, place, { offer }));
      const before = legs.get(leg);
      legs.set(leg, { handle, id, phone: null, place });
      if (before) await end(before);
      return sessionOf({ sdp: session });
    },
    offer: (leg, place) =>
      beginning(leg, async () => {
        const ask = (port: number) =>
          ng.ask('offer', {
            'call-id': leg,
            'from-tag': 'janus',
            sdp: roomSession('127.0.0.1', port, OURS),
            direction: ['internal', 'external'],
            ...TO_PHONE,
          });
        await ask(NOWHERE);
        const port = portOf(await ng.ask('query', { 'call-id': leg }), 'janus');
        return sessionOf(await ask(await sit(leg, place, { ip: '127.0.0.1', port, opus: OURS })));
      }),
    accept: async (leg, sdp) =>
      void (await ng.ask('answer', { 'call-id': leg, 'from-tag': 'janus', 'to-tag': 'sip', sdp, ...COMMON, ...PLAIN })),
    retake: async (leg, offer) => {
      const { phone } = found(leg);
      if (!phone) throw new Error(`${leg} is a browser's`);
      const { port, opus } = phone;
      const inner = await ng.ask('offer', { 'call-id': leg, 'from-tag': 'sip', 'to-tag': 'janus', sdp: offer, ...TO_ROOM });
      return answer(leg, offer, { port, opus: targetIn(sessionOf(inner))?.opus ?? opus });
    },
    move: async (leg, place) => {
      const one = found(leg);
      await rooms.move(one.handle, one.id, one.place, place);
      one.place = place;
    },
    press: async (leg, key) =>
      void (await ng.ask('play DTMF', { 'call-id': leg, 'from-tag': 'janus', code: key, duration: 160, volume: 8 })),
    drop,
    play: playing.play,
    hush: playing.hush,
    sounds: playing.now,
    seats: async () => new Map([...(await rooms.seats())].map(([id, place]) => [id.replace(/~\d+$/, ''), place])),
    kept: (leg) => {
      const one = legs.get(leg);
      return one && { session: janus.session, ...one };
    },
    restore: async (kept) => {
      const seats = await rooms.seats();
      for (const [leg, { session, ...voice }] of kept) {
        const place = seats.get(voice.id);
        if (session !== janus.session || !place) continue;
        legs.set(leg, { ...voice, place });
        rooms.found(place);
        await rooms.stop(place.room, 'sound-0');
      }
      return new Set(legs.keys());
    },
    sweep: async () => {
      const { calls } = (await ng.ask('list', { limit: '10000' })) as { readonly calls?: readonly string[] };
      for (const call of calls ?? []) if (!legs.has(call as MediaLegId)) await ng.ask('delete', { 'call-id': call }).catch(() => undefined); // Gone by itself.
    },
    ended: janus.ended,
    stats: async (leg) => ({ packets: packetsOf(await ng.ask('query', { 'call-id': leg }), 'sip') }),
    close: () => {
      ng.close();
      janus.close();
    },
  };
}

type Query = {
  readonly tags: Readonly<Record<string, { readonly tag: string; readonly medias: readonly { readonly streams: readonly Stream[] }[] }>>;
};
type Stream = { readonly 'local port': number; readonly stats: { readonly packets: number } };

function streamOf(answer: object, tag: string): Stream {
  const stream = Object.values((answer as Query).tags).find((one) => one.tag === tag)?.medias[0]?.streams[0];
  if (!stream) throw new Error(`rtpengine tells nothing of ${tag}`);
  return stream;
}
const portOf = (answer: object, tag: string) => streamOf(answer, tag)['local port'];
const packetsOf = (answer: object, tag: string) => streamOf(answer, tag).stats.packets;

function sessionOf({ sdp }: { readonly sdp?: string | undefined }): string {
  if (sdp === undefined) throw new Error('the engine answers without a session');
  return sdp;
}
