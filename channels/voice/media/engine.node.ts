import type { Sound } from '../call.ts';
import type { Places, Secrets } from '../engines/engine.ts';
import { bridging, isSecure, NOWHERE, OURS, packetsIn, roomPortIn, sessionOf } from './bridging.ts';
import type { Said } from './janus.node.ts';
import type { KeptVoice, MediaEngine, MediaEvent, MediaLegId, PhoneSide, Place } from './media.ts';
import { NgError, openNg } from './ng.node.ts';
import { openPlaying } from './playing.node.ts';
import { openRooms } from './rooms.node.ts';
import { targetIn } from './sdp.ts';
import { standingJanus } from './standing.node.ts';
import { inTurns } from './turns.ts';
import { watchLegs } from './watch.node.ts';

/** The engines' sound: rtpengine at the phones, Janus' rooms behind it. Either may die and be started again: what was there is brought back. */
export interface OpenMedia extends MediaEngine {
  /** What a successor needs of a leg; undefined: there is none. */
  readonly kept: (leg: MediaLegId) => KeptVoice | undefined;
  /** Goes on with these legs of a predecessor, and with the browsers that sit there. What it played begins anew when it is asked for. */
  readonly restore: (legs: ReadonlyMap<MediaLegId, KeptVoice>) => Promise<Restored>;
  /** Ends what rtpengine and Janus have of anybody else. */
  readonly sweep: () => Promise<void>;
  readonly close: () => void;
}
/** What came of a predecessor's legs: browsers and where they sit, and legs whose sound is to be revived. */
export interface Restored {
  readonly browsers: ReadonlyMap<MediaLegId, Place>;
  readonly silent: readonly MediaLegId[];
}

/** Of a phone's voice Janus keeps the port, of a browser's nothing: it has a new one after each reload. `handle` null: Janus has it no longer. */
type Leg = { handle: number | null; id: string; phone: PhoneSide | null; place: Place };

/** What the engines' sound needs: where they are, who hears what they notice, and where sounds lie. */
export interface MediaOptions {
  readonly places: Places;
  readonly secrets: Secrets;
  readonly tell: (event: MediaEvent) => void;
  readonly file: (sound: Sound) => string;
  /** What went wrong where nobody waits for it. */
  readonly say: (line: string) => void;
}

export async function openMedia({ places, secrets, tell, file, say }: MediaOptions): Promise<OpenMedia> {
  const ng = await openNg({
    port: places.ng,
    digits: places.digits,
    heard: (leg, digit) => tell({ is: 'digit', leg: leg as MediaLegId, digit }),
  });
  const heard = (said: Said) => void hear(said).catch((error: unknown) => say(String(error)));
  const janus = await standingJanus({
    ...{ port: places.janus, secret: secrets.janus, hear: heard, say },
    renewed: async () => {
      playing.forgetAll();
      await rooms.renew();
      for (const [leg, one] of legs) forgotten(leg, one);
    },
  });
  const rooms = await openRooms(janus, secrets.rooms, (room) => playing.forget(room));
  const playing = openPlaying(rooms, file, (room) => tell({ is: 'played', room }));
  const legs = new Map<MediaLegId, Leg>();
  /** Told to be silent, and not revived yet. */
  const silent = new Set<MediaLegId>();
  const isSilent = (leg: MediaLegId) => {
    silent.add(leg);
    tell({ is: 'silent', leg });
  };
  /** Janus has it no longer: a phone's voice is brought back, a browser has to offer its own again. */
  const forgotten = (leg: MediaLegId, one: Leg) => {
    one.handle = null;
    if (one.phone) return isSilent(leg);
    legs.delete(leg);
    tell({ is: 'lost', leg });
  };
  const stopWatching = watchLegs({
    ng,
    legs: () => [...legs].flatMap(([leg, { phone }]) => (phone && !silent.has(leg) ? [leg] : [])),
    missing: isSilent,
  });

  const hear = async ({ handle, what, receiving, data }: Said) => {
    if (data['audiobridge'] === 'announcement-stopped') return playing.ended(String(data['room']), String(data['file_id']));
    const [leg, one] = [...legs].find(([, { handle: own, phone }]) => own === handle && !phone) ?? [];
    if (!leg || !one) return;
    if (what === 'webrtcup' || (what === 'media' && receiving)) tell({ is: 'up', leg });
    if (what === 'media' && receiving === false) tell({ is: 'lost', leg });
    if (what === 'hangup') await inTurn(leg, () => hungUp(leg, one));
  };
  const hungUp = async (leg: MediaLegId, one: Leg) => {
    if (legs.get(leg) !== one) return; // it has offered anew
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
  const sit = async (leg: MediaLegId, place: Place, { port, opus }: { readonly port: number; readonly opus: number }) => {
    const handle = await janus.attach();
    const id = `${leg}~${handle}`; // So it may sit beside its older self for a moment, and who finds it knows its handle.
    const from = { rtp: { ip: '127.0.0.1', port, payload_type: opus, fec: true } };
    const joined = await unlessRefused(handle, rooms.enter(handle, id, place, from));
    const phone: PhoneSide = { port: (joined['rtp'] as { readonly port: number }).port, opus, peer: null };
    legs.set(leg, { handle, id, phone, place });
    return phone;
  };
  const end = async ({ handle, place }: Leg) => {
    if (handle === null) return;
    await janus.detach(handle).catch(() => undefined); // Not there any more: what we want.
    await rooms.leave(place);
  };
  /** Sits down once more, beside itself for a moment: rtpengine or Janus, or both, have begun anew. */
  const sitAgain = async (leg: MediaLegId, before: Leg, rtp: { readonly port: number; readonly opus: number }) => {
    const phone = await sit(leg, before.place, rtp);
    await end(before);
    return phone;
  };
  const speaksWith = (leg: MediaLegId, peer: string) => {
    const one = legs.get(leg);
    if (one?.phone) one.phone = { ...one.phone, peer };
  };
  const answer = async (leg: MediaLegId, offer: string, side: PhoneSide) => {
    const sdp = sessionOf(await ng.ask('answer', bridging.taken(leg, offer, side)));
    speaksWith(leg, offer);
    return sdp;
  };
  const found = (leg: MediaLegId): Leg => {
    const one = legs.get(leg);
    if (!one) throw new Error(`there is no sound of ${leg}`);
    return one;
  };
  const drop = async (leg: MediaLegId) => {
    const one = legs.get(leg);
    legs.delete(leg);
    silent.delete(leg);
    if (one?.phone !== null) await ng.ask('delete', { 'call-id': leg }).catch(() => undefined); // The same.
    if (one) await end(one);
  };
  const inTurn = inTurns<MediaLegId>();
  /** A leg that cannot begin leaves nothing behind. */
  const begins = (leg: MediaLegId, begin: () => Promise<string>) =>
    inTurn(leg, () =>
      begin().catch(async (error: unknown) => {
        await drop(leg);
        throw error;
      }),
    );
  /** A call of rtpengine's, and a seat behind it. */
  const offers = async (leg: MediaLegId, secure: boolean, seat: (port: number) => Promise<PhoneSide>) => {
    await ng.ask('offer', bridging.offers(leg, NOWHERE, {})); // In the clear: keys are made once, with the offer that is sent.
    const { port } = await seat(roomPortIn(await ng.ask('query', { 'call-id': leg })));
    return sessionOf(await ng.ask('offer', bridging.offers(leg, port, { secure })));
  };
  const revive = async (leg: MediaLegId): Promise<string | null> => {
    const one = found(leg);
    if (!one.phone) throw new Error(`${leg} is a browser's`);
    const { peer, opus } = one.phone;
    const there = await ng.ask('query', { 'call-id': leg }).then(roomPortIn, unlessForgotten);
    if (there === null || peer === null) {
      await ng.ask('delete', { 'call-id': leg }).catch(() => undefined); // Not there any more: what we want.
      return offers(leg, isSecure(peer), (port) => sitAgain(leg, one, { port, opus: OURS }));
    }
    const { port } = await sitAgain(leg, one, { port: there, opus });
    await ng.ask('offer', bridging.offers(leg, port, { opus, again: true, secure: isSecure(peer) }));
    await ng.ask('answer', bridging.accepted(leg, peer));
    speaksWith(leg, peer);
    return null;
  };

  return {
    take: (leg, offer, place) =>
      begins(leg, async () => {
        const target = targetIn(sessionOf(await ng.ask('offer', bridging.offered(leg, offer, true))));
        if (target?.opus == null) throw new Error('rtpengine offers the room no Opus');
        return answer(leg, offer, await sit(leg, place, { port: target.port, opus: target.opus }));
      }),
    takeBrowser: (leg, offer, place) =>
      inTurn(leg, async () => {
        const handle = await janus.attach();
        const id = `${leg}~${handle}`; // The same.
        const { session } = await unlessRefused(handle, rooms.enter(handle, id, place, { offer }));
        const before = legs.get(leg);
        legs.set(leg, { handle, id, phone: null, place });
        if (before) await end(before);
        return sessionOf({ sdp: session });
      }),
    offer: (leg, place, secure = false) => begins(leg, () => offers(leg, secure, (port) => sit(leg, place, { port, opus: OURS }))),
    accept: (leg, sdp) =>
      inTurn(leg, async () => {
        await ng.ask('answer', bridging.accepted(leg, sdp));
        speaksWith(leg, sdp);
      }),
    retake: (leg, offer) =>
      inTurn(leg, async () => {
        const { phone } = found(leg);
        if (!phone) throw new Error(`${leg} is a browser's`);
        const inner = await ng.ask('offer', bridging.offered(leg, offer, false));
        return answer(leg, offer, { ...phone, opus: targetIn(sessionOf(inner))?.opus ?? phone.opus });
      }),
    revive: (leg) =>
      inTurn(leg, async () => {
        const offer = await revive(leg);
        silent.delete(leg);
        return offer;
      }),
    move: (leg, place) =>
      inTurn(leg, async () => {
        const one = found(leg);
        if (one.handle === null) throw new Error(`${leg} is silent`);
        await rooms.move(one.handle, one.id, one.place, place);
        one.place = place;
      }),
    press: async (leg, key) => void (await ng.ask('play DTMF', bridging.pressed(leg, key))),
    drop: (leg) => inTurn(leg, () => drop(leg)),
    play: playing.play,
    hush: playing.hush,
    sounds: playing.now,
    seats: async () => new Map([...(await rooms.seats())].map(([id, place]) => [named(id).leg, place])),
    kept: (leg) => {
      const one = legs.get(leg);
      return one && { ...one };
    },
    restore: async (kept) => {
      const seats = await rooms.seats();
      const browsers = new Map<MediaLegId, Place>();
      const sits = async (leg: MediaLegId, one: Leg) => {
        legs.set(leg, one);
        rooms.found(one.place);
        await rooms.stop(one.place.room, 'sound-0');
      };
      for (const [leg, known] of kept) {
        const voice = { ...known, phone: known.phone && { ...known.phone, peer: known.phone.peer ?? null } }; // an older one kept no peer
        const place = seats.get(voice.id);
        if (place) await sits(leg, { ...voice, place });
        else {
          legs.set(leg, { ...voice, handle: null });
          silent.add(leg);
        }
      }
      for (const [id, place] of seats) {
        const { leg, handle } = named(id);
        if (!isBrowser(leg)) continue;
        await sits(leg, { handle, id, phone: null, place });
        browsers.set(leg, place);
      }
      return { browsers, silent: [...silent] };
    },
    sweep: async () => {
      const { calls } = (await ng.ask('list', { limit: '10000' })) as { readonly calls?: readonly string[] };
      for (const call of calls ?? []) if (!legs.has(call as MediaLegId)) await ng.ask('delete', { 'call-id': call }).catch(() => undefined); // Gone by itself.
      const strays = [...(await rooms.seats()).keys()].filter((id) => legs.get(named(id).leg)?.id !== id);
      for (const id of strays) await janus.detach(named(id).handle).catch(() => undefined); // The same.
      await rooms.sweep();
    },
    stats: async (leg) => ({ packets: packetsIn(await ng.ask('query', { 'call-id': leg })) }),
    close: () => {
      stopWatching();
      ng.close();
      janus.close();
    },
  };
}

/** A seat's name: whose it is, and its handle. */
function named(id: string): { readonly leg: MediaLegId; readonly handle: number } {
  const at = id.lastIndexOf('~');
  return { leg: id.slice(0, at) as MediaLegId, handle: Number(id.slice(at + 1)) };
}
const isBrowser = (leg: string): boolean => leg.startsWith('browser/');

/** rtpengine has begun anew; null: it has no such call. */
function unlessForgotten(error: unknown): null {
  if (error instanceof NgError) return null;
  throw error;
}
