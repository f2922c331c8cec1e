import { type AgentId, type Decision, isRefused, type Person, type Rules, refuse } from '@patchbay/base/decision.ts';
import { mayNot, ownerOf, participationOf, takesPart } from '@patchbay/interactions/interaction.ts';
import { parts } from '@patchbay/interactions/parting.ts';
import { type Chat, type ChatCommand, type ChatEvent, isOver, type Monitor } from './chat.ts';
import { unconsulted } from './consulting.ts';
import { evolve } from './evolve.ts';

/** The part of somebody who watches; undefined: they do not. */
export const monitorOf = ({ work: { monitors = [] } }: Chat, supervisor: string): Monitor | undefined =>
  monitors.find((m) => m.supervisor === supervisor);

/** The owner, their guests, and who has barged in. */
export const talksToCustomer = (i: Chat, agent: AgentId): boolean =>
  ownerOf(i) === agent || i.work.guests.includes(agent) || monitorOf(i, agent)?.mode === 'barge';

/** Watching one agent's part beside whatever the chat does: it changes nothing else. [SM-2c] [CH80] [CH83] */
export const monitoring: Rules<Chat, ChatCommand, ChatEvent> = {
  monitor: (i, { by, agent }, now) =>
    mayNot(by, 'seeAllWork') ?? notThere(i, agent) ?? there(i, by.agent) ?? [set(i, { supervisor: by.agent, agent, mode: 'silent' }, now)],
  beginMonitoring: (i, { supervisor, agent }, now) =>
    notThere(i, agent) ?? there(i, supervisor) ?? [set(i, { supervisor, agent, mode: 'silent' }, now)],
  coach: (i, { by }, now) => becomes(i, by, 'coach', now),
  bargeIn: (i, { by }, now) => becomes(i, by, 'barge', now),
  silence: (i, { by }, now) => becomes(i, by, 'silent', now),
  stopMonitoring: (i, { by }, now) => stops(i, by.agent, now),
  endMonitoring: (i, { agent }, now) => stops(i, agent, now),
  takeOver: (i, { by }, now) => mayNot(by, 'seeAllWork') ?? (monitorOf(i, by.agent) ? takes(i, by.agent, now) : refuse('chat.notWatching')),
};

/** With the part that is watched the watching ends: nobody is left behind in a conversation they have no leave to be in. [CH84] */
export function unwatched(i: Chat, events: Decision<ChatEvent>, now: number): Decision<ChatEvent> {
  if (isRefused(events) || !i.work.monitors) return events;
  const after = events.reduce(evolve, i);
  const left = (after.work.monitors ?? []).filter((m) => isThere(after, m.supervisor) || !isThere(after, m.agent));
  return [...events, ...left.map((m) => ended(after, m, m.mode === 'barge' && !isOver(after) && !isThere(after, m.supervisor), now))];
}

const isThere = (i: Chat, agent: AgentId): boolean => participationOf(i, agent)?.stage === 'active';
const notThere = (i: Chat, agent: AgentId) => (isThere(i, agent) ? undefined : refuse('chat.notThere'));
const there = (i: Chat, supervisor: AgentId) =>
  monitorOf(i, supervisor) || takesPart(i, supervisor) ? refuse('chat.thereAlready') : undefined;

function becomes(i: Chat, by: Person, mode: Monitor['mode'], now: number): Decision<ChatEvent> {
  const monitor = monitorOf(i, by.agent);
  if (!monitor) return refuse('chat.notWatching');
  if (monitor.mode === mode) return refuse('chat.watchesSo');
  if (monitor.mode === 'barge' && mode === 'coach') return refuse('chat.silentFirst');
  return mayNot(by, 'seeAllWork') ?? [set(i, { ...monitor, mode }, now)];
}
function stops(i: Chat, supervisor: AgentId, now: number): Decision<ChatEvent> {
  const monitor = monitorOf(i, supervisor);
  return monitor ? [ended(i, monitor, monitor.mode === 'barge', now)] : refuse('chat.notWatching');
}
/** Whoever had it wraps up, and what they had begun with a colleague is over. */
const takes = (i: Chat, supervisor: AgentId, since: number): readonly ChatEvent[] => {
  const owner = ownerOf(i);
  const met = monitorOf(i, supervisor)?.mode === 'barge' ? { known: true as const } : {};
  return [
    ...unconsulted(i, since),
    ...(owner ? parts(i, owner, since) : []),
    { type: 'interaction.ownerChanged', owner: supervisor, since, takenOver: true, ...met },
  ];
};

const shownIn = ({ policy }: Chat): boolean => policy.monitoringShown ?? false;
const set = (i: Chat, { supervisor, agent, mode }: Omit<Monitor, 'since'>, at: number): ChatEvent => ({
  type: 'chat.monitored',
  ...{ supervisor, agent, mode, at },
  before: monitorOf(i, supervisor)?.mode ?? null,
  shown: shownIn(i),
});
const ended = (i: Chat, { supervisor, agent, mode }: Monitor, told: boolean, at: number): ChatEvent => ({
  type: 'chat.monitoringEnded',
  ...{ supervisor, agent, at },
  before: mode,
  shown: shownIn(i),
  told,
});
