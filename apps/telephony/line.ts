import type { TenantId } from '@patchbay/base/decision.ts';
import type { Call, Leg, Sound } from '@patchbay/voice/call.ts';
import type { MediaLegId, Place } from '@patchbay/voice/media/media.ts';
import { inRoom, roomOf } from '@patchbay/voice/names.ts';
import type { Picture, Room, Seat } from '@patchbay/voice/picture.ts';
import type { SipLegId } from '@patchbay/voice/sip/edge.ts';

/** The name of a line: of its signalling and of its sound. */
export type LineId = SipLegId & MediaLegId;

/** One line of a call, as the engines have it. `vain`: it rang, nobody lifted it, and it is not rung again for the same question. */
export interface Line {
  readonly id: LineId;
  readonly tenant: TenantId;
  leg: Leg;
  readonly way: 'in' | 'out' | 'browser';
  interaction: string;
  stage: 'invited' | 'rings' | 'up' | 'vain' | 'gone';
  /** What the peer offered before it was answered; null: it waits for our offer. */
  offer: string | null;
  /** Our last answer, for who asks for it again. */
  answer: string | null;
  place: Place | null;
  /** How often an engine has said that it knows this line no longer, since its sound was there. */
  silent?: number;
}

/** Whether it is over; also where somebody believes to know better, as it may have ended while they waited. */
export const isGone = ({ stage }: Line): boolean => stage === 'gone';

/** A call that is followed: its state, its lines. */
export interface Following {
  readonly tenant: TenantId;
  readonly id: string;
  state: Call | null;
  version: number;
  readonly lines: Map<Leg, Line>;
  busy: boolean;
  again: boolean;
}

/** Whoever invited us is this one in this call. */
export function belongs(call: Following, line: Line, leg: Leg): void {
  line.interaction = call.id;
  line.leg = leg;
  call.lines.set(leg, line);
}

/** What the engines have of a call, in the words of its picture. [VO71] */
export function actualOf({ id, lines }: Following, wanted: Picture, sounds: ReadonlyMap<string, readonly Sound[]>): Picture {
  const legs = new Map<Leg, Seat>();
  for (const [leg, line] of lines) {
    const seat = seatOf(line, wanted.legs.get(leg));
    if (seat) legs.set(leg, seat);
  }
  const played = [...sounds]
    .filter(([room]) => inRoom(room).interaction === id)
    .map(([room, what]) => [inRoom(room).room as Room, what] as const);
  return { legs, sounds: new Map(played), bridges: wanted.bridges, recording: wanted.recording, later: new Set() };
}

/** What rang in vain counts as done; what has not been answered is nowhere yet. */
function seatOf({ stage, place }: Line, wanted: Seat | undefined): Seat | undefined {
  if (stage === 'vain') return wanted;
  if (stage === 'rings') return ringing;
  return stage === 'up' && place ? { ...place, room: inRoom(place.room).room as Room } : undefined;
}
const ringing: Seat = { room: 'ringing', muted: false, group: 'other' };

/** A seat as the engines name it. */
export const placeOf = (interaction: string, { room, muted, group }: Seat): Place => ({ room: roomOf(interaction, room), muted, group });
/** Where a line waits until it is answered: alone. */
export const waitingRoom = (interaction: string, id: string): Place => ({
  room: roomOf(interaction, `wait/${id}`),
  muted: true,
  group: 'other',
});
