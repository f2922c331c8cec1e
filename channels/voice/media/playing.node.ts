import type { Sound } from '../call.ts';
import type { Rooms } from './rooms.node.ts';
import { goesRound } from './sounds.ts';

/** What is played in the rooms: lists of sounds, each after the end of the one before. */
export interface Playing {
  readonly play: (room: string, sounds: readonly Sound[]) => Promise<void>;
  readonly hush: (room: string) => Promise<void>;
  /** The AudioBridge says that a file has ended; every leg in the room says so. */
  readonly ended: (room: string, name: string) => Promise<void>;
  /** The room is gone. */
  readonly forget: (room: string) => void;
  /** All of them are. */
  readonly forgetAll: () => void;
  readonly now: () => ReadonlyMap<string, readonly Sound[]>;
}
type One = { readonly sounds: readonly Sound[]; at: number };

/** `file` is where a sound lies; `heard` is told when a list has been heard to its end. */
export function openPlaying(rooms: Pick<Rooms, 'play' | 'stop'>, file: (sound: Sound) => string, heard: (room: string) => void): Playing {
  const playing = new Map<string, One>();
  const begin = async (room: string, { sounds, at }: One) => {
    const sound = sounds[at];
    if (sound) await rooms.play(room, nameOf(at), file(sound), goesRound(sound));
  };
  const hush = async (room: string) => {
    const one = playing.get(room);
    playing.delete(room);
    if (one) await rooms.stop(room, nameOf(one.at));
  };
  return {
    play: async (room, sounds) => {
      if (isSame(playing.get(room)?.sounds ?? [], sounds)) return;
      await hush(room);
      const one = { sounds, at: 0 };
      playing.set(room, one);
      try {
        await begin(room, one);
      } catch (error) {
        playing.delete(room);
        throw error;
      }
    },
    hush,
    ended: async (room, name) => {
      const one = playing.get(room);
      if (!one || name !== nameOf(one.at)) return;
      one.at += 1;
      if (one.at < one.sounds.length) return begin(room, one);
      playing.delete(room);
      heard(room);
    },
    forget: (room) => void playing.delete(room),
    forgetAll: () => playing.clear(),
    now: () => new Map([...playing].map(([room, { sounds }]) => [room, sounds])),
  };
}

const nameOf = (at: number) => `sound-${at}`;
const isSame = (a: readonly Sound[], b: readonly Sound[]) => JSON.stringify(a) === JSON.stringify(b);
