import { type Janus, JanusError } from './janus.node.ts';
import type { Place } from './media.ts';

/** The rooms of one Janus: made when somebody comes, removed when the last one goes. */
export interface Rooms {
  readonly enter: (handle: number, leg: string, place: Place, rtp: object) => Promise<{ readonly ip: string; readonly port: number }>;
  readonly move: (handle: number, leg: string, from: Place, to: Place) => Promise<void>;
  readonly leave: (place: Place) => Promise<void>;
  readonly seats: () => Promise<ReadonlyMap<string, Pick<Place, 'room' | 'muted'>>>;
}

const EXISTS = 486;
const NO_SUCH_ROOM = 485;

export async function openRooms(janus: Janus, key: string): Promise<Rooms> {
  const control = await janus.attach();
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

  const come = async (room: string) => {
    guests.set(room, (guests.get(room) ?? 0) + 1);
    await janus.ask(control, { request: 'create', room, ...ours, ...settings }).catch(unless(EXISTS));
  };
  const go = async (room: string) => {
    const left = (guests.get(room) ?? 1) - 1;
    if (left > 0) return void guests.set(room, left);
    guests.delete(room);
    await janus.ask(control, { request: 'destroy', room, ...ours }).catch(unless(NO_SUCH_ROOM));
  };
  return {
    enter: async (handle, leg, { room, muted, group }, rtp) => {
      await come(room);
      const joined = await janus.ask(handle, { request: 'join', room, id: leg, display: leg, group, muted, codec: 'opus', rtp });
      return joined['rtp'] as { readonly ip: string; readonly port: number };
    },
    move: async (handle, leg, from, { room, muted, group }) => {
      if (from.room === room) return void (await janus.ask(handle, { request: 'configure', muted, group }));
      await come(room);
      // Whatever is not said anew is forgotten by the move.
      await janus.ask(handle, { request: 'changeroom', room, id: leg, display: leg, group, muted });
      await go(from.room);
    },
    leave: ({ room }) => go(room),
    seats: async () => {
      const { list } = (await janus.ask(control, { request: 'list', admin_key: key })) as {
        readonly list?: readonly { readonly room: string }[];
      };
      const found = new Map<string, Pick<Place, 'room' | 'muted'>>();
      for (const { room } of list ?? []) {
        const { participants } = (await janus.ask(control, { request: 'listparticipants', room })) as {
          readonly participants?: readonly Guest[];
        };
        for (const { id, muted } of participants ?? []) found.set(id, { room, muted });
      }
      return found;
    },
  };
}

type Guest = { readonly id: string; readonly muted: boolean };

/** This refusal says that it is already as we want it. */
const unless = (code: number) => (error: unknown) => {
  if (!(error instanceof JanusError && error.code === code)) throw error;
};
