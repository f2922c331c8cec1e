import type { ChannelName } from '@patchbay/base/decision.ts';
import { type Agent, type AgentCommand, type Chosen, channelsOf, isLoggedOn, isSet } from './agent.ts';

/** What a timer of an agent orders, and when. */
interface Timer {
  readonly at: number;
  readonly order: Extract<AgentCommand, { readonly by: 'system' }>;
}

/** Every timer that runs. */
const timers = (a: Agent): readonly Timer[] => [
  ...ofSession(a),
  ...ofDesk(a),
  ...channelsOf(a).flatMap((channel) => ofChannel(a, channel)),
];

/** When the next of them is due. */
export function due(a: Agent): number | null {
  const times = timers(a).map((t) => t.at);
  return times.length ? Math.min(...times) : null;
}

/** What they order at this moment. */
export const overdue = (a: Agent, now: number): readonly Timer['order'][] =>
  timers(a).flatMap(({ at, order }) => (at <= now ? [order] : []));

/** Whether a lost session ends this state at the end of its grace: nobody becomes Ready who is not there. [AG21] [AG28] */
const endsWithSession = (chosen: Chosen | undefined): boolean =>
  chosen !== undefined && (['ready', 'pending', 'afterWork'].includes(chosen.is) || rests(chosen));
const rests = (chosen: Chosen): boolean => chosen.is === 'notReady' && isSet(chosen.until);

function ofSession(a: Agent): readonly Timer[] {
  if (!isSet(a.lost) || !isLoggedOn(a)) return [];
  const waits = channelsOf(a).some((c) => endsWithSession(a.channels[c]));
  return [
    ...(waits ? [{ at: a.lost + a.profile.graceMs, order: { by: 'system', type: 'sessionLost' } as const }] : []),
    { at: a.lost + a.profile.logOffMs, order: { by: 'system', type: 'sessionExpired' } as const },
  ];
}

/** When nobody at the desk ends Ready; null: it does not. [AG27] */
export const awayEnds = ({ away, profile: { awayMs } }: Agent): number | null => (isSet(away) && isSet(awayMs) ? away + awayMs : null);

function ofDesk(a: Agent): readonly Timer[] {
  const at = awayEnds(a);
  return at !== null && channelsOf(a).some((c) => a.channels[c]?.is === 'ready')
    ? [{ at, order: { by: 'system', type: 'awayTooLong' } }]
    : [];
}

function ofChannel(a: Agent, channel: ChannelName): readonly Timer[] {
  const at = channelTimer(a, a.channels[channel], channel);
  return isSet(at?.at) ? [{ at: at.at, order: { by: 'system', type: at.type, channel } }] : [];
}

/** The one timer that a state of a channel can have. */
export function channelTimer(a: Agent, chosen: Chosen | undefined, channel: ChannelName) {
  if (chosen?.is === 'afterWork') return { at: chosen.until ?? null, type: 'afterWorkTimeout' } as const;
  if (chosen?.is === 'notReady') return ofNotReady(a, chosen);
  return chosen?.is === 'missed' ? ({ at: readyAgainAt(a, chosen, channel), type: 'readyAgain' } as const) : null;
}

type NotReady = Extract<Chosen, { readonly reason: string; readonly until?: number }>;
/** A rest ends; any other Not Ready lasts too long at some time. [AG13] [AG28] */
const ofNotReady = (a: Agent, { until, warnAt, alertAt }: Pick<NotReady, 'until' | 'warnAt' | 'alertAt'>) =>
  isSet(until) ? ({ at: restEnds(a, until), type: 'restOver' } as const) : ({ at: warnAt ?? alertAt ?? null, type: 'overstay' } as const);

/** Whoever is not there rests on; whoever is not at the desk, too, where that would end Ready. [AG28] */
const restEnds = (a: Agent, until: number): number | null => (isSet(a.lost) || awayEnds(a) !== null ? null : until);

/** Nobody becomes Ready by itself who is not there or has no device. */
function readyAgainAt(a: Agent, { since }: Chosen, channel: ChannelName): number | null {
  const { readyAgainMs } = a.profile;
  return !isSet(readyAgainMs) || isSet(a.lost) || a.failed?.includes(channel) ? null : since + readyAgainMs;
}
