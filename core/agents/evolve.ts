import type { ChannelName } from '@patchbay/base/decision.ts';
import type { Agent, AgentEvent, Chosen, Profile, Work } from './agent.ts';

type Change<E> = (a: Agent, event: E) => Agent;
const changes: { readonly [T in AgentEvent['type']]: Change<Extract<AgentEvent, { readonly type: T }>> } = {
  'agent.configured': (a, { profile, at }) => ({ ...a, profile, channels: seats(a, profile, at) }),
  'agent.chose': (a, { channel, chosen }) => ({
    ...a,
    channels: { ...a.channels, [channel]: chosen },
    idleSince: chosen.is === 'ready' ? { ...a.idleSince, [channel]: chosen.since } : a.idleSince,
  }),
  'agent.workChanged': (a, { channel, interaction, stage, at }) => ({ ...a, work: putWork(a, { channel, interaction, stage, since: at }) }),
  'agent.workLeft': (a, { channel, interaction, at }) => ({
    ...a,
    work: a.work.filter((w) => w.interaction !== interaction),
    idleSince: { ...a.idleSince, [channel]: at },
  }),
  'agent.noted': (a) => a,
};

/** What an event changes; the same on the server and in the browser. */
export function evolve(a: Agent, event: AgentEvent): Agent {
  const change = Object.hasOwn(changes, event.type) ? (changes[event.type] as Change<AgentEvent>) : undefined;
  return change ? change(a, event) : a;
}

/** A new channel begins logged off; one that the profile no longer gives goes once nothing of it is open. */
function seats(a: Agent, profile: Profile, at: number): Agent['channels'] {
  const given = Object.keys(profile.capacity) as ChannelName[];
  const kept = (Object.keys(a.channels) as ChannelName[]).filter((c) => given.includes(c) || a.work.some((w) => w.channel === c));
  const off: Chosen = { is: 'loggedOff', since: at, by: 'system' };
  return Object.fromEntries([...new Set([...given, ...kept])].map((c) => [c, a.channels[c] ?? off]));
}

function putWork(a: Agent, work: Work): readonly Work[] {
  const known = a.work.some((w) => w.interaction === work.interaction);
  return known ? a.work.map((w) => (w.interaction === work.interaction ? work : w)) : [...a.work, work];
}
