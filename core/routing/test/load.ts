import type { AgentEvent, ConfiguredEvent, RoutingEvent, WaitingEvent } from '../routing.ts';

/** How large a contact centre to build; queues times levels are its classes. */
export interface Size {
  readonly agents: number;
  readonly waiting: number;
  readonly classes: number;
  readonly profiles: number;
}

/** A large contact centre: who is busy in it, who waits, and the endless events of a working day in it. */
export interface Load {
  readonly start: readonly RoutingEvent[];
  /** The next event of the day: by turns an agent has ended something and has room again, and a customer comes. */
  next(): RoutingEvent;
}

const levels = 4;
const served = 14;
const range = 100_000;

/** Builds the same load for the same size: every agent is full and everybody waits, so each agent who has room again gets somebody. */
export function loadOf({ agents, waiting, classes, profiles }: Size): Load {
  const below = dice(7);
  const queues = Math.ceil(classes / levels);
  const configured: ConfiguredEvent = {
    type: 'configured',
    queues: upTo(queues).map((q) => ({ id: `q${q}`, channel: 'chat', skills: [], priority: q % 3 })),
    agents: upTo(agents).map((a) => ({ id: `a${a}`, ...ability(a % profiles, queues) })),
  };
  let clock = range;
  let ended = 0;
  let came = 0;
  const comes = (since: number): WaitingEvent => {
    const queue = `q${below(queues)}`;
    const skills = [{ skill: 'language', level: below(levels) }];
    came += 1;
    return { type: 'waiting', interaction: `i${10_000_000 + came}`, queue, channel: 'chat', since, skills, not: [] };
  };
  const start = [configured, ...upTo(agents).map((a) => seatOf(a, below(range), 1)), ...upTo(waiting).map(() => comes(below(range)))];
  return {
    start,
    next() {
      clock += 1;
      if (clock % 2) return comes(clock);
      ended = (ended + 1) % agents;
      return seatOf(ended, clock, 0);
    },
  };
}

/** Agents of one profile serve the same queues and speak the language equally well. */
function ability(profile: number, queues: number) {
  const first = (profile * 7) % queues;
  return {
    skills: { language: (profile * 5) % levels },
    queues: upTo(Math.min(served, queues)).map((n) => `q${(first + n * 3) % queues}`),
  };
}

const ready = [{ channel: 'chat', since: 0 }];
const capacity = [{ channel: 'chat', max: 1 }];
const seatOf = (agent: number, idleSince: number, count: number): AgentEvent => ({
  type: 'agent',
  agent: `a${agent}`,
  ready,
  load: [{ channel: 'chat', count }],
  capacity,
  idleSince,
});

const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

/** Numbers that look like chance and are the same each time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
