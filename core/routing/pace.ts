/**
 * How fast a line has moved lately: what was counted while somebody waited, the older the lighter. Times in ms, `at` is up to when it was
 * counted. [RT44]
 */
export interface Pace {
  readonly at: number;
  /** How many wait since then, and how many places those who are ready have. */
  readonly waiting: number;
  readonly places: number;
  /** For how long anybody waited, once for each place; and for how long all of them together. */
  readonly placeMs: number;
  readonly waitedMs: number;
  readonly answered: number;
  readonly gaveUp: number;
  /** Conversations that ended, and how long they took together. */
  readonly handled: number;
  readonly handledMs: number;
}

/** How long somebody will wait: on average, and from when to when in eight of ten cases. */
export interface Expected {
  readonly ms: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Who comes and goes changes within the hour; how long a conversation takes, within the day. */
const lineHalfLifeMs = 3_600_000;
const talkHalfLifeMs = 8 * 3_600_000;
/** What we suppose before anything was counted weighs as much as so many answers. */
const supposed = 4;
/** Nine of ten stay below the mean by so many standard deviations more. */
const nine = 1.2816;

/** A line of which nothing is known. */
export const newPace = (at: number): Pace => ({
  at,
  waiting: 0,
  places: 0,
  placeMs: 0,
  waitedMs: 0,
  answered: 0,
  gaveUp: 0,
  handled: 0,
  handledMs: 0,
});

/** Time has passed, and from now on so many wait for so many places. */
export function passed(pace: Pace, now: number, waiting: number, places = pace.places): Pace {
  const ms = Math.max(0, now - pace.at);
  const line = 2 ** (-ms / lineHalfLifeMs);
  const talk = 2 ** (-ms / talkHalfLifeMs);
  return {
    at: Math.max(now, pace.at),
    waiting,
    places,
    placeMs: line * pace.placeMs + (pace.waiting > 0 ? pace.places * ms : 0),
    waitedMs: line * pace.waitedMs + pace.waiting * ms,
    answered: line * pace.answered,
    gaveUp: line * pace.gaveUp,
    handled: talk * pace.handled,
    handledMs: talk * pace.handledMs,
  };
}

/** One who waited was answered, or gave up. */
export const left = (pace: Pace, as: 'answered' | 'gaveUp'): Pace => ({ ...pace, [as]: pace[as] + 1 });

/** A conversation that began in this line is over after so long. */
export const handled = (pace: Pace, ms: number): Pace => ({ ...pace, handled: pace.handled + 1, handledMs: pace.handledMs + ms });

/**
 * How long the one at this place will wait, when the agents who are there have so many places; `null`: nobody is there, or nothing is known.
 * Whoever stands before goes by being answered or by giving up; how fast is what was counted, with what the places can do while little was.
 */
export function expected(pace: Pace, position: number, places: number): Expected | null {
  const perMs = rateOf(pace, places);
  if (perMs === null) return null;
  const givesUp = pace.waitedMs > 0 ? pace.gaveUp / pace.waitedMs : 0;
  const ms = givesUp > 0 ? Math.log1p((position * givesUp) / perMs) / givesUp : position / perMs;
  const shape = 1 / (1 / position + 1 / (pace.answered + supposed));
  const within = (deviations: number) => ms * Math.max(0, 1 - 1 / (9 * shape) + deviations / (3 * Math.sqrt(shape))) ** 3;
  return { ms, fromMs: within(-nine), toMs: within(nine) };
}

/** The band in minutes, as it is told: at least one, and coarser the longer it is. [RT44] */
export function minutesOf({ fromMs, toMs }: Pick<Expected, 'fromMs' | 'toMs'>): readonly [number, number] {
  const to = toMs / 60_000;
  const step = to <= 10 ? 1 : to <= 30 ? 5 : 10;
  return [Math.max(1, Math.floor(fromMs / 60_000 / step) * step), Math.max(1, Math.ceil(to / step) * step)];
}

/**
 * Answers in a millisecond; `null`: not known. A place can answer as often as a conversation ends there; how much of that this line gets,
 * beside others that share the agents, is what was counted; one more than that, as the inverse of a small count is too long on average.
 */
function rateOf(pace: Pace, places: number): number | null {
  if (places <= 0) return null;
  const talkMs = pace.handled > 0 ? pace.handledMs / pace.handled : 0;
  if (talkMs <= 0) return pace.answered >= 2 && pace.placeMs > 0 ? (places * pace.answered) / pace.placeMs : null;
  return places * Math.min((pace.answered + supposed + 1) / (pace.placeMs + supposed * talkMs), 1 / talkMs);
}
