import type { Leg, Sound } from './call.ts';
import type { Picture, Room, Seat } from './picture.ts';

/** What an engine has to do. `release`: a nailed leg goes back to its lobby, any other is hung up. */
export type Effect =
  | { readonly do: 'ring' | 'release'; readonly leg: Leg }
  | ({ readonly do: 'move'; readonly leg: Leg } & Seat)
  | { readonly do: 'play'; readonly room: Room; readonly sounds: readonly Sound[] }
  | { readonly do: 'hush' | 'unbridge'; readonly room: Room }
  | { readonly do: 'bridge'; readonly room: Room; readonly to: Room }
  | { readonly do: 'record'; readonly tape: Picture['recording'] };

/** What has to be done so that `actual` becomes `wanted`: nothing twice, silence before speech so that two rooms never mix. [VO71] */
export function effects(wanted: Picture, actual: Picture): readonly Effect[] {
  const gone = [...actual.legs.keys()].filter((leg) => !wanted.legs.has(leg));
  const changed = [...wanted.legs].filter(([leg, seat]) => !wanted.later.has(leg) && !sameSeat(seat, actual.legs.get(leg)));
  const moves = changed.filter(([, seat]) => seat.room !== 'ringing').sort(quietFirst);
  return [
    ...gone.map((leg) => ({ do: 'release', leg }) as const),
    ...[...actual.bridges].filter(([room, to]) => wanted.bridges.get(room) !== to).map(([room]) => ({ do: 'unbridge', room }) as const),
    ...[...actual.sounds].filter(([room]) => !wanted.sounds.has(room)).map(([room]) => ({ do: 'hush', room }) as const),
    ...[...wanted.sounds]
      .filter(([room, sounds]) => !samePlay(sounds, actual.sounds.get(room)))
      .map(([room, sounds]) => ({ do: 'play', room, sounds }) as const),
    ...[...wanted.bridges]
      .filter(([room, to]) => actual.bridges.get(room) !== to)
      .map(([room, to]) => ({ do: 'bridge', room, to }) as const),
    ...moves.map(([leg, seat]) => ({ do: 'move', leg, ...seat }) as const),
    ...changed.filter(([, seat]) => seat.room === 'ringing').map(([leg]) => ({ do: 'ring', leg }) as const),
    ...(wanted.recording === actual.recording ? [] : [{ do: 'record', tape: wanted.recording } as const]),
  ];
}

const quietFirst = (a: readonly [Leg, Seat], b: readonly [Leg, Seat]) => Number(b[1].muted) - Number(a[1].muted);
const sameSeat = (a: Seat, b: Seat | undefined): boolean => a.room === b?.room && a.muted === b.muted && a.group === b.group;
const samePlay = (a: readonly Sound[], b: readonly Sound[] | undefined): boolean =>
  a.length === b?.length && a.every((sound, n) => sound.is === b[n]?.is && nameOf(sound) === nameOf(b[n]));
const nameOf = (sound: Sound | undefined) => (sound && 'name' in sound ? sound.name : null);
