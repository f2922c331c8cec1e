import {
  type AgentId,
  type ChannelName,
  type Decision,
  isRefused,
  look,
  type Refusal,
  type Rules,
  refuse,
} from '@patchbay/base/decision.ts';
import {
  type Agent,
  type AgentCommand,
  type AgentEvent,
  type Chosen,
  channelsOf,
  type Device,
  deviceOf,
  isLoggedOn,
  isSet,
  type LetGo,
  teamOf,
  type Work,
} from './agent.ts';
import { arming } from './arming.ts';
import { notReady, resting, type Seat, systems } from './seat.ts';
import { seats } from './seats.ts';

type Table = Rules<Agent, AgentCommand, AgentEvent>;

/** What concerns the agent as a whole, not a channel. [AG16] [AG24] [AG51] */
const whole: Table = {
  ...arming,
  configure: (_, { profile }, now) => [{ type: 'agent.configured', profile, at: now }],
  setDoNotDisturb: (a, { on }, now) =>
    offDuty(a) ??
    (on === isSet(a.doNotDisturb) ? refuse('agents.alreadySo') : [{ type: 'agent.doNotDisturbChanged', since: on ? now : null }]),
  chooseDevice: (a, { device }, now) => noVoice(a) ?? notTheirs(a, device) ?? calling(a) ?? chooses(a, device, now),
  forwardCalls: (a, { to }, now) => noVoice(a) ?? mayNotForward(a, to) ?? forwards(a, to, now),
  chooseTeam: (a, { team }) => notTheirTeam(a, team) ?? working(a) ?? joins(a, team),
  setAway: (a, { away }, now) => offDuty(a) ?? (away === isSet(a.away) ? [] : [{ type: 'agent.awayChanged', since: away ? now : null }]),
};

/** What happened to this agent's parts, line and devices changes these, whatever the state. */
const facts: Table = {
  workTaken: (_, { channel, interaction }, now) => [{ type: 'agent.workChanged', channel, interaction, stage: 'active', at: now }],
  wrapUpStarted: (_, { channel, interaction }, now) => [{ type: 'agent.workChanged', channel, interaction, stage: 'wrapUp', at: now }],
  workMissed: (_, part, now) => left(part, now, 'missed'),
  workDeclined: (_, part, now) => left(part, now, 'declined'),
  workWithdrawn: (_, part, now) => left(part, now, 'withdrawn'),
  workDone: (_, part, now) => left(part, now),
  lineLost: (a, _, now) => (isSet(a.lost) ? [] : [{ type: 'agent.lineChanged', lost: now }]),
  lineBack: (a) => (isSet(a.lost) ? [{ type: 'agent.lineChanged', lost: null }] : []),
  phoneLifted: (a, _, now) => (isSet(a.offHook) ? [] : [{ type: 'agent.hookChanged', offHook: now }]),
  phoneDown: (a) => putDown(a),
  deviceLost: (a, { channel }) => (a.failed?.includes(channel) ? [] : [{ type: 'agent.deviceFailed', channel }]),
  deviceRecovered: (a, on) => works(a, on),
  deviceChanged: (a, on) => works(a, on),
};

/** Decides one command about an agent: on one channel, or on every one the agent has. */
export function decide(agent: Agent, command: AgentCommand, now: number): Decision<AgentEvent> {
  const asWhole = look<Agent, AgentCommand, AgentEvent>(agent, command, now, whole);
  if (asWhole) return asWhole;
  const channels = 'channel' in command && command.channel ? [command.channel] : channelsOf(agent);
  const fact = look<Agent, AgentCommand, AgentEvent>(agent, command, now, facts) ?? [];
  const each = channels.map((channel) => onChannel(agent, channel, command, now));
  const here = each.flatMap((d) => (isRefused(d) ? [] : d));
  const accepted = [...here, ...elsewhere(agent, command, now), ...restsToo(agent, command, here, now)];
  const refused = each.find(isRefused);
  if (command.by === 'outside') return isRefused(fact) ? [] : [...fact, ...accepted];
  return accepted.length || !refused ? accepted : refused;
}

function onChannel(agent: Agent, channel: ChannelName, command: AgentCommand, now: number): Decision<AgentEvent> {
  const chosen = agent.channels[channel];
  if (!chosen) return refuse('agents.noSuchChannel');
  return look<Seat, AgentCommand, AgentEvent>({ agent, channel, chosen }, command, now, seats[chosen.is]) ?? notNow(chosen);
}

/** Whoever rests does so on all channels. [AG28] */
function restsToo(agent: Agent, { type }: AgentCommand, here: readonly AgentEvent[], now: number): readonly AgentEvent[] {
  if (type !== 'workDone' && type !== 'afterWorkTimeout') return [];
  const [rest] = here.flatMap((e) =>
    e.type === 'agent.chose' && e.chosen.is === 'notReady' && isSet(e.chosen.until) ? [e.chosen.until] : [],
  );
  return rest === undefined ? [] : readyOn(agent).flatMap((seat) => resting(seat, now, rest));
}
const readyOn = (agent: Agent): readonly Seat[] =>
  channelsOf(agent).flatMap((channel) => {
    const chosen = agent.channels[channel];
    return chosen?.is === 'ready' ? [{ agent, channel, chosen }] : [];
  });

/** A missed offer keeps the other channels' offers away too, if the profile says so. [AG18] */
function elsewhere(agent: Agent, command: AgentCommand, now: number): readonly AgentEvent[] {
  if (command.type !== 'workMissed' || !agent.profile.missedEverywhere) return [];
  const others = readyOn(agent).filter(({ channel }) => channel !== command.channel);
  return others.flatMap((seat) => notReady(seat, 'system.missed', systems, now));
}

const notNow = (chosen: Chosen): Refusal => refuse(chosen.is === 'loggedOff' ? 'agents.loggedOff' : 'agents.notNow');
const offDuty = (a: Agent) => (isLoggedOn(a) ? undefined : refuse('agents.loggedOff'));
const left = ({ channel, interaction }: Pick<Work, 'channel' | 'interaction'>, at: number, as?: LetGo): readonly AgentEvent[] => [
  { type: 'agent.workLeft', channel, interaction, at, ...(as && { as }) },
];
const works = (a: Agent, { channel }: { readonly channel: ChannelName }): readonly AgentEvent[] =>
  a.failed?.includes(channel) ? [{ type: 'agent.deviceWorks', channel }] : [];

const putDown = (a: Agent): readonly AgentEvent[] => (isSet(a.offHook) ? [{ type: 'agent.hookChanged', offHook: null }] : []);

const noVoice = (a: Agent) => (a.channels.voice ? undefined : refuse('agents.noSuchChannel'));
const notTheirs = (a: Agent, device: Device) =>
  device.is === 'phone' && !a.profile.phones?.includes(device.phone) ? refuse('agents.notYourPhone') : undefined;
/** Taking it back is always allowed. */
const mayNotForward = ({ id, profile }: Agent, to: AgentId | null) => {
  if (to === null) return undefined;
  if (profile.forwarding === undefined) return refuse('agents.mayNotForward');
  return to === id ? refuse('agents.forwardLoop') : undefined;
};
const forwards = (a: Agent, to: AgentId | null, since: number): Decision<AgentEvent> =>
  (a.forward?.to ?? null) === to ? refuse('agents.alreadySo') : [{ type: 'agent.forwarded', forward: to && { to, since } }];
const notTheirTeam = ({ profile }: Agent, team: string) => (profile.teams?.includes(team) ? undefined : refuse('agents.notYourTeam'));
/** What is open was given to the team that is left, and is counted there. */
const working = ({ work }: Agent) => (work.length ? refuse('agents.workOpen') : undefined);
const joins = (a: Agent, team: string): Decision<AgentEvent> =>
  teamOf(a) === team ? refuse('agents.alreadySo') : [{ type: 'agent.teamChosen', team }];
const calling = (a: Agent) => (a.work.some((w) => w.channel === 'voice' && w.stage !== 'wrapUp') ? refuse('agents.inCall') : undefined);
/** Another device, or the same once more because it had failed; without one no calls come. [AG45] */
function chooses(a: Agent, device: Device, now: number): readonly AgentEvent[] {
  const type = device.is === 'none' ? 'deviceLost' : 'deviceChanged';
  const follows = decide(a, { by: 'outside', type, channel: 'voice' }, now);
  const same = a.device !== undefined && JSON.stringify(deviceOf(a)) === JSON.stringify(device);
  return [...(same ? [] : [{ type: 'agent.deviceChosen', device } as const]), ...putDown(a), ...(isRefused(follows) ? [] : follows)];
}
