import type { ChannelName } from '@patchbay/base/decision.ts';
import { type Dice, dice } from '@patchbay/base/test/random.ts';
import { type Agent, type Chosen, channelsOf } from '../agent.ts';
import { type Step, walk } from './walk.ts';

/** One channel of an agent at a moment of a walk. */
export interface Met {
  readonly agent: Agent;
  readonly channel: ChannelName;
  readonly now: number;
}
/** Some seats of each state, busy and not, and every step between states with what led to it. */
export interface Reached {
  readonly seats: Map<string, Met[]>;
  readonly steps: Map<string, Set<string>>;
}

const most = 200;
const names: { readonly [S in Chosen['is']]: string } = {
  loggedOff: 'LOGGED_OFF',
  supervising: 'SUPERVISING',
  ready: 'READY',
  pending: 'NOT_READY_PENDING',
  notReady: 'NOT_READY',
  afterWork: 'AFTER_WORK',
  missed: 'RONA',
  outOfService: 'OUT_OF_SERVICE',
};
/** The name of a channel's state in the machine SM-1. */
export const seatOf = (a: Agent, channel: ChannelName): string => names[a.channels[channel]?.is ?? 'loggedOff'];

/** Walks, and keeps what was met. */
export function reach(seeds: readonly number[], steps: number): Reached {
  const reached: Reached = { seats: new Map(), steps: new Map() };
  for (const seed of seeds) {
    const d = dice(seed);
    walk(seed, steps, (step) => note(reached, step, d));
  }
  return reached;
}

/** The seats of a state that were met. */
export const metIn = ({ seats }: Reached, state: string): readonly Met[] =>
  [`${state} idle`, `${state} working`].flatMap((name) => seats.get(name) ?? []);

function note({ seats, steps }: Reached, { before, command, after, now }: Step, d: Dice): void {
  for (const channel of channelsOf(before)) {
    const [from, to] = [seatOf(before, channel), seatOf(after, channel)];
    const works = before.work.some((w) => w.channel === channel && w.stage === 'active') ? 'working' : 'idle'; // else the busy are few
    keep(seats, `${from} ${works}`, { agent: before, channel, now }, d);
    if (from === to || command.type === 'configure') continue;
    steps.set(`${from} ${to}`, (steps.get(`${from} ${to}`) ?? new Set()).add(command.type));
  }
}

/** Fills up first; later ones take the place of others now and then, so that those of every seed are among them. */
function keep(seats: Reached['seats'], name: string, met: Met, d: Dice): void {
  const list = seats.get(name) ?? [];
  seats.set(name, list);
  if (list.length < most) list.push(met);
  else if (d.chance(0.1)) list[d.below(most)] = met;
}

/** What walks reach for the rows and the picture. */
export const drawn = { seeds: [1, 2, 3, 4, 5, 6, 7, 8], steps: 3000 } as const;
