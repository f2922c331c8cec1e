import { type Agent, channelsOf, isOpenFor, loadOf } from '@patchbay/agents/agent.ts';
import { roomsOf } from '@patchbay/agents/room.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { ringOf } from '@patchbay/configuration/serving.ts';
import { type Interaction, isOpen } from '@patchbay/interactions/interaction.ts';
import type { AgentEvent, ConfiguredEvent, QueueRules, RequiredSkill, RoutingEvent } from './routing.ts';

/** The queues and who serves them, as routing sees a contact centre. */
export function configured(centre: Centre): ConfiguredEvent {
  const queues = Object.entries(centre.queues);
  const agents = Object.entries(centre.users).map(([id, { skills }]) => {
    const served = queues
      .flatMap(([queue, q]) => ({ queue, ring: ringOf(centre, id, q) ?? Infinity }))
      .filter(({ ring }) => ring < Infinity);
    const joins = served.filter(({ ring }) => ring > 0);
    return { id, skills, queues: served.flatMap(({ queue, ring }) => (ring === 0 ? [queue] : [])), joins };
  });
  return {
    type: 'configured',
    queues: queues.map(([id, q]) => queueOf(id, q)),
    agents: agents.filter(({ queues, joins }) => queues.length + joins.length > 0),
  };
}

function queueOf(id: string, q: Queue): QueueRules {
  return {
    id,
    channel: q.channel,
    priority: q.priority,
    skills: asList(q.skills),
    agents: q.agents,
    headStartMs: q.headStartSeconds * 1000,
    raiseMs: q.raiseSeconds * 1000,
    dueMs: q.order === 'due' ? q.serviceLevel.seconds * 1000 : 0,
    rings: q.rings.map(({ afterSeconds, sooner }, n) => ({
      afterMs: afterSeconds * 1000,
      skills: asList(relaxed(q, n)),
      ...(sooner && { soonerMs: sooner.afterSeconds * 1000 }),
    })),
    ...(q.share !== null && { share: q.share }),
    ...(q.keepFree.length > 0 && { keepFree: q.keepFree }),
  };
}

/** What is required from this ring on: what was required before, but for what the rings up to it say otherwise. */
function relaxed(q: Queue, upTo: number): Readonly<Record<string, number>> {
  const levels = Object.assign({}, q.skills, ...q.rings.slice(0, upTo + 1).map((r) => r.skills)) as Record<string, number>;
  return Object.fromEntries(Object.entries(levels).filter(([, level]) => level > 0));
}

const asList = (skills: Readonly<Record<string, number>>): readonly RequiredSkill[] =>
  Object.entries(skills).map(([skill, level]) => ({ skill, level }));

/** An interaction as routing sees it: in line, or gone. Whoever still takes part in it is never asked. */
export function standing(i: Interaction): RoutingEvent {
  if (i.at.stage !== 'queued') return { type: 'gone', interaction: i.id };
  const busy = i.participations.filter(isOpen).map((p) => ({ agent: p.agent, at: null }));
  const { queue, since, not } = i.at;
  return {
    type: 'waiting',
    interaction: i.id,
    queue,
    channel: i.channel,
    since,
    ...(i.policy.priority !== undefined && { priority: i.policy.priority }),
    ...(i.policy.dueAt !== undefined && { due: i.policy.dueAt }),
    ...(i.wish && { prefer: { agent: i.wish.agent, until: since + i.wish.holdMs, ...(i.wish.named && { named: true }) } }),
    not: [...not.filter((l) => !busy.some((b) => b.agent === l.agent)), ...busy],
  };
}

/** An agent as routing sees them. */
export function seated(a: Agent): AgentEvent {
  const channels = channelsOf(a);
  const { rampUpMs = 0 } = a.profile;
  return {
    type: 'agent',
    agent: a.id,
    ready: channels.flatMap((channel) => {
      const chosen = a.channels[channel];
      return chosen && isOpenFor(a, channel) ? [{ channel, since: chosen.since }] : [];
    }),
    load: loadOf(a),
    capacity: roomsOf(a.profile),
    idleSince: Math.max(0, ...Object.values(a.idleSince)),
    ...(rampUpMs > 0 && { spaced: channels.map((channel) => ({ channel, from: lastOn(a, channel) + rampUpMs })) }),
  };
}

/** When the last of what is open on a channel was offered or accepted. */
const lastOn = (a: Agent, channel: string): number =>
  a.work.reduce((last, w) => (w.channel === channel && w.stage !== 'wrapUp' ? Math.max(last, w.since) : last), -Infinity);
