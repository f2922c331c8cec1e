import { type Agent, isLoggedOn } from './agent.ts';
import { daysTotals, type Happening, type Span } from './day.ts';
import { evolve } from './evolve.ts';

/** How a session of work ended: by the agent, because nobody was there any more, by somebody who looks after them, or by the system. */
export type Ending = 'normal' | 'timeout' | 'supervisor' | 'system';
/** From logging on to logging off. */
export interface Stint {
  readonly from: number;
  /** Null: it goes on. */
  readonly to: number | null;
  /** Null: it goes on. */
  readonly ended: Ending | null;
  /** Who ended it, and why, where somebody else did. */
  readonly by?: string;
  readonly why?: string;
  /** Handling and after-call work, in ms. */
  readonly workMs: number;
  /** Of the time logged on, in percent. */
  readonly notReadyPercent: number;
}

const timeouts: ReadonlySet<string> = new Set(['system.connection', 'system.missed']);
const worked: ReadonlySet<string> = new Set(['busy', 'afterWork']);
/** Neither worked nor could have been offered anything. */
const notReady: ReadonlySet<string> = new Set(['notReady', 'missed', 'doNotDisturb', 'outOfService', 'pending']);

/** The sessions of an agent of which a part lies in a span, the latest first; `before` is the agent as they were before the first event. [AG60] */
export function stintsOf(before: Agent, events: readonly Happening[], { from, to }: Span): readonly Stint[] {
  const stints: Stint[] = [];
  let agent = before;
  let open: { readonly since: number; readonly before: Agent; readonly first: number } | null = isLoggedOn(before)
    ? { since: sinceOf(before), before, first: 0 }
    : null;
  for (const [n, { at, event }] of events.entries()) {
    const next = evolve(agent, event);
    const was = open;
    if (was && !isLoggedOn(next)) {
      stints.push({ ...totals(was, events.slice(was.first, n), at), to: at, ...endingOf(next) });
      open = null;
    } else if (!was && isLoggedOn(next)) open = { since: at, before: next, first: n + 1 };
    agent = next;
  }
  if (open) stints.push({ ...totals(open, events.slice(open.first), to), to: null, ended: null });
  return stints.filter((stint) => stint.from < to && (stint.to ?? to) >= from).toReversed();
}

/** Since when an agent who is logged on is so, as far as is known. */
const sinceOf = (agent: Agent): number =>
  Math.min(...Object.values(agent.channels).flatMap((one) => (one && one.is !== 'loggedOff' ? [one.since] : [])));

function totals({ since, before }: { readonly since: number; readonly before: Agent }, events: readonly Happening[], until: number) {
  const spent = daysTotals(before, events, { from: since, to: Math.max(since, until) });
  const ms = (names: ReadonlySet<string>) => spent.reduce((sum, one) => sum + (names.has(one.is) ? one.ms : 0), 0);
  const all = spent.reduce((sum, one) => sum + one.ms, 0);
  return { from: since, workMs: ms(worked), notReadyPercent: all > 0 ? Math.round((ms(notReady) / all) * 100) : 0 };
}

/** The last channel that was logged off says how. */
function endingOf(agent: Agent): Pick<Stint, 'ended' | 'by' | 'why'> {
  const last = Object.values(agent.channels)
    .filter((one) => one !== undefined)
    .toSorted((a, b) => b.since - a.since)[0];
  if (last?.by === 'supervisor') return { ended: 'supervisor', by: last.who, why: last.why };
  if (last?.by === 'agent') return { ended: 'normal' };
  return { ended: last?.is === 'loggedOff' && timeouts.has(last.reason ?? '') ? 'timeout' : 'system' };
}
