import type { Counts } from '@patchbay/agents/counts.ts';
import type { Spent } from '@patchbay/agents/day.ts';

/** How an agent spent a day, as the server tells it. */
export interface AgentDay {
  readonly agent: string;
  readonly spent: readonly Spent[];
  readonly counts: Counts;
}
/** The same as the table shows it: ms in each column, which add up to the time signed in. */
export interface DayRow {
  readonly agent: string;
  readonly total: number;
  readonly busy: number;
  readonly afterWork: number;
  readonly ready: number;
  readonly notReady: number;
  readonly paid: number;
  /** What not ready is made of, the longest first. */
  readonly parts: readonly Spent[];
  readonly counts: Counts;
}

const sum = (spent: readonly Spent[]): number => spent.reduce((ms, one) => ms + one.ms, 0);
const columns = ['busy', 'afterWork', 'ready'];

/** A day in a few columns; whatever is neither work nor ready is not ready. [DT96] */
export function dayRow({ agent, spent, counts }: AgentDay): DayRow {
  const of = (...states: readonly string[]) => sum(spent.filter((one) => states.includes(one.is)));
  const parts = spent.filter((one) => one.is !== 'ringing' && !columns.includes(one.is)).toSorted((a, b) => b.ms - a.ms);
  return {
    agent,
    total: sum(spent),
    busy: of('busy'),
    afterWork: of('afterWork'),
    ready: of('ready', 'ringing'),
    notReady: sum(parts),
    paid: sum(spent.filter((one) => one.paid)),
    parts,
    counts,
  };
}
