import { type Agent, type AgentCommand, isSet } from '@patchbay/agents/agent.ts';
import type { AgentId } from '@patchbay/base/decision.ts';
import type { AnyEvent } from '@patchbay/base/subject.ts';
import type { CoreEvent, Interaction } from './interaction.ts';

/** What an event of an interaction means to an agent. */
export interface Following {
  readonly agent: AgentId;
  readonly command: AgentCommand;
}

/** The wrap-up of an agent who has another time for it than the queue says. [IN23] */
export function inTheirTime(event: AnyEvent, agent: Agent | undefined): AnyEvent {
  const e = event as CoreEvent;
  const ms = agent?.profile.wrapUpMs;
  if (e.type !== 'participation.wrapUpStarted' || !isSet(ms)) return event;
  const theirs: CoreEvent = { ...e, until: e.since + ms };
  return theirs;
}

type Fact = Extract<AgentCommand, { readonly by: 'outside' }>['type'];
const unanswered = { missed: 'workMissed', declined: 'workDeclined', revoked: 'workWithdrawn' } as const;

/** The commands to agents that follow from what happened in an interaction: their load and state agree with it in the same transaction. [AG2] */
export function following(i: Interaction, event: AnyEvent): readonly Following[] {
  const e = event as CoreEvent;
  const part = { interaction: i.id, channel: i.channel };
  const fact = (agent: AgentId, type: Fact): readonly Following[] => [{ agent, command: { by: 'outside', type, ...part } as AgentCommand }];
  switch (e.type) {
    case 'participation.offered':
      return [{ agent: e.agent, command: { by: 'system', type: 'offerWork', ...part } }];
    case 'interaction.accepted':
    case 'participation.joined':
      return fact(e.agent, 'workTaken');
    case 'interaction.ownerChanged':
      if (e.owner && e.takenOver) return [{ agent: e.owner, command: { by: 'system', type: 'takeOver', ...part } }];
      return e.owner ? fact(e.owner, 'workTaken') : [];
    case 'participation.unanswered':
      return fact(e.agent, unanswered[e.as]);
    case 'participation.wrapUpStarted':
      return fact(e.agent, 'wrapUpStarted');
    case 'participation.done':
      return fact(e.agent, 'workDone');
    default:
      return [];
  }
}
