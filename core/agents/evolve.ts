import type { ChannelName } from '@patchbay/base/decision.ts';
import { type Agent, type AgentEvent, type Chosen, isLoggedOn, type Profile, type Work } from './agent.ts';

type Change<E> = (a: Agent, event: E) => Agent;
const changes: { readonly [T in AgentEvent['type']]: Change<Extract<AgentEvent, { readonly type: T }>> } = {
  'agent.configured': (a, { profile, at }) => settled({ ...a, profile, channels: seats(a, profile, at) }),
  'agent.chose': (a, { channel, chosen }) => choose(a, channel, chosen),
  'agent.workChanged': (a, { channel, interaction, stage, at }) => ({
    ...a,
    work: putWork(a, { channel, interaction, stage, since: at }),
    ...(stage === 'active' && a.missedInRow ? { missedInRow: 0 } : {}),
  }),
  'agent.workLeft': (a, { channel, interaction, at }) => ({
    ...a,
    work: a.work.filter((w) => w.interaction !== interaction),
    idleSince: { ...a.idleSince, [channel]: at },
  }),
  'agent.doNotDisturbChanged': (a, { since }) => ({ ...a, doNotDisturb: since }),
  'agent.awayChanged': (a, { since }) => ({ ...a, away: since }),
  'agent.lineChanged': (a, { lost }) => ({ ...a, lost }),
  'agent.deviceFailed': (a, { channel }) => ({ ...a, failed: [...(a.failed ?? []).filter((c) => c !== channel), channel] }),
  'agent.deviceWorks': (a, { channel }) => ({ ...a, failed: (a.failed ?? []).filter((c) => c !== channel) }),
  'agent.hookChanged': (a, { offHook }) => ({ ...a, offHook }),
  'agent.deviceChosen': (a, { device }) => ({ ...a, device }),
  'agent.forwarded': (a, { forward }) => ({ ...a, forward }),
  'agent.teamChosen': (a, { team }) => ({ ...a, team }),
  'agent.armed': (a, { armed }) => ({ ...a, armed }),
  'agent.overstayed': (a, { channel, told }) => ({ ...a, channels: { ...a.channels, ...warned(a, channel, told) } }),
  'agent.noted': (a) => a,
};

/** What an event changes; the same on the server and in the browser. */
export function evolve(a: Agent, event: AgentEvent): Agent {
  const change = Object.hasOwn(changes, event.type) ? (changes[event.type] as Change<AgentEvent>) : undefined;
  return change ? change(a, event) : a;
}

const choose = (a: Agent, channel: ChannelName, chosen: Chosen): Agent =>
  settled({
    ...a,
    channels: { ...a.channels, [channel]: chosen },
    idleSince: chosen.is === 'ready' ? { ...a.idleSince, [channel]: chosen.since } : a.idleSince,
    ...(chosen.is === 'missed' ? { missedInRow: (a.missedInRow ?? 0) + 1 } : {}),
  });

/** Whoever has left the last channel may be disturbed again, and is called again unless forwarding is kept. [AG16] [AG52] */
function settled(a: Agent): Agent {
  const ends = a.forward && (a.profile.forwarding === undefined || (a.profile.forwarding === 'untilLogOff' && !isLoggedOn(a)));
  const now = ends ? { ...a, forward: null } : a;
  return isLoggedOn(now) ? now : { ...now, missedInRow: 0, doNotDisturb: null, away: null };
}

/** A new channel begins logged off; one that the profile no longer gives goes once nothing of it is open. */
function seats(a: Agent, profile: Profile, at: number): Agent['channels'] {
  const given = Object.keys(profile.capacity) as ChannelName[];
  const kept = (Object.keys(a.channels) as ChannelName[]).filter((c) => given.includes(c) || a.work.some((w) => w.channel === c));
  const off: Chosen = { is: 'loggedOff', since: at, by: 'system' };
  return Object.fromEntries([...new Set([...given, ...kept])].map((c) => [c, a.channels[c] ?? off]));
}

/** What was told is not told again. [AG13] */
function warned(a: Agent, channel: ChannelName, told: 'agent' | 'supervisors'): Agent['channels'] {
  const chosen = a.channels[channel];
  if (chosen?.is !== 'notReady') return {};
  return { [channel]: { ...chosen, warnAt: null, ...(told === 'supervisors' ? { alertAt: null } : {}) } };
}

function putWork(a: Agent, work: Work): readonly Work[] {
  const known = a.work.some((w) => w.interaction === work.interaction);
  return known ? a.work.map((w) => (w.interaction === work.interaction ? work : w)) : [...a.work, work];
}
