import { type Rules, refuse } from '@patchbay/base/decision.ts';
import { type AgentCommand, type AgentEvent, type Chosen, isSet, pushedOut } from './agent.ts';
import {
  afterWork,
  again,
  barred,
  becomesReady,
  blocks,
  comes,
  follows,
  full,
  fullToTake,
  goesOn,
  handling,
  loggedOff,
  mayNotExtend,
  mayNotForce,
  mayNotSupervise,
  mine,
  mustWrapUp,
  nextOf,
  noDevice,
  notReady,
  notTheirs,
  outOfService,
  pending,
  ready,
  type Seat,
  stillOpen,
  supervising,
  supervisors,
  systems,
  tooSoon,
  waits,
  wrapsUp,
  wrapsUpNow,
} from './seat.ts';
import { awayEnds } from './timers.ts';

type Table<S extends Chosen['is']> = Rules<Seat<S>, AgentCommand, AgentEvent>;
type Any = Rules<Seat, AgentCommand, AgentEvent>;

/** Whoever is logged on can say what comes next, and leave when nothing is open. */
const loggedOn = {
  logOn: () => refuse('agents.alreadyLoggedOn'),
  setReady: (seat, _, now) => noDevice(seat) ?? ready(seat, mine, now),
  setNotReady: (seat, { reason }, now) => notTheirs(seat, reason) ?? notReady(seat, reason, mine, now),
  takeOver: (seat, part, now) => fullToTake(seat) ?? takesOver(seat, part, now),
  supervise: (seat, _, now) => mayNotSupervise(seat) ?? stillOpen(seat) ?? supervising(seat, now),
  logOff: (seat, _, now) => stillOpen(seat) ?? loggedOff(seat, mine, now),
  shutOut: (seat, _, now) => loggedOff(seat, systems, now),
  sessionExpired: (seat, _, now) => noSession(seat, now, seat.agent.profile.logOffMs) ?? loggedOff(seat, systems, now, 'system.connection'),
} satisfies Any;

/** A supervisor may do the same while nothing is handled; who it was, and why, is kept. [AG19] */
const forced = {
  forceReady: (seat, command, now) =>
    mayNotForce(command.by, seat.agent.id) ??
    handling(seat, 'offered', 'active') ??
    noDevice(seat) ??
    (mustWrapUp(seat) ? refuse('agents.mustWrapUp') : ready(seat, supervisors(command), now)),
  forceNotReady: (seat, command, now) =>
    mayNotForce(command.by, seat.agent.id) ??
    handling(seat, 'offered', 'active', 'wrapUp') ??
    notTheirs(seat, command.reason) ??
    notReady(seat, command.reason, supervisors(command), now),
  forceLogOff: (seat, command, now) =>
    mayNotForce(command.by, seat.agent.id) ?? handling(seat, 'offered', 'active', 'wrapUp') ?? loggedOff(seat, supervisors(command), now),
} satisfies Any;

/** A device that fails takes its channel out of service, whatever was chosen. [AG23] */
const onDevice = { deviceLost: (seat, _, now) => outOfService(seat, now) } satisfies Any;
/** Nobody has come back within the grace. [AG21] */
const withSession = {
  sessionLost: (seat, _, now) => noSession(seat, now, seat.agent.profile.graceMs) ?? notReady(seat, 'system.connection', systems, now),
} satisfies Any;

/** What may happen on one channel. [SM-1] What an interaction did to the agent is a fact of its part; see `follow`. */
export const seats: { readonly [S in Chosen['is']]: Table<S> } = {
  loggedOff: { logOn: begins },
  supervising: {
    ...loggedOn,
    forceLogOff: forced.forceLogOff,
    takeOver: (seat, part, now) => fullToTake(seat) ?? [...notReady(seat, 'system.tookOver', systems, now), ...takesOver(seat, part, now)],
  },
  ready: {
    ...loggedOn,
    ...onDevice,
    ...withSession,
    forceNotReady: forced.forceNotReady,
    forceLogOff: forced.forceLogOff,
    setNotReady: (seat, { reason }, now) =>
      notTheirs(seat, reason) ?? (waits(seat) ? pending(seat, reason, now) : notReady(seat, reason, mine, now)),
    setAfterWork: (seat, _, now) => afterWork(seat, { is: 'ready' }, mine, now),
    awayTooLong: (seat, _, now) => tooSoon(seat, now, awayEnds(seat.agent)) ?? notReady(seat, 'system.away', systems, now),
    offerWork: (seat, { interaction }, now) =>
      barred(seat) ?? full(seat) ?? [{ type: 'agent.workChanged', channel: seat.channel, interaction, stage: 'offered', at: now }],
    workMissed: (seat, { interaction }, now) => missed(seat, interaction, now),
    workDeclined: (seat, _, now) => (seat.agent.profile.afterReject === 'notReady' ? notReady(seat, 'system.declined', systems, now) : []),
    wrapUpStarted: (seat, _, now) => (blocks(seat) ? wrapsUpNow(seat, nextOf(seat), now) : []),
  },
  pending: {
    ...loggedOn,
    ...onDevice,
    ...withSession,
    setNotReady: (seat, { reason }, now) =>
      notTheirs(seat, reason) ?? (waits(seat) ? pending(seat, reason, now) : notReady(seat, reason, mine, now)),
    workMissed: (seat, { interaction }, now) => missed(seat, interaction, now),
    workDeclined: (seat, { interaction }, now) => comes(seat, interaction, now),
    workWithdrawn: (seat, { interaction }, now) => comes(seat, interaction, now),
    workDone: (seat, { interaction }, now) => comes(seat, interaction, now),
    wrapUpStarted: (seat, { interaction }, now) =>
      blocks(seat) ? wrapsUpNow(seat, { is: 'notReady', reason: seat.chosen.reason }, now) : comes(seat, interaction, now),
  },
  notReady: {
    ...loggedOn,
    ...onDevice,
    ...forced,
    setAfterWork: (seat, _, now) => afterWork(seat, again(seat), mine, now),
    wrapUpStarted: (seat, _, now) => (blocks(seat) ? wrapsUpNow(seat, again(seat), now) : []),
    stayNotReady: (seat, _, now) => (pushedOut(seat.chosen) ? notReady(seat, seat.chosen.reason, mine, now) : refuse('agents.notNow')),
    sessionLost: (seat, command, now) => (isSet(seat.chosen.until) ? withSession.sessionLost(seat, command, now) : refuse('agents.notNow')),
    restOver: (seat, _, now) => tooSoon(seat, now) ?? becomesReady(seat, now),
    overstay: (seat, _, now) => tooSoon(seat, now) ?? overstayed(seat),
  },
  afterWork: {
    ...loggedOn,
    ...onDevice,
    ...withSession,
    forceReady: forced.forceReady,
    forceNotReady: forced.forceNotReady,
    forceLogOff: forced.forceLogOff,
    setAfterWork: () => refuse('agents.alreadySo'),
    extendAfterWork: (seat, { by }) =>
      mayNotExtend(by) ?? (isSet(seat.chosen.until) ? goesOn(seat, { until: null, extended: true }) : refuse('agents.noTimer')),
    setReady: (seat, _, now) => noDevice(seat) ?? (mustWrapUp(seat) ? goesOn(seat, { next: { is: 'ready' } }) : ready(seat, mine, now)),
    setNotReady: (seat, { reason }, now) =>
      notTheirs(seat, reason) ??
      (mustWrapUp(seat) ? goesOn(seat, { next: { is: 'notReady', reason } }) : notReady(seat, reason, mine, now)),
    workDone: (seat, { interaction }, now) => (wrapsUp(seat, interaction) ? [] : follows(seat, now, interaction)),
    afterWorkTimeout: (seat, _, now) => tooSoon(seat, now) ?? follows(seat, now),
  },
  missed: {
    ...loggedOn,
    ...onDevice,
    ...forced,
    stayNotReady: (seat, _, now) => notReady(seat, 'system.missed', mine, now),
    readyAgain: (seat, _, now) => tooSoon(seat, now) ?? ready(seat, systems, now),
  },
  outOfService: {
    logOff: loggedOn.logOff,
    shutOut: loggedOn.shutOut,
    sessionExpired: loggedOn.sessionExpired,
    logOn: loggedOn.logOn,
    setReady: () => refuse('agents.noDevice'),
    forceLogOff: forced.forceLogOff,
    deviceRecovered: (seat, _, now) => notReady(seat, 'system.recovered', systems, now),
    deviceChanged: (seat, _, now) => notReady(seat, 'system.recovered', systems, now),
  },
};

/** Who takes a conversation over from an agent is not asked whether they are ready. [AG50] */
const takesOver = ({ channel }: Seat, { interaction }: { readonly interaction: Part }, at: number): readonly AgentEvent[] => [
  { type: 'agent.workChanged', channel, interaction, stage: 'active', at },
];
type Part = Extract<AgentCommand, { readonly type: 'takeOver' }>['interaction'];

/** Log on gives what the profile says, if the device works. [AG1] [AG14] [AG23] */
function begins(seat: Seat<'loggedOff'>, _: unknown, now: number) {
  const { signIn, signInOn, reasons } = seat.agent.profile;
  if (signIn === 'supervising') return supervising(seat, now);
  if (noDevice(seat)) return outOfService(seat, now);
  const how = signInOn?.[seat.channel] ?? signIn;
  if (how === 'ready') return ready(seat, systems, now);
  return notReady(seat, Object.hasOwn(reasons, how) ? how : 'system.signIn', systems, now);
}

/** A missed offer keeps further ones away; so many in a row, with nothing else open, end the shift. [AG4] [AG18] */
function missed(seat: Seat<'ready' | 'pending'>, interaction: string, now: number): readonly AgentEvent[] {
  const { agent, channel } = seat;
  const chosen = { is: 'missed', interaction: interaction as never, since: now, ...systems } as const;
  const most = agent.profile.logOffAfterMissed;
  const over = isSet(most) && (agent.missedInRow ?? 0) + 1 >= most && !agent.work.some((w) => w.interaction !== interaction);
  return [{ type: 'agent.chose', channel, chosen }, ...(over ? loggedOff(seat, systems, now, 'system.missed') : [])];
}

/** First the agent is told that a reason lasts too long, then the supervisors. [AG13] */
function overstayed({ channel, chosen }: Seat<'notReady'>): readonly AgentEvent[] {
  return [{ type: 'agent.overstayed', channel, reason: chosen.reason, told: isSet(chosen.warnAt) ? 'agent' : 'supervisors' }];
}

const noSession = ({ agent }: Seat, now: number, afterMs: number) =>
  isSet(agent.lost) && now >= agent.lost + afterMs ? undefined : refuse('agents.notYet');
