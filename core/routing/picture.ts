import { type Agent, channelsOf, openOn } from '@patchbay/agents/agent.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { type Interaction, isOpen } from '@patchbay/interactions/interaction.ts';
import type { AgentEvent, ConfiguredEvent, RoutingEvent } from './routing.ts';

/** The queues and who serves them, as routing sees a contact centre. */
export function configured(centre: Centre): ConfiguredEvent {
  const queues = Object.entries(centre.queues);
  const agents = Object.entries(centre.users).filter(([, user]) => user.team && !user.disabled);
  return {
    type: 'configured',
    queues: queues.map(([id, q]) => ({
      id,
      channel: q.channel,
      priority: q.priority,
      skills: Object.entries(q.skills).map(([skill, level]) => ({ skill, level })),
    })),
    agents: agents.map(([id, user]) => ({
      id,
      skills: user.skills,
      queues: queues.filter(([, q]) => q.teams.includes(user.team ?? '')).map(([q]) => q),
    })),
  };
}

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
    not: [...not.filter((l) => !busy.some((b) => b.agent === l.agent)), ...busy],
  };
}

/** An agent as routing sees them. */
export function seated(a: Agent): AgentEvent {
  const channels = channelsOf(a);
  return {
    type: 'agent',
    agent: a.id,
    ready: channels.flatMap((channel) => {
      const chosen = a.channels[channel];
      return chosen?.is === 'ready' ? [{ channel, since: chosen.since }] : [];
    }),
    load: channels.map((channel) => ({ channel, count: openOn(a, channel) })),
    capacity: channels.map((channel) => ({ channel, max: a.profile.capacity[channel] ?? 0 })),
    idleSince: Math.max(0, ...Object.values(a.idleSince)),
  };
}
