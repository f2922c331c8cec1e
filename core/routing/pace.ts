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
  /** Answers of those who serve it, of whatever line. */
  readonly answered: number;
  readonly gaveUp: number;
  /** For how long anybody waited; and who came to another line meanwhile, and goes before them. [RT61] */
  readonly busyMs: number;
  readonly overtaken: number;
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
/** However many overtake, this much of what is answered is left for the line. */
const slowest = 0.1;
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
  busyMs: 0,
  overtaken: 0,
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
    busyMs: line * pace.busyMs + (pace.waiting > 0 ? ms : 0),
    overtaken: line * pace.overtaken,
    handled: talk * pace.handled,
    handledMs: talk * pace.handledMs,
  };
}

/** One who waited was answered, or gave up. */
export const left = (pace: Pace, as: 'answered' | 'gaveUp'): Pace => ({ ...pace, [as]: pace[as] + 1 });

/** Somebody came to another line and goes before those who wait here; as much of that as those who serve this one do for it. [RT61] */
export const overtaken = (pace: Pace, by: number): Pace => (pace.waiting > 0 ? { ...pace, overtaken: pace.overtaken + by } : pace);

/** A conversation of those who serve this line is over after so long. */
export const handled = (pace: Pace, ms: number): Pace => ({ ...pace, handled: pace.handled + 1, handledMs: pace.handledMs + ms });

/**
 * How long the one at this place will wait, when the agents who are there have so many places; `null`: nobody is there, or nothing is known.
 * Whoever stands before goes by being answered or by giving up; how fast is what was counted, with what the places can do while little was.
 * The place is that among all who wait for the same agents, so it need not be whole. [RT61]
 */
export function expected(pace: Pace, position: number, places: number): Expected | null {
  const rate = rateOf(pace, places);
  if (rate === null) return null;
  const { perMs, spread } = rate;
  const givesUp = pace.waitedMs > 0 ? pace.gaveUp / pace.waitedMs : 0;
  const ms = givesUp > 0 ? stepping(position, perMs, givesUp) : position / perMs;
  const shape = 1 / (spread / position + 1 / (pace.answered + supposed));
  const within = (deviations: number) => ms * Math.max(0, 1 - 1 / (9 * shape) + deviations / (3 * Math.sqrt(shape))) ** 3;
  return { ms, fromMs: within(-nine), toMs: within(nine) };
}

/** One after the other goes: so many that stand before give up besides. */
function stepping(position: number, perMs: number, givesUp: number): number {
  const whole = Math.min(Math.floor(position), 200);
  let ms = 0;
  for (let before = 0; before < whole; before++) ms += 1 / (perMs + before * givesUp);
  const then = perMs + whole * givesUp;
  return ms + Math.log1p(((position - whole) * givesUp) / then) / givesUp;
}

/** The band in minutes, as it is told: at least one, and coarser the longer it is. [RT44] */
export function minutesOf({ fromMs, toMs }: Pick<Expected, 'fromMs' | 'toMs'>): readonly [number, number] {
  const to = toMs / 60_000;
  const step = to <= 10 ? 1 : to <= 30 ? 5 : 10;
  return [Math.max(1, Math.floor(fromMs / 60_000 / step) * step), Math.max(1, Math.ceil(to / step) * step)];
}

/**
 * How many places the line moves in a millisecond; `null`: not known. A place can answer as often as a conversation ends there; how often it
 * does is what was counted: up to one more than that, as the inverse of a small count is too long on average. Who overtakes takes some of it, and
 * makes it less certain, by the spread: as for a walk that now and then steps back.
 */
function rateOf(pace: Pace, places: number): { readonly perMs: number; readonly spread: number } | null {
  if (places <= 0) return null;
  const talkMs = pace.handled > 0 ? pace.handledMs / pace.handled : 0;
  if (talkMs <= 0) return pace.answered >= 2 && pace.placeMs > 0 ? { perMs: (places * pace.answered) / pace.placeMs, spread: 1 } : null;
  const known = pace.answered + supposed;
  const counted = (known + pace.answered / known) / (pace.placeMs + supposed * talkMs);
  const answers = places * Math.min(counted, (1 + Math.sqrt(pace.answered) / known) / talkMs);
  const overtakenPerMs = pace.overtaken / (pace.busyMs + (supposed * talkMs) / places);
  const perMs = Math.max(answers - overtakenPerMs, answers * slowest);
  return { perMs, spread: (answers + overtakenPerMs) / perMs };
}
