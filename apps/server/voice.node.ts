import { type Agent, type Device, deviceOf } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { type AgentId, isRefused, type QueueId, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, load } from '@patchbay/base/execute.node.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { normalOf } from '@patchbay/contacts/addresses.ts';
import { readNumber } from '@patchbay/contacts/numbers.ts';
import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { CallSettings } from '@patchbay/voice/call.ts';
import { receiveCall } from '@patchbay/voice/start.node.ts';
import { comingTo } from './left-messages.node.ts';
import { policyOf, profileOf } from './policy.ts';
import { type Coming, received } from './reception.ts';
import type { Site } from './site.node.ts';

/** A call as the edge tells of it: which number was called, and by whom. */
export interface Invited {
  readonly from: string;
  readonly to: string;
}

/** Somebody calls one of our numbers: they wait in a queue, or nobody takes it. [VO110] */
export async function callComes(site: Site, tenant: TenantId, key: Asking['key'], { from, to }: Invited): Promise<Answer> {
  const centre = site.centres.of(tenant);
  const { callingCode = null, language = 'en' } = centre?.tenant ?? {};
  const number = normalOf('phone', to, callingCode);
  const entryPoint = centre && entryPointOf(centre, number);
  if (!centre || entryPoint === undefined) return refuse('voice.invalid');
  const id = queueFor(site, tenant, { centre, entryPoint, language });
  const queue = id && centre.queues[id];
  if (!queue) return refuse('voice.closed');
  return receiveCall(
    site.k,
    { tenant, by: 'customer', key },
    {
      from: normalOf('phone', from, callingCode),
      written: writtenOf(from, callingCode),
      to: number ?? to,
      into: { queue: id, policy: policyOf(id, queue, language, centre.queues), settings: settingsAt(centre, entryPoint, queue) },
      callingCode,
      maskNumbers: centre.agents.maskNumbers,
    },
  );
}

/** A number as people of the centre's country write it; null: it is in no plan. [CO11] */
export function writtenOf(number: string, callingCode: string | null): string | null {
  const read = readNumber(number, callingCode);
  return typeof read === 'object' ? read.written : null;
}

/** The entry point a number belongs to. */
export const entryPointOf = ({ entryPoints }: Centre, number: string | null): string | undefined =>
  Object.keys(entryPoints).find((key) => number !== null && entryPoints[key]?.numbers.includes(number));

/** The queue that takes who calls now; undefined: none. */
function queueFor(site: Site, tenant: TenantId, coming: Pick<Coming, 'centre' | 'entryPoint' | 'language'>): QueueId | undefined {
  const reception = coming.centre.tenant.disabled ? undefined : received(comingTo(site, tenant, coming));
  const taken = reception && !isRefused(reception) && coming.centre.queues[reception.queue]?.channel === 'voice';
  return taken ? (reception.queue as QueueId) : undefined;
}

/** What holds for who comes in here: an entry point may greet in its own way. [CF31] */
function settingsAt({ entryPoints }: Centre, entryPoint: string, queue: Queue): CallSettings {
  const { greeting = queue.call.greeting } = entryPoints[entryPoint] ?? {};
  return { ...settingsOf(queue), greeting };
}
/** What of a queue holds for its calls. */
export const settingsOf = ({ call }: Queue): CallSettings => ({
  ...plain,
  ...{ autoAnswer: call.autoAnswer, ringMs: call.ringSeconds * 1000 },
  ...{ greeting: call.greeting, music: call.music, whisper: call.whisper },
});
export const plain: CallSettings = {
  ...{ autoRetrieve: true, autoAnswer: false, greeting: null, music: 'hold', whisper: null },
  ...{ ringMs: 45_000, pauseMs: null, secureDigits: false },
};
type Handed =
  | { readonly type: 'accept' | 'transfer' | 'consult' }
  | { readonly type: 'assign'; readonly agent: string }
  | { readonly type: 'transferToQueue'; readonly queue: string };
const fewSeconds = 20;

/** A command about a call with what only the configuration and the agent's device know. */
export async function completedCall(site: Site, { tenant, person }: Pick<Signed, 'tenant' | 'person'>, centre: Centre, command: Handed) {
  switch (command.type) {
    case 'accept':
      return (await speaksAt(site, tenant, person.agent)) === 'browser' ? command : refuse('voice.liftPhone'); // [VO112]
    case 'assign':
      return profileOf(centre, command.agent)
        ? { ...command, until: site.k.clock.now() + fewSeconds * 1000 }
        : refuse('voice.unknownAgent');
    case 'transferToQueue': {
      const queue = Object.hasOwn(centre.queues, command.queue) ? centre.queues[command.queue] : undefined;
      if (queue?.channel !== 'voice') return refuse('voice.unknownQueue');
      const policy = policyOf(command.queue as QueueId, queue, centre.tenant.language, centre.queues);
      return { type: command.type, queue: command.queue, policy, settings: settingsOf(queue) };
    }
    default:
      return refuse('interactions.notNow'); // whom else to have in a call is not asked of the API yet
  }
}

/** With what an agent speaks. [AG45] */
export async function speaksAt(site: Site, tenant: TenantId, id: AgentId): Promise<Device['is']> {
  const agent = await load<Agent>(site.k.db.as(tenant), tenant, agentKind, id);
  return agent ? deviceOf(agent.state).is : 'none';
}

/** Whether an interaction is a call. */
export async function isCall(site: Site, tenant: TenantId, id: string): Promise<boolean> {
  const remembered = site.k.memory.recall(tenant, 'interaction', id)?.state as Interaction | undefined;
  return (remembered ?? (await interactionById(site.k.db.as(tenant), tenant, id))?.state)?.channel === 'voice';
}
