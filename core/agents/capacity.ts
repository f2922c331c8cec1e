/** How much of one channel an agent can have, and what an interaction of it takes of the whole agent, in hundredths. [AG40] */
export interface Room {
  readonly channel: string;
  /** The most at once; nothing goes above it. */
  readonly max: number;
  /** What each open interaction takes; nothing if left out. */
  readonly share?: number;
  /** What must be unused before one more is offered. */
  readonly spare?: number;
  /** If several channels have somebody waiting, the smaller one first. */
  readonly precedence?: number;
  /** Channels it may interrupt: what is open there does not count against it. */
  readonly over?: readonly string[];
  /** Channels it is never offered beside. */
  readonly never?: readonly string[];
}

/** What is open on a channel, offers included. */
export interface Load {
  readonly channel: string;
  readonly count: number;
}

/** Why one more does not fit: the channel is at its maximum, a channel forbids it, or too little of the agent is unused. */
export type Lack = 'full' | 'forbidden' | 'noSpare';

/** What keeps one more interaction of this channel away; `null` if it fits. The one answer for offers and for routing. [AG40] */
export const lackOf = (rooms: readonly Room[], load: readonly Load[], channel: string): Lack | null =>
  lackWith(rooms, load, channel, ({ spare = 0 }) => spare);
/** The same where somebody takes one by themselves: it needs no more than it takes. [AG40] */
export const lackToTake = (rooms: readonly Room[], load: readonly Load[], channel: string): Lack | null =>
  lackWith(rooms, load, channel, ({ spare = 0, share = 0 }) => Math.min(spare, share));

function lackWith(rooms: readonly Room[], load: readonly Load[], channel: string, asks: (room: Room) => number): Lack | null {
  const room = roomOn(rooms, channel);
  if (!room || countOn(load, channel) >= room.max) return 'full';
  if (forbidding(room, load)) return 'forbidden';
  return takenBeside(rooms, room, load) + asks(room) > whole ? 'noSpare' : null;
}

/** The channel with something open that forbids this one; `undefined` if none does. */
export const forbidding = ({ never }: Room, load: readonly Load[]): string | undefined =>
  never && load.find((l) => l.count > 0 && never.includes(l.channel))?.channel;

/** How much is open on a channel. */
export function countOn(load: readonly Load[], channel: string): number {
  for (const one of load) if (one.channel === channel) return one.count;
  return 0;
}

/** The room on a channel, if the agent has any. */
export function roomOn(rooms: readonly Room[], channel: string): Room | undefined {
  for (const room of rooms) if (room.channel === channel) return room;
  return undefined;
}

const whole = 100;

function takenBeside(rooms: readonly Room[], { over }: Room, load: readonly Load[]): number {
  let taken = 0;
  for (const { channel, count } of load) if (!over?.includes(channel)) taken += count * (roomOn(rooms, channel)?.share ?? 0);
  return taken;
}
