import type { ChannelName } from '@patchbay/base/decision.ts';
import { type Agent, type AgentEvent, channelsOf } from './agent.ts';
import { evolve } from './evolve.ts';
import { countedState, type Showing, type Shown } from './shown.ts';

/** What happened to an agent, and when. */
export interface Happening {
  readonly at: number;
  readonly event: AgentEvent;
}
/** Time spent in one state, for one reason. */
export interface Spent {
  readonly is: Exclude<Shown, 'loggedOff'>;
  readonly reason: string | null;
  readonly paid: boolean;
  readonly ms: number;
}
/** A span of time, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * How long an agent was in which state, on one channel or as a whole; the sum is the time they were logged on. `before` is the agent as
 * they were before the first event; events outside of the span count for what follows them. [AG25]
 */
export function daysTotals(before: Agent, events: readonly Happening[], span: Span, channel?: ChannelName): readonly Spent[] {
  const totals = new Map<string, Spent>();
  let agent = before;
  let since = span.from;
  for (const { at, event } of [...events, { at: span.to, event: null }]) {
    const until = Math.min(Math.max(at, since), span.to);
    add(totals, agent, until - since, channel);
    since = until;
    if (event) agent = evolve(agent, event);
  }
  return [...totals.values()].toSorted(
    (a, b) => order.indexOf(a.is) - order.indexOf(b.is) || (a.reason ?? '').localeCompare(b.reason ?? ''),
  );
}

/** The first of these that any channel is in is what the agent as a whole does. */
const order: readonly Shown[] = [
  'busy',
  'ringing',
  'afterWork',
  'doNotDisturb',
  'missed',
  'pending',
  'ready',
  'supervising',
  'notReady',
  'outOfService',
  'loggedOff',
];

function add(totals: Map<string, Spent>, agent: Agent, ms: number, channel: ChannelName | undefined): void {
  const showing = counted(agent, channel ? [channel] : channelsOf(agent));
  if (ms <= 0 || !showing || showing.is === 'loggedOff') return;
  const { is, reason } = showing;
  const paid = reason === null || (agent.profile.reasons[reason]?.paid ?? true);
  const key = `${is} ${reason} ${paid}`;
  totals.set(key, { is, reason, paid, ms: (totals.get(key)?.ms ?? 0) + ms });
}

function counted(agent: Agent, channels: readonly ChannelName[]): Showing | undefined {
  const states = channels.map((channel) => countedState(agent, channel));
  return states.toSorted((a, b) => order.indexOf(a.is) - order.indexOf(b.is) || a.since - b.since)[0];
}
