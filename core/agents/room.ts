import type { Room } from './capacity.ts';

/** What an interaction of a channel takes of an agent and asks for, in hundredths of the whole agent. [AG40] */
export type Share = Omit<Room, 'channel' | 'max'>;

/** The part of an agent's profile that says how much fits. */
export interface Limits {
  readonly capacity: Readonly<Partial<Record<string, number>>>;
  /** Where an interaction of a channel takes another share than usual. */
  readonly shares?: Readonly<Record<string, Share>>;
}

/** What holds where nothing else is configured; a channel that is not named is as chat is. [BP-52.1] */
export const usualShares: Readonly<Record<'voice' | 'preview' | 'chat' | 'email' | 'task', Required<Share>>> = {
  voice: { share: 100, spare: 50, precedence: 1, over: [], never: [] },
  preview: { share: 100, spare: 50, precedence: 2, over: [], never: [] },
  chat: { share: 25, spare: 25, precedence: 3, over: [], never: [] },
  email: { share: 25, spare: 100, precedence: 4, over: [], never: [] },
  task: { share: 25, spare: 25, precedence: 5, over: [], never: [] },
};

/** The room an agent has by profile. A share that would keep the maximum from being reached is made smaller: a maximum is meant. [AG40] */
export function roomsOf(profile: Limits): readonly Room[] {
  const known = rooms.get(profile);
  if (known) return known;
  const made = Object.entries(profile.capacity).map(([channel, max = 0]) => roomFor(profile, channel, max));
  rooms.set(profile, made);
  return made;
}
const rooms = new WeakMap<Limits, readonly Room[]>();

function roomFor({ shares }: Limits, channel: string, max: number): Room {
  const usual: Required<Share> = Object.hasOwn(usualShares, channel) ? usualShares[channel as keyof typeof usualShares] : usualShares.chat;
  const given = { ...usual, ...shares?.[channel] };
  const fair = Math.min(given.share, Math.floor(100 / Math.max(max, 1)));
  return { channel, max, ...given, share: fair, spare: given.spare === given.share ? fair : given.spare };
}
