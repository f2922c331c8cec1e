import type { Sound } from '../call.ts';
import type { MediaEngine, MediaEvent, MediaLegId, Place } from '../media/media.ts';
import { roomSession, targetIn } from '../media/sdp.ts';
import { goesRound } from '../media/sounds.ts';

/** A peer of the fake: a tone and a made-up port instead of a socket. */
export interface FakeVoice {
  readonly sdp: () => string;
  readonly speaks: (sdp: string) => void;
  readonly hears: () => readonly number[];
  readonly presses: (digit: number) => Promise<void>;
  readonly digits: () => number;
  readonly close: () => void;
}
type Peer = { readonly tone: number; port: number; leg: MediaLegId | null; digits: number };
type Leg = { place: Place; port: number; readonly own: number };

/** Engines without sound: who hears whom follows from the rooms, as with the real ones. */
export function fakeMedia(tell: (event: MediaEvent) => void): MediaEngine & { readonly voice: (tone: number) => FakeVoice } {
  const legs = new Map<MediaLegId, Leg>();
  const peers: Peer[] = [];
  const sounds = new Map<string, readonly Sound[]>();
  let ports = 10_000;
  const session = (port: number) => roomSession('127.0.0.1', port, 96);
  const portIn = (sdp: string): number => {
    const target = targetIn(sdp);
    if (!target) throw new Error('there is no audio in this session');
    return target.port;
  };
  const begin = (leg: MediaLegId, port: number, place: Place) => {
    const own = (ports += 1);
    legs.set(leg, { place, port, own });
    return session(own);
  };
  const found = (leg: MediaLegId): Leg => {
    const one = legs.get(leg);
    if (!one) throw new Error(`there is no sound of ${leg}`);
    return one;
  };
  /** Both must know where to send. */
  const isUp = ({ leg, port }: Peer) => leg !== null && legs.get(leg)?.port === port;
  const speaking = (room: string, listener: Peer) =>
    peers
      .filter((peer) => peer !== listener && isUp(peer) && peer.leg !== null && isHeardIn(legs.get(peer.leg), room))
      .map(({ tone }) => tone);
  /** A room without legs is gone, with what is played there. */
  const tidy = () => {
    for (const room of sounds.keys()) if (![...legs.values()].some(({ place }) => place.room === room)) sounds.delete(room);
  };
  /** Sounds of tests are named by their tone. */
  const playedIn = (room: string) => (sounds.get(room) ?? []).flatMap((sound) => ('name' in sound ? [Number(sound.name)] : []));
  return {
    take: async (leg, offer, place) => begin(leg, portIn(offer), place),
    takeBrowser: async (leg, offer, place) => {
      const answer = begin(leg, portIn(offer), place);
      tell({ is: 'up', leg });
      return answer;
    },
    offer: async (leg, place) => begin(leg, 0, place),
    accept: async (leg, answer) => void (found(leg).port = portIn(answer)),
    retake: async (leg, offer) => {
      const one = found(leg);
      one.port = portIn(offer);
      return session(one.own);
    },
    revive: async (leg) => (found(leg), null), // nothing is forgotten here
    play: async (room, list) => {
      if (list.some(goesRound)) sounds.set(room, list);
      else tell({ is: 'played', room });
    },
    hush: async (room) => void sounds.delete(room),
    sounds: () => sounds,
    move: async (leg, place) => {
      found(leg).place = place;
      tidy();
    },
    press: async (leg) => {
      found(leg);
      for (const peer of peers) if (peer.leg === leg) peer.digits += 1;
    },
    drop: async (leg) => {
      legs.delete(leg);
      tidy();
    },
    seats: async () => new Map([...legs].map(([leg, { place }]) => [leg, place])),
    stats: async (leg) => ({ packets: peers.some((peer) => peer.leg === leg) ? 1 : 0 }),
    voice: (tone) => {
      const peer: Peer = { tone, port: (ports += 1), leg: null, digits: 0 };
      peers.push(peer);
      return {
        sdp: () => session(peer.port),
        speaks: (sdp) => void (peer.leg = [...legs].find(([, { own }]) => own === portIn(sdp))?.[0] ?? null),
        hears: () => {
          const leg = peer.leg && isUp(peer) ? legs.get(peer.leg) : undefined;
          return leg ? [...speaking(leg.place.room, peer), ...playedIn(leg.place.room)].toSorted((a, b) => a - b) : [];
        },
        presses: async (digit) => {
          if (peer.leg && isUp(peer)) tell({ is: 'digit', leg: peer.leg, digit: '0123456789*#'[digit] ?? '' });
        },
        digits: () => peer.digits,
        close: () => void peers.splice(peers.indexOf(peer), 1),
      };
    },
  };
}

const isHeardIn = (leg: Leg | undefined, room: string) => leg?.place.room === room && !leg.place.muted;
