import type { Agent } from '@patchbay/agents/agent.ts';
import { reasonOf } from '@patchbay/interactions/interaction.ts';
import type { Item } from './item.ts';
import type { Mirror } from './store.ts';

/** What Ready does with wrap-ups that keep offers away: those to submit, and the one that has to be asked for its disposition. */
export interface Finishing {
  readonly submit: readonly { readonly id: string; readonly reason: string }[];
  readonly ask: string | null;
}

/** In after-call work Ready means that the wrap-ups are done: those with a disposition, or a default one, are submitted, the first without is asked for. [DT260] */
export function finishing({ agent, chats, calls, me }: Mirror, channel: string | null, selected: string | null): Finishing {
  const items: readonly Item[] = [...Object.values(chats), ...Object.values(calls)].map(({ state }) => state);
  const open = items.flatMap((item) => {
    const part = item.participations.find((p) => p.agent === me.agent);
    const mine = part?.stage === 'wrapUp' && (channel ?? item.channel) === item.channel && holds(agent?.state, item);
    return mine ? [{ id: String(item.id), reason: reasonOf(item, part) }] : [];
  });
  const lacking = open.flatMap(({ id, reason }) => (reason === null ? [id] : []));
  const submit = open.flatMap(({ id, reason }) => (reason === null ? [] : [{ id, reason }]));
  return { submit, ask: lacking.find((id) => id === selected) ?? lacking[0] ?? null };
}

/** Whether its wrap-up is what keeps the channel from being ready. */
const holds = (agent: Agent | undefined, { channel }: Item): boolean =>
  agent !== undefined && agent.channels[channel]?.is === 'afterWork' && agent.profile.afterWork.includes(channel);
