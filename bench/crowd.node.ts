import { randomUUID } from 'node:crypto';
import type { Committed } from '@patchbay/base/bus.ts';
import type { AgentId, InteractionId, QueueId, TenantId, VisitorId } from '@patchbay/base/decision.ts';
import { startChat } from '@patchbay/chat/start.node.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { actAsAgent } from '@patchbay/server/agents.node.ts';
import { policyOf } from '@patchbay/server/policy.ts';
import type { Place } from './place.node.ts';

const tenant = 'demo' as TenantId;
const queue = 'service' as QueueId;
const atOnce = 16;

/** Many agents and customers who ask the server without HTTP: what is measured is routing and the database. */
export interface Crowd {
  readonly agents: readonly AgentId[];
  /** A customer starts a chat; answers its id. */
  comes(): Promise<string>;
  /** Everybody logs on, and is Not Ready. */
  logOn(): Promise<void>;
  ready(agents: readonly AgentId[]): Promise<void>;
  notReady(agents: readonly AgentId[]): Promise<void>;
  /** The agent accepts, ends and wraps up; answers when the last of it was asked. */
  handles(agent: AgentId, interaction: string): Promise<number>;
  /** Every customer leaves. */
  leave(interactions: readonly string[]): Promise<void>;
  /** Calls `told` with each offer that was committed, until called off. */
  offers(told: (interaction: string, agent: string) => void): () => void;
}

/** The agents who can work in this place: the users of the crowd. */
export function crowd({ server: { site } }: Place, count: number): Crowd {
  const { k, channels, centres, vault, hub } = site;
  const agents = Array.from({ length: count }, (_, n) => `crowd-${n}` as AgentId);
  const ask = async (agent: AgentId, command: object) => {
    const answer = await actAsAgent(site, { tenant, by: agent }, { agent, command: { by: { agent, may: [] }, ...command } as never });
    if (!('ok' in answer)) throw new Error(`${agent} was refused: ${JSON.stringify(answer)}`);
  };
  const about = async (interaction: string, command: { readonly type: string; readonly by: unknown }) => {
    const answer = await act(k, channels, { tenant, by: 'bench' }, { interaction: interaction as InteractionId, command });
    if (!('ok' in answer)) throw new Error(`${command.type} was refused: ${JSON.stringify(answer)}`);
  };
  return {
    agents,
    async comes() {
      const { queues } = centres.of(tenant) ?? {};
      const rules = queues?.[queue];
      if (!rules) throw new Error('There is no queue.');
      const [visitor, key] = [randomUUID() as VisitorId, randomUUID()];
      const form = { name: 'Guest', subject: 'A question' };
      const admit = () => ({ queue, policy: policyOf(queue, rules, 'en', queues) });
      const keptOut = () => Promise.resolve(undefined);
      const start = { form, data: {}, vault, maskNumbers: false, verified: false, callingCode: null, text: 'Hello', keptOut, admit };
      const answer = await startChat(k, { tenant, visitor, widget: 'shop' }, { key, hash: key }, start);
      if (!('interaction' in answer)) throw new Error(`A chat was refused: ${JSON.stringify(answer)}`);
      return String(answer.interaction);
    },
    logOn: () =>
      each(agents, (agent) => {
        hub.join({ tenant, stands: [`agent:${agent}`], told: () => undefined, say: () => undefined }); // who sits before no desktop gets nothing
        return ask(agent, { type: 'logOn' });
      }),
    ready: (some) => each(some, (agent) => ask(agent, { type: 'setReady' })),
    notReady: (some) => each(some, (agent) => ask(agent, { type: 'setNotReady', reason: 'break' })),
    async handles(agent, interaction) {
      const by = { agent, may: ['end'] };
      await about(interaction, { type: 'accept', by });
      await about(interaction, { type: 'end', by });
      const began = performance.now();
      await about(interaction, { type: 'submitWrapUp', by, reason: 'solved' } as never);
      return began;
    },
    leave: (some) => each(some, (interaction) => about(interaction, { type: 'customerLeft', by: 'outside' })),
    offers: (told) =>
      k.bus.subscribe(({ changes }: Committed) => {
        for (const change of changes)
          for (const event of change.events)
            if (event.type === 'interaction.offered') told(change.id, String((event as unknown as { readonly agent: string }).agent));
      }),
  };
}

/** The users of a crowd, as lines of a configuration. */
export const crowdUsers = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `  crowd-${n}: { name: Crowd ${n}, email: crowd-${n}@harbour.example, role: agent, team: service, capacity: { chat: 16 } }\n`,
  ).join('');

/** Does something with each, so many at a time. */
export async function each<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left.length) await work(left.pop() as T);
    }),
  );
}
