import { type AgentId, type ChannelName, type Person, type Refusal, refuse } from '@patchbay/base/decision.ts';
import { type Agent, type AgentEvent, type By, barrier, type Chosen, isSet, type Next, openOn } from './agent.ts';
import { blockedOn, blockedToTake } from './blocked.ts';
import { channelTimer } from './timers.ts';

/** One channel of an agent; `chosen` is its state. */
export interface Seat<S extends Chosen['is'] = Chosen['is']> {
  readonly agent: Agent;
  readonly channel: ChannelName;
  readonly chosen: Chosen & { readonly is: S };
}
type Events = readonly AgentEvent[];

export const mine: By = { by: 'agent' };
export const systems: By = { by: 'system' };
/** A supervisor did it, for this reason. [AG19] */
export const supervisors = ({ by, why }: { readonly by: Person; readonly why: string }): By => ({ by: 'supervisor', who: by.agent, why });

const chose = ({ channel }: Seat, chosen: Chosen): Events => [{ type: 'agent.chose', channel, chosen }];
export const ready = (seat: Seat, who: By, since: number): Events => chose(seat, { is: 'ready', since, ...who });
export const supervising = (seat: Seat, since: number): Events => chose(seat, { is: 'supervising', since, ...mine });
export const pending = (seat: Seat, reason: string, since: number): Events => chose(seat, { is: 'pending', reason, since, ...mine });
export const loggedOff = (seat: Seat, who: By, since: number, reason?: string): Events =>
  chose(seat, { is: 'loggedOff', since, ...who, ...(reason ? { reason } : {}) });
export const outOfService = (seat: Seat, since: number): Events =>
  chose(seat, { is: 'outOfService', reason: 'system.device', since, ...systems });

/** Not Ready from now on; a reason with a longest time says when it is over. [AG13] */
export function notReady(seat: Seat, reason: string, who: By, since: number): Events {
  const { maxMs = null, alertMs = null } = seat.agent.profile.reasons[reason] ?? {};
  const limits = {
    ...(maxMs === null ? {} : { warnAt: since + maxMs }),
    ...(alertMs === null ? {} : { alertAt: since + alertMs }),
  };
  return chose(seat, { is: 'notReady', reason, since, ...who, ...limits });
}

/** After-call work that somebody chose: no time runs. */
export const afterWork = (seat: Seat, next: Next, who: By, since: number): Events => chose(seat, { is: 'afterWork', next, since, ...who });
/** After-call work that goes on, but for these facts. */
export const goesOn = (seat: Seat<'afterWork'>, more: Partial<Seat<'afterWork'>['chosen']>): Events =>
  chose(seat, { ...seat.chosen, ...more } as Chosen);

/** After-call work begins because a conversation ended. [AG7] [AG15] */
export function wrapsUpNow(seat: Seat, next: Next, now: number): Events {
  const { afterWorkMs } = seat.agent.profile;
  const until = isSet(afterWorkMs) ? { until: now + afterWorkMs } : {};
  return chose(seat, { is: 'afterWork', next, since: now, ...systems, ...until });
}
/** After-call work is over, with what has just been done: the next state follows, or the agent must choose. [AG7] [AG15] */
export function follows(seat: Seat<'afterWork'>, now: number, done?: string): Events {
  const { next, until = null } = seat.chosen;
  if (next.is === 'manual') return until === null ? [] : goesOn(seat, { until: null });
  if (next.is === 'notReady') return notReady(seat, next.reason, systems, now);
  const { restMs } = seat.agent.profile;
  if (next.is === 'rest' && isSet(restMs) && !worksOn(seat, done)) return resting(seat, now, now + restMs);
  return becomesReady(seat, now);
}
/** Ready without the agent having said so, if the device works. */
export const becomesReady = (seat: Seat, now: number): Events => (noDevice(seat) ? outOfService(seat, now) : ready(seat, systems, now));
/** Not Ready for a while, then Ready by itself. [AG28] */
export const resting = (seat: Seat, since: number, until: number): Events =>
  chose(seat, { is: 'notReady', reason: 'system.rest', since, until, ...systems });
/** Whether anything but the wrap-ups of this channel is open, besides what has just been done. */
const worksOn = ({ agent, channel }: Seat, done: string | undefined): boolean =>
  agent.work.some((w) => w.interaction !== done && (w.stage !== 'wrapUp' || w.channel !== channel));

export function nextOf({ agent: { profile } }: Seat): Next {
  if (profile.next === 'notReady') return { is: 'notReady', reason: 'system.afterWork' };
  return { is: profile.next === 'ready' && isSet(profile.restMs) ? 'rest' : profile.next };
}
/** What follows what interrupts a Not Ready: the same again; a rest begins anew. [AG28] */
export const again = ({ chosen: { reason, until } }: Seat<'notReady'>): Next =>
  isSet(until) ? { is: 'rest' } : { is: 'notReady', reason };

/** A Not Ready that waited comes when nothing is open any more. [AG12] */
export const comes = (seat: Seat<'pending'>, interaction: string, now: number): Events =>
  openBut(seat, interaction) ? [] : notReady(seat, seat.chosen.reason, systems, now);
/** How many are open on the channel without this one, whose part has just ended. */
const openBut = ({ agent, channel }: Seat, interaction: string): number =>
  openOn({ ...agent, work: agent.work.filter((w) => w.interaction !== interaction) }, channel);

export const waits = ({ agent, channel }: Seat): boolean => agent.profile.pending && openOn(agent, channel) > 0;
export const blocks = ({ agent, channel }: Seat): boolean => agent.profile.afterWork.includes(channel);
export const wrapsUp = ({ agent, channel }: Seat, but?: string): boolean =>
  agent.work.some((w) => w.channel === channel && w.stage === 'wrapUp' && w.interaction !== but);
/** Where wrap-up does not block, after-call work by hand ends as it began: by choice. [AG7] */
export const mustWrapUp = (seat: Seat): boolean => blocks(seat) && wrapsUp(seat);

/** Refuses a reason that is not one of theirs. [AG13] */
export const notTheirs = ({ agent }: Seat, reason: string) =>
  Object.hasOwn(agent.profile.reasons, reason) ? undefined : refuse('agents.unknownReason');
export const stillOpen = ({ agent, channel }: Seat) =>
  agent.work.some((w) => w.channel === channel) ? refuse('agents.workOpen') : undefined;
export const noDevice = ({ agent, channel }: Seat) => (agent.failed?.includes(channel) ? refuse('agents.noDevice') : undefined);
export const full = ({ agent, channel }: Seat) => blockedOn(agent, channel) ?? undefined;
export const fullToTake = ({ agent, channel }: Seat) => blockedToTake(agent, channel) ?? undefined;
export const barred = ({ agent, channel }: Seat): Refusal | undefined => {
  const why = barrier(agent, channel);
  return why ? refuse(why) : undefined;
};

/** Refuses whom the profile does not allow to force a state, and oneself. [AG19] */
export const mayNotForce = (by: Person, agent: AgentId) =>
  !by.may.includes('forceState') || by.agent === agent ? refuse('agents.mayNotForce') : undefined;
export const mayNotExtend = (by: Person) => (by.may.includes('extendWrapUp') ? undefined : refuse('agents.mayNotExtend'));
export const mayNotSupervise = ({ agent }: Seat) => (agent.profile.supervises ? undefined : refuse('agents.mayNotSupervise'));
/** Nobody is forced in the middle of something. [AG19] */
export const handling = ({ agent }: Seat, ...stages: readonly string[]) =>
  agent.work.some((w) => stages.includes(w.stage)) ? refuse('agents.handling') : undefined;

/** Refuses a timer before its time. */
export const tooSoon = (
  { agent, channel, chosen }: Seat,
  now: number,
  at: number | null | undefined = channelTimer(agent, chosen, channel)?.at,
) => (isSet(at) && now >= at ? undefined : refuse('agents.notYet'));
