import { type ChannelName, type Decision, isRefused, look, type Refusal, type Rules, refuse } from '@patchbay/base/decision.ts';
import { type Agent, type AgentCommand, type AgentEvent, type Chosen, channelsOf, type Next, type Stamp } from './agent.ts';
import { blockedOn } from './blocked.ts';

/** One channel of an agent; `chosen` is its state. */
interface Seat<S extends Chosen['is'] = Chosen['is']> {
  readonly agent: Agent;
  readonly channel: ChannelName;
  readonly chosen: Chosen & { readonly is: S };
}
type Table<S extends Chosen['is']> = Rules<Seat<S>, AgentCommand, AgentEvent>;
type Any = Rules<Seat, AgentCommand, AgentEvent>;

const ready = ({ channel }: Seat, by: Stamp['by'], since: number): readonly AgentEvent[] => [
  { type: 'agent.chose', channel, chosen: { is: 'ready', since, by } },
];
const notReady = ({ channel }: Seat, reason: string, by: Stamp['by'], since: number): readonly AgentEvent[] => [
  { type: 'agent.chose', channel, chosen: { is: 'notReady', reason, since, by } },
];
const loggedOff = ({ channel }: Seat, by: Stamp['by'], since: number): readonly AgentEvent[] => [
  { type: 'agent.chose', channel, chosen: { is: 'loggedOff', since, by } },
];
const afterWork = ({ channel }: Seat, next: Next, by: Stamp['by'], since: number): readonly AgentEvent[] => [
  { type: 'agent.chose', channel, chosen: { is: 'afterWork', next, since, by } },
];

/** Whoever is logged on can say what comes next, and leave when nothing is open. */
const loggedOn = {
  logOn: () => refuse('agents.alreadyLoggedOn'),
  setReady: (seat, _, now) => ready(seat, 'agent', now),
  setNotReady: (seat, { reason }, now) => notReady(seat, reason, 'agent', now),
  logOff: (seat, _, now) => stillOpen(seat) ?? loggedOff(seat, 'agent', now),
  shutOut: (seat, _, now) => loggedOff(seat, 'system', now),
} satisfies Any;

/** What may happen on one channel. [SM-1] What an interaction did to the agent is a fact of its part; see `follow`. */
export const channelRules: { readonly [S in Chosen['is']]: Table<S> } = {
  loggedOff: {
    logOn: (seat, _, now) =>
      seat.agent.profile.signIn === 'ready' ? ready(seat, 'system', now) : notReady(seat, 'system.signIn', 'system', now),
  },
  ready: {
    ...loggedOn,
    setAfterWork: (seat, _, now) => afterWork(seat, { is: 'ready' }, 'agent', now),
    offerWork: (seat, { interaction }, now) =>
      full(seat) ?? [{ type: 'agent.workChanged', channel: seat.channel, interaction, stage: 'offered', at: now }],
    workMissed: (seat, { interaction }, now) => [
      { type: 'agent.chose', channel: seat.channel, chosen: { is: 'missed', interaction, since: now, by: 'system' } },
    ],
    workDeclined: (seat, _, now) => (seat.agent.profile.afterReject === 'notReady' ? notReady(seat, 'system.declined', 'system', now) : []),
    wrapUpStarted: (seat, _, now) => (blocks(seat) ? afterWork(seat, nextOf(seat), 'system', now) : []),
  },
  notReady: {
    ...loggedOn,
    setAfterWork: (seat, _, now) => afterWork(seat, { is: 'notReady', reason: seat.chosen.reason }, 'agent', now),
    wrapUpStarted: (seat, _, now) => (blocks(seat) ? afterWork(seat, { is: 'notReady', reason: seat.chosen.reason }, 'system', now) : []),
  },
  afterWork: {
    ...loggedOn,
    setAfterWork: () => refuse('agents.alreadySo'),
    setReady: (seat, _, now) =>
      mustWrapUp(seat) ? afterWork(seat, { is: 'ready' }, 'agent', seat.chosen.since) : ready(seat, 'agent', now),
    setNotReady: (seat, { reason }, now) =>
      mustWrapUp(seat) ? afterWork(seat, { is: 'notReady', reason }, 'agent', seat.chosen.since) : notReady(seat, reason, 'agent', now),
    workDone: (seat, { interaction }, now) => (wrapsUp(seat, interaction) ? [] : follows(seat, now)),
  },
  missed: { ...loggedOn },
};

/** What an interaction did to this agent's part changes the list of work, whatever the state. */
const parts: Rules<Agent, AgentCommand, AgentEvent> = {
  workTaken: (_, { channel, interaction }, now) => [{ type: 'agent.workChanged', channel, interaction, stage: 'active', at: now }],
  wrapUpStarted: (_, { channel, interaction }, now) => [{ type: 'agent.workChanged', channel, interaction, stage: 'wrapUp', at: now }],
  workMissed: (_, part, now) => left(part, now),
  workDeclined: (_, part, now) => left(part, now),
  workWithdrawn: (_, part, now) => left(part, now),
  workDone: (_, part, now) => left(part, now),
};

/** Decides one command about an agent: on one channel, or on every one the agent has. */
export function decide(agent: Agent, command: AgentCommand, now: number): Decision<AgentEvent> {
  if (command.type === 'configure') return [{ type: 'agent.configured', profile: command.profile, at: now }];
  const channels = 'channel' in command && command.channel ? [command.channel] : channelsOf(agent);
  const part = look<Agent, AgentCommand, AgentEvent>(agent, command, now, parts) ?? [];
  const each = channels.map((channel) => onChannel(agent, channel, command, now));
  const accepted = each.flatMap((d) => (isRefused(d) ? [] : d));
  const refused = each.find(isRefused);
  if (command.by === 'outside') return isRefused(part) ? [] : [...part, ...accepted];
  return accepted.length || !refused ? accepted : refused;
}

function onChannel(agent: Agent, channel: ChannelName, command: AgentCommand, now: number): Decision<AgentEvent> {
  const chosen = agent.channels[channel];
  if (!chosen) return refuse('agents.noSuchChannel');
  return look<Seat, AgentCommand, AgentEvent>({ agent, channel, chosen }, command, now, channelRules[chosen.is]) ?? notNow(chosen);
}

const notNow = (chosen: Chosen): Refusal => refuse(chosen.is === 'loggedOff' ? 'agents.loggedOff' : 'agents.notNow');
const stillOpen = ({ agent, channel }: Seat) => (agent.work.some((w) => w.channel === channel) ? refuse('agents.workOpen') : undefined);
const full = ({ agent, channel }: Seat) => blockedOn(agent, channel) ?? undefined;
const blocks = ({ agent, channel }: Seat) => agent.profile.afterWork.includes(channel);
const wrapsUp = ({ agent, channel }: Seat, but?: string) =>
  agent.work.some((w) => w.channel === channel && w.stage === 'wrapUp' && w.interaction !== but);
/** Where wrap-up does not block, after-call work by hand ends as it began: by choice. [AG7] */
const mustWrapUp = (seat: Seat) => blocks(seat) && wrapsUp(seat);
const nextOf = ({ agent }: Seat): Next =>
  agent.profile.next === 'ready' ? { is: 'ready' } : { is: 'notReady', reason: 'system.afterWork' };
const follows = (seat: Seat<'afterWork'>, now: number) =>
  seat.chosen.next.is === 'ready' ? ready(seat, 'system', now) : notReady(seat, seat.chosen.next.reason, 'system', now);
const left = (part: { readonly channel: ChannelName; readonly interaction: string }, at: number): readonly AgentEvent[] => [
  { type: 'agent.workLeft', channel: part.channel, interaction: part.interaction as never, at },
];
