import { type Agent, isOpenFor, openOn, takesOffers } from '@patchbay/agents/agent.ts';
import { presenceOf, shownState } from '@patchbay/agents/shown.ts';
import type { AgentId } from '@patchbay/base/decision.ts';
import type { Text } from '@patchbay/configuration/text.ts';
import { type Interaction, takesPart } from '@patchbay/interactions/interaction.ts';
import { allAgents } from '@patchbay/routing/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { profileOf } from './policy.ts';
import type { Site } from './site.node.ts';

/** Whom a chat can be handed to. `why` is the key of a text that says why not; null: it can. */
export interface Targets {
  readonly agents: readonly {
    readonly id: string;
    readonly name: string;
    readonly team: string | null;
    readonly is: string;
    readonly since: number;
    /** Since when nobody is at the desk; null: somebody is. [AG24] */
    readonly away: number | null;
    readonly open: number;
    readonly places: number;
    readonly why: string | null;
  }[];
  readonly queues: readonly {
    readonly id: string;
    readonly label: Text;
    readonly ready: number;
    readonly waiting: number;
  }[];
}

/** Colleagues with their state and load, and queues with who is ready and who waits, in the order of their names. */
export async function targetsFor(site: Site, { tenant, person }: Signed, i: Interaction): Promise<Targets> {
  const centre = site.centres.of(tenant);
  if (!centre) return { agents: [], queues: [] };
  const known = new Map((await allAgents(site.k.db.as(tenant), tenant)).map(({ id, state }) => [id as string, state]));
  const lines = new Map(
    site.deciders
      .get(tenant)
      ?.statistics()
      .map((line) => [line.queue as string, line]),
  );
  const agents = Object.entries(centre.users)
    .filter(([id]) => id !== person.agent && profileOf(centre, id))
    .map(([id, { name, team }]) => {
      const agent = known.get(id);
      const { is, since } = agent ? shownState(agent, i.channel) : ({ is: 'loggedOff', since: 0 } as const);
      const places = (agent?.profile ?? profileOf(centre, id))?.capacity[i.channel] ?? 0;
      const label = team ? (centre.teams[team]?.label ?? null) : null;
      return {
        id,
        name,
        team: label,
        is,
        since,
        away: awaySince(agent),
        open: agent ? openOn(agent, i.channel) : 0,
        places,
        why: whyNot(i, id, agent),
      };
    });
  const queues = Object.entries(centre.queues)
    .filter(([, queue]) => queue.channel === i.channel)
    .map(([id, { label }]) => ({ id, label, ready: lines.get(id)?.ready ?? 0, waiting: lines.get(id)?.waiting ?? 0 }));
  return { agents: agents.sort((a, b) => (a.name < b.name ? -1 : 1)), queues };
}

const awaySince = (agent: Agent | undefined) => (agent && presenceOf(agent) === 'away' ? (agent.away ?? null) : null);

function whyNot(i: Interaction, id: string, agent: Agent | undefined): string | null {
  if (takesPart(i, id as AgentId)) return 'interactions.takesPart';
  if (!agent || !isOpenFor(agent, i.channel)) return 'chat.agentNotReady';
  return takesOffers(agent, i.channel) ? null : 'chat.agentFull';
}
