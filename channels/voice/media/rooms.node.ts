import { type Answer, type Janus, JanusError } from './janus.node.ts';
import type { Place } from './media.ts';

/** The rooms of one Janus: made when somebody comes or something is played, removed when the last one goes. */
export interface Rooms {
  /** A leg sits down, from rtpengine or from a browser. */
  readonly enter: (handle: number, leg: string, place: Place, from: From) => Promise<Answer>;
  readonly move: (handle: number, leg: string, from: Place, to: Place) => Promise<void>;
  readonly leave: (place: Place) => Promise<void>;
  /** A leg of a predecessor sits there. */
  readonly found: (place: Place) => void;
  readonly seats: () => Promise<ReadonlyMap<string, Place>>;
  /** Begins to play a file there, under a name; the room is made if it must. */
  readonly play: (room: string, name: string, file: string, loop: boolean) => Promise<void>;
  readonly stop: (room: string, name: string) => Promise<void>;
  /** Janus has begun anew: there is none of them any more. */
  readonly renew: () => Promise<void>;
  /** Ends rooms without anybody that a predecessor left. */
  readonly sweep: () => Promise<void>;
}
export type From = { readonly rtp: object } | { readonly offer: string };

const EXISTS = 486;
const NO_SUCH_ROOM = 485;
const NO_SUCH_SOUND = 496;

/** `emptied` hears of rooms that are gone, and what was played there with them. */
export async function openRooms(janus: Omit<Janus, 'ended'>, key: string, emptied: (room: string) => void): Promise<Rooms> {
  let control = await janus.attach();
  const guests = new Map<string, number>();
  const ours = { admin_key: key, secret: key };
  /** One rate for all rooms and legs, else voices are torn; groups keep who is recorded and forwarded apart. */
  const settings = {
    sampling_rate: 16_000,
    default_prebuffering: 2,
    groups: ['customer', 'agent', 'other'],
    is_private: true,
    allow_rtp_participants: true,
  };

  const make = (room: string) => janus.ask(control, { request: 'create', room, ...ours, ...settings }).catch(unless(EXISTS));
  const come = async (room: string) => {
    guests.set(room, (guests.get(room) ?? 0) + 1);
    await make(room);
  };
  const go = async (room: string) => {
    const left = (guests.get(room) ?? 1) - 1;
    if (left > 0) return void guests.set(room, left);
    guests.delete(room);
    emptied(room);
    await janus.ask(control, { request: 'destroy', room, ...ours }).catch(unless(NO_SUCH_ROOM));
  };
  const everyRoom = async () => {
    const { list } = (await janus.ask(control, { request: 'list', admin_key: key })) as {
      readonly list?: readonly { readonly room: string }[];
    };
    return (list ?? []).map(({ room }) => room);
  };
  const inside = async (room: string) => {
    const answer = await janus.ask(control, { request: 'listparticipants', room }).catch(unless(NO_SUCH_ROOM));
    return (answer as { readonly participants?: readonly Guest[] }).participants ?? [];
  };
  return {
    enter: async (handle, leg, place, from) => {
      const { room, muted, group } = place;
      await come(room);
      const join = { request: 'join', room, id: leg, display: group, group, muted, codec: 'opus' };
      const joined = 'rtp' in from ? janus.ask(handle, { ...join, rtp: from.rtp }) : janus.ask(handle, join, from.offer);
      return joined.catch(async (error: unknown) => {
        await go(room);
        throw error;
      });
    },
    move: async (handle, leg, from, { room, muted, group }) => {
      // Its name tells the group to whoever asks who is there.
      if (from.room === room) return void (await janus.ask(handle, { request: 'configure', muted, group, display: group }));
      await come(room);
      // Whatever is not said anew is forgotten by the move.
      await janus.ask(handle, { request: 'changeroom', room, id: leg, display: group, group, muted }).catch(async (error: unknown) => {
        await go(room);
        throw error;
      });
      await go(from.room);
    },
    leave: ({ room }) => go(room),
    found: ({ room }) => void guests.set(room, (guests.get(room) ?? 0) + 1),
    seats: async () => {
      const all = (await everyRoom()).map(async (room) => (await inside(room)).map((guest) => [guest.id, placeOf(room, guest)] as const));
      return new Map((await Promise.all(all)).flat());
    },
    renew: async () => {
      guests.clear();
      control = await janus.attach();
    },
    sweep: async () => {
      for (const room of await everyRoom())
        if (!guests.has(room) && (await inside(room)).length === 0) {
          emptied(room);
          await janus.ask(control, { request: 'destroy', room, ...ours }).catch(unless(NO_SUCH_ROOM));
        }
    },
    play: async (room, name, filename, loop) => {
      await make(room);
      await janus.ask(control, { request: 'play_file', room, group: 'other', file_id: name, filename, loop, ...ours });
    },
    stop: async (room, name) => {
      await janus.ask(control, { request: 'stop_file', room, file_id: name, ...ours }).catch(unless(NO_SUCH_ROOM, NO_SUCH_SOUND));
      if (!guests.has(room)) await go(room);
    },
  };
}

const placeOf = (room: string, { muted, display }: Guest): Place => ({ room, muted, group: display });
type Guest = { readonly id: string; readonly muted: boolean; readonly display: Place['group'] };

/** This refusal says that it is already as we want it. */
const unless =
  (...codes: readonly number[]) =>
  (error: unknown): Answer => {
    if (!(error instanceof JanusError && codes.includes(error.code))) throw error;
    return {};
  };
