import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { type Call, customerLeg, type Doing, everyone, type Leg, legOf, type Party, partyOf, type Sound } from './call.ts';

/** Who should hear whom: what the engines must look like. Read off the state, so a restart only has to compare. [VO70] */
export interface Picture {
  readonly legs: ReadonlyMap<Leg, Seat>;
  /** What is played in a room, in this order; music and ringing go round and round. */
  readonly sounds: ReadonlyMap<Room, readonly Sound[]>;
  /** The room of a coached agent, and the one it is joined to: both ways, without the supervisor's voice. */
  readonly bridges: ReadonlyMap<Room, Room>;
  readonly recording: 'off' | 'running' | 'paused';
  /** Legs that are left where they are until it is time to try again. [VO30] */
  readonly later: ReadonlySet<Leg>;
}
/** `ringing` is no room yet. */
export type Room = 'ringing' | 'main' | 'consult' | 'music' | `alone/${string}` | `coach/${string}`;
export interface Seat {
  readonly room: Room;
  readonly muted: boolean;
  readonly group: 'customer' | 'agent' | 'other';
}
type Seats = ReadonlyMap<Leg, Seat>;

/** The picture that belongs to a state. */
export function desired(i: Call): Picture {
  const rings = new Map<Leg, Seat>([...ringing(i)].map((leg) => [leg, { room: 'ringing', muted: false, group: 'other' }]));
  const spoken = withMusic(i, new Map([...seated(i)]));
  const prompted = new Map([...spoken, ...alone(i, spoken)]);
  const legs = new Map([...rings, ...prompted, ...listening(i, prompted)]);
  const { tape } = i.work.recording;
  return {
    legs,
    sounds: soundsOf(i, legs),
    bridges: new Map([...bridged(i, prompted)].filter(([room]) => [...legs.values()].some((seat) => seat.room === room))),
    recording: tape === 'finalized' ? 'off' : tape,
    later: new Set(i.work.troubles.flatMap(({ leg, again }) => (again === null ? [] : [leg]))),
  };
}

/** Who hears whom in a picture: the rooms say it, and nothing else. */
export function hears(picture: Picture, listener: Leg): readonly Leg[] {
  const seat = picture.legs.get(listener);
  if (!seat || seat.room === 'ringing') return [];
  return [...picture.legs].filter(([leg, one]) => leg !== listener && !one.muted && reaches(picture, one, seat.room)).map(([leg]) => leg);
}
/** A voice is heard in its own room; over a bridge to the coached that of everyone, from them only their own. */
function reaches({ bridges }: Picture, { room, group }: Seat, ear: Room): boolean {
  if (room === ear) return true;
  if (bridges.get(ear) === room) return true;
  const main = bridges.get(room);
  return group === 'agent' && main !== undefined && (main === ear || bridges.get(ear) === main);
}

function* ringing(i: Call): Iterable<Leg> {
  const { doing, line, parties } = i.work;
  if (i.at.stage === 'offered') yield legOf(i.at.agent);
  if (doing.doing === 'dialing') yield line.colleague ? legOf(line.colleague) : customerLeg;
  if ((doing.doing === 'asking' || doing.doing === 'transferring') && doing.colleague) yield doing.colleague.leg;
  for (const p of parties) if (p.is === 'agent' && p.lost?.ringBack) yield p.leg;
}

function* seated(i: Call): Iterable<[Leg, Seat]> {
  const { doing } = i.work;
  const room = rooms[doing.doing] as RoomOf<Doing>;
  for (const p of everyone(i.work).filter(isHere(doing))) {
    const who = { isOwner: p.leg === ownerLeg(i), isColleague: 'colleague' in doing && p === doing.colleague };
    yield [p.leg, { room: room(doing, who), muted: p.muted, group: p.is === 'number' ? 'other' : p.is }];
  }
}
const ownerLeg = (i: Call): Leg | null => {
  const owner = ownerOf(i);
  return owner && legOf(owner);
};
/** A lost leg is nowhere, a customer who is called is not there yet. */
const isHere = (doing: Doing) => (p: Party) => !(p.is === 'agent' && p.lost) && !(p.is === 'customer' && doing.doing === 'dialing');

/** In which room someone sits while the owner is doing this. */
type RoomOf<D> = (doing: D, who: { readonly isOwner: boolean; readonly isColleague: boolean }) => Room;
const rooms: { readonly [D in Doing['doing']]: RoomOf<Extract<Doing, { readonly doing: D }>> } = {
  waiting: () => 'music',
  transferring: () => 'music',
  dialing: () => 'main',
  talking: () => 'main',
  holding: (_, who) => (who.isOwner ? 'main' : 'music'),
  asking: (doing, who) => {
    if (who.isOwner) return 'consult';
    return doing.othersTalk ? 'main' : 'music';
  },
  consulting: (doing, who) => {
    if (doing.side === 'main') return who.isColleague ? 'music' : 'main';
    if (who.isOwner || who.isColleague) return 'consult';
    return doing.othersTalk ? 'main' : 'music';
  },
};

/** Whoever would sit alone hears music; the owner, who waits for somebody, hears the ringing instead. Held legs do not hear each other. */
function withMusic(i: Call, seats: Seats): Seats {
  const prompted = new Set(i.work.prompts.map((p) => p.leg));
  const company = (leg: Leg, { room }: Seat) =>
    [...seats].some(([other, seat]) => other !== leg && seat.room === room && !prompted.has(other));
  const musical = ([leg, seat]: [Leg, Seat]) => seat.room === 'music' || (leg !== ownerLeg(i) && !company(leg, seat));
  return new Map([...seats].map(([leg, seat]) => [leg, musical([leg, seat]) ? { ...seat, room: 'music', muted: true } : seat]));
}

/** A leg that is told something is alone with it. */
const alone = (i: Call, seats: Seats): readonly [Leg, Seat][] =>
  i.work.prompts.flatMap(({ leg }): [Leg, Seat][] => {
    const seat = seats.get(leg);
    return seat ? [[leg, { ...seat, room: `alone/${leg}` }]] : [];
  });

/** A monitor sits where the agent sits; to coach, both move to a bridged room where only the agent hears the supervisor. [VO50] */
function* listening(i: Call, seats: Seats): Iterable<[Leg, Seat]> {
  for (const { leg, agent, mode } of i.work.monitors) {
    const seat = partyOf(i, agent) && seats.get(legOf(agent));
    const room = seat && isConversation(seat.room) ? coachRoom(i, agent, seat.room) : 'music';
    if (seat && room !== 'music' && room !== seat.room) yield [legOf(agent), { ...seat, room }];
    yield [leg, { room, muted: mode === 'silent' || room === 'music', group: mode === 'barge' ? 'agent' : 'other' }];
  }
}
const isConversation = (room: Room) => room === 'main' || room === 'consult';
const coachRoom = (i: Call, agent: string, room: Room): Room =>
  i.work.monitors.some((m) => m.agent === agent && m.mode === 'coach') ? `coach/${agent}` : room;
function* bridged(i: Call, seats: Seats): Iterable<[Room, Room]> {
  for (const { agent, mode } of i.work.monitors) {
    const seat = seats.get(legOf(agent));
    if (mode === 'coach' && seat) yield [`coach/${agent}`, seat.room];
  }
}

/** What is played where. */
function soundsOf(i: Call, legs: Seats): Picture['sounds'] {
  const used = new Set([...legs.values()].map((seat) => seat.room));
  const { doing, prompts, settings } = i.work;
  const waits: Room | null = doing.doing === 'dialing' ? 'main' : doing.doing === 'asking' ? 'consult' : null;
  return new Map<Room, readonly Sound[]>([
    ...(used.has('music') ? [['music', [{ is: 'music', name: settings.music }]] as const] : []),
    ...(waits && used.has(waits) ? [[waits, [{ is: 'ringback' }]] as const] : []),
    ...prompts.flatMap(({ leg, play }) => (used.has(`alone/${leg}`) ? [[`alone/${leg}`, play] as const] : [])),
  ]);
}
