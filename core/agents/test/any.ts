import type { Dice } from '@patchbay/base/test/random.ts';
import type { Agent, AgentCommand, Profile } from '../agent.ts';
import { ada, channels, eve, reasons, sue } from './people.ts';
import { plainProfile } from './profile.ts';

/** A profile as an administrator could make it. */
export const anyProfile = (d: Dice): Profile =>
  forwarding({
    ...plainProfile,
    capacity: { chat: 1 + d.below(3), ...(d.chance(0.8) ? { voice: 1 } : {}), ...(d.chance(0.4) ? { email: 2 } : {}) },
    afterReject: d.of(['notReady', 'stayReady', 'stayReady'] as const),
    afterWork: channels.filter(() => d.chance(0.5)),
    next: d.of(['ready', 'ready', 'notReady', 'manual'] as const),
    afterWorkMs: d.of([null, 20, 60]),
    restMs: d.of([null, null, 15, 120]),
    signIn: d.of(['ready', 'ready', 'notReady', 'supervising'] as const),
    pending: d.chance(0.5),
    supervises: d.chance(0.4),
    reasons,
    readyAgainMs: d.of([null, 10, 50]),
    logOffAfterMissed: d.of([null, null, 2, 3]),
    missedEverywhere: d.chance(0.2),
    logOffMs: 400,
    awayMs: 90,
  });
/** Without another throw of the dice: the days stay as they are. */
const forwarding = (profile: Profile): Profile => {
  const { chat = 1 } = profile.capacity;
  return chat === 1 ? profile : { ...profile, forwarding: chat === 2 ? 'untilLogOff' : 'kept', team: 'first', teams: ['first', 'second'] };
};

const asks = [
  'logOn',
  'setReady',
  'setReady',
  'setNotReady',
  'setNotReady',
  'setAfterWork',
  'extendAfterWork',
  'supervise',
  'logOff',
] as const;
const forces = ['forceReady', 'forceReady', 'forceNotReady', 'forceLogOff'] as const;
const facts = ['deviceLost', 'deviceRecovered', 'deviceRecovered', 'deviceChanged'] as const;
const orders = ['sessionLost', 'sessionExpired', 'awayTooLong', 'afterWorkTimeout', 'readyAgain', 'restOver', 'overstay'] as const;
const wishes = ['watchBegan', 'watchOver', 'disarm'] as const;

const forwards = [eve.agent, null, ada.agent, null] as const;
const teams = ['first', 'second', 'strange'] as const;
const devices = [{ is: 'browser' }, { is: 'phone', phone: 'desk-ada' }, { is: 'none' }, { is: 'browser' }] as const;

/** Any command that is not about work, of any person, with any value that could matter. */
export function anyCommand(d: Dice, { channels: known }: Agent): AgentCommand {
  const channel = d.of([...channels, 'social']);
  const maybe = d.chance(0.4) ? {} : { channel };
  const reason = d.of(['lunch', 'break', 'break', 'no such']);
  const turn = d.next();
  const one = () => {
    if (!Object.values(known).some((c) => c.is !== 'loggedOff') && d.chance(0.5)) return { by: ada, type: 'logOn', ...maybe };
    if (turn < 0.5) return { by: d.of([ada, ada, ada, eve]), type: d.of(asks), reason, ...maybe };
    if (turn < 0.68) return { by: d.of([sue, sue, sue, eve, ada]), type: d.of(forces), reason, why: 'Please.', ...maybe };
    if (turn < 0.74) return { by: 'outside', type: d.of(facts), channel };
    if (turn < 0.82) return { by: 'outside', type: d.of(['lineLost', 'lineBack', 'lineBack']) };
    if (turn < 0.826) return { by: ada, type: 'chooseDevice', device: devices[d.below(4)] };
    if (turn < 0.836) return watching(turn, d.chance(0.4));
    if (turn < 0.9) return { by: ada, type: 'setDoNotDisturb', on: d.chance(0.4) };
    if (turn < 0.94) return { by: ada, type: 'setAway', away: d.chance(0.5) };
    if (turn < 0.942) return { by: ada, type: 'chooseTeam', team: teams[Math.floor(turn * 1e6) % teams.length] };
    if (turn < 0.952) return { by: ada, type: 'forwardCalls', to: forwards[Math.floor(turn * 1e6) % forwards.length] };
    if (turn < 0.962) return { by: ada, type: 'stayNotReady', ...maybe };
    return turn < 0.975 ? { by: 'system', type: d.of(orders), channel } : { by: 'system', type: 'shutOut' };
  };
  return one() as AgentCommand;
}

/** What a supervisor waits for, at this point of the turns from 0.826 on. */
function watching(turn: number, all: boolean) {
  if (turn < 0.831) return { by: turn < 0.83 ? sue : ada, type: 'watchNext', of: 'queue', key: 'sales', all };
  if (turn < 0.832) return { by: sue, type: 'watchNoMore' };
  return { by: 'system', type: turn < 0.8345 ? 'watchBegan' : turn < 0.8355 ? 'watchOver' : 'disarm' };
}

/** Every command but those about work, for one channel or all. */
export const everyCommand = (channel: (typeof channels)[number]): readonly AgentCommand[] =>
  [
    ...[...asks, 'stayNotReady'].map((type) => ({ by: ada, type, channel, reason: 'lunch' })),
    ...[...new Set(forces)].map((type) => ({ by: sue, type, channel, reason: 'lunch', why: 'Please.' })),
    ...facts.map((type) => ({ by: 'outside', type, channel })),
    ...orders.map((type) => ({ by: 'system', type, channel })),
  ] as never;

const work = ['offerWork', 'takeOver', 'workTaken', 'workMissed', 'workDeclined', 'workWithdrawn', 'wrapUpStarted', 'workDone'] as const;
const rest = [
  'configure',
  'shutOut',
  'lineLost',
  'lineBack',
  'phoneLifted',
  'phoneDown',
  'setDoNotDisturb',
  'setAway',
  'stayNotReady',
  'forwardCalls',
  'chooseTeam',
  'watchNext',
  'watchNoMore',
] as const;
/** Every type of command. */
export const types: readonly AgentCommand['type'][] = [...new Set([...asks, ...forces, ...facts, ...orders, ...wishes, ...work, ...rest])];
