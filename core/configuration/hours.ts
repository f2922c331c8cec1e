/** When somebody is there: spans of local time for each day of the week, and dates on which it is otherwise. */
export interface Hours {
  /** An IANA name such as Europe/Berlin. */
  readonly zone: string;
  /** Spans such as 09:00-17:30; one that ends before it begins goes on into the next day. */
  readonly week: { readonly [D in Day]?: readonly string[] | undefined };
  /** Dates (YYYY-MM-DD) with other spans; none: closed all day. */
  readonly holidays: Readonly<Record<string, readonly string[]>>;
}
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
type Day = (typeof days)[number];

/** Whether it is open at a time, and when that changes next; `null`: not within the next year. */
export interface Opening {
  readonly open: boolean;
  readonly changes: number | null;
}

const dayMs = 86_400_000;
const farDays = 370;

/** Whether the hours are open at `now`, by the clock of their zone. A span keeps its local times over a change of the clocks. [CF9] */
export function openAt(hours: Hours, now: number): Opening {
  const today = Date.parse(`${localTime(hours.zone, now).slice(0, 10)}T00:00Z`);
  let end: number | null = null;
  for (let n = -1; n <= farDays; n++) {
    for (const [from, to] of spansOf(hours, today + n * dayMs)) {
      if (to <= now) continue;
      if (end === null && from > now) return { open: false, changes: from };
      if (end !== null && from > end) return { open: true, changes: end };
      end = Math.max(end ?? to, to);
    }
  }
  return { open: end !== null, changes: null };
}

const most = 5000;

/** When so much time in which it is open has passed since `from`; without hours it is always open. [CF42] */
export function afterOpen(hours: Hours | null, from: number, ms: number): number {
  let [at, left] = [from, ms];
  for (let n = 0; hours && n < most; n++) {
    const { open, changes } = openAt(hours, at);
    if (changes === null || (open && at + left <= changes)) break;
    if (open) left -= changes - at;
    at = changes;
  }
  return at + left;
}

/** How much of the time between two moments it is open; without hours all of it. [CF42] */
export function openBetween(hours: Hours | null, from: number, to: number): number {
  let [at, sum] = [from, 0];
  for (let n = 0; hours && n < most && at < to; n++) {
    const { open, changes } = openAt(hours, at);
    const end = Math.min(changes ?? to, to);
    if (open) sum += end - at;
    at = end;
  }
  return sum + Math.max(0, hours ? 0 : to - at);
}

/** The spans of one day (its midnight as if it were in UTC), as moments, in order. */
function spansOf({ zone, week, holidays }: Hours, day: number): readonly (readonly [number, number])[] {
  const date = new Date(day).toISOString().slice(0, 10);
  const name = days[new Date(day).getUTCDay()] ?? 'sun';
  const spans = Object.hasOwn(holidays, date) ? holidays[date] : week[name];
  return (spans ?? [])
    .map((span) => {
      const [from = 0, to = 0] = span.split('-').map(minutesOf);
      const until = to > from ? to : to + 1440;
      return [momentOf(zone, day + from * 60_000, 'first'), momentOf(zone, day + until * 60_000, 'last')] as const;
    })
    .sort(([a], [b]) => a - b);
}

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/**
 * The moment at which the clocks of the zone show this time (given as if it were in UTC). One that they show twice: the first or the last
 * of the two; one that they skip: as many minutes after the skip.
 */
function momentOf(zone: string, local: number, which: 'first' | 'last'): number {
  const before = local - offsetAt(zone, local - dayMs);
  const after = local - offsetAt(zone, local + dayMs);
  const shown = [before, after].filter((moment) => moment + offsetAt(zone, moment) === local);
  if (shown.length === 0) return before;
  return which === 'first' ? Math.min(...shown) : Math.max(...shown);
}

/** How far the clocks of the zone are ahead of UTC. */
const offsetAt = (zone: string, moment: number): number => Date.parse(`${localTime(zone, moment)}Z`) - Math.floor(moment / 1000) * 1000;

/** What the clocks of the zone show, as YYYY-MM-DDTHH:MM:SS. */
function localTime(zone: string, moment: number): string {
  return formatFor(zone).format(moment).replace(' ', 'T');
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts, hourCycle: 'h23' });
  formats.set(timeZone, made);
  return made;
}

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    formatFor(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
