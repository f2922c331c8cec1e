import { type Agent, type Device, deviceOf } from '@patchbay/agents/agent.ts';
import { agentKind } from '@patchbay/agents/kind.ts';
import { type AgentId, type ContactId, isRefused, type QueueId, refuse, type TenantId } from '@patchbay/base/decision.ts';
import { type Answer, type Asking, load } from '@patchbay/base/execute.node.ts';
import type { Centre, Queue } from '@patchbay/configuration/centre.ts';
import { servedQueues } from '@patchbay/configuration/serving.ts';
import { normalOf } from '@patchbay/contacts/addresses.ts';
import type { Interaction, Policy } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { CallSettings } from '@patchbay/voice/call.ts';
import { dial, receiveCall } from '@patchbay/voice/start.node.ts';
import { seenContact } from './contacts.node.ts';
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
      to: number ?? to,
      into: { queue: id, policy: policyOf(id, queue, language, centre.queues), settings: settingsOf(queue) },
      callingCode,
      maskNumbers: centre.agents.maskNumbers,
    },
  );
}

const entryPointOf = ({ entryPoints }: Centre, number: string | null): string | undefined =>
  Object.keys(entryPoints).find((key) => number !== null && entryPoints[key]?.numbers.includes(number));

/** The queue that takes who calls now; undefined: none. */
function queueFor(site: Site, tenant: TenantId, coming: Pick<Coming, 'centre' | 'entryPoint' | 'language'>): QueueId | undefined {
  const reception = coming.centre.tenant.disabled ? undefined : received(comingTo(site, tenant, coming));
  const taken = reception && !isRefused(reception) && coming.centre.queues[reception.queue]?.channel === 'voice';
  return taken ? (reception.queue as QueueId) : undefined;
}

/** What is asked for when an agent calls. */
export interface Asked {
  readonly to: { readonly to: 'number'; readonly number: string } | { readonly to: 'agent'; readonly agent: string };
  readonly queue?: string | undefined;
  readonly contact?: string | undefined;
}

/** An agent calls a number for one of their queues, or a colleague. [VO111] */
export async function callOut(site: Site, signed: Signed, asking: Asking, asked: Asked): Promise<Answer> {
  const centre = site.centres.of(signed.tenant);
  if (!centre) return refuse('signIn.tenantDisabled');
  return asked.to.to === 'agent'
    ? callColleague(site, signed, asking, { centre, colleague: asked.to.agent })
    : callNumber(site, signed, asking, { ...asked, centre, typed: asked.to.number });
}

function callColleague(site: Site, { person }: Signed, asking: Asking, { centre, colleague }: { centre: Centre; colleague: string }) {
  if (!Object.hasOwn(centre.users, colleague) || !profileOf(centre, colleague)?.capacity.voice) return refuse('voice.unknownAgent');
  const line = { number: null, shown: null, colleague: colleague as AgentId };
  return dial(site.k, asking, { agent: person.agent, line, policy: internal, settings: plain, queue: null, contact: null });
}

type Number = Pick<Asked, 'queue' | 'contact'> & { readonly centre: Centre; readonly typed: string };
async function callNumber(site: Site, signed: Signed, asking: Asking, { centre, typed, queue: wanted, contact }: Number): Promise<Answer> {
  const known = contact === undefined ? null : await seenContact(site, signed, contact);
  if (contact !== undefined && !known) return refuse('contacts.notFound');
  const number = normalOf('phone', typed, centre.tenant.callingCode);
  if (!number || !/^\+[1-9]\d{3,14}$/.test(number)) return refuse('voice.invalid');
  const served = servedQueues(centre, signed.person.agent).filter((id) => centre.queues[id]?.channel === 'voice');
  const id = wanted === undefined ? served[0] : served.find((one) => one === wanted);
  const queue = id === undefined ? undefined : centre.queues[id];
  if (id === undefined || !queue) return refuse('voice.unknownQueue');
  return dial(site.k, asking, {
    agent: signed.person.agent,
    line: { number, shown: queue.call.shown, colleague: null },
    policy: policyOf(id as QueueId, queue, centre.tenant.language, centre.queues),
    settings: settingsOf(queue),
    queue: id as QueueId,
    contact: (known?.id ?? null) as ContactId | null,
  });
}

/** What of a queue holds for its calls. */
const settingsOf = ({ call }: Queue): CallSettings => ({ ...plain, autoAnswer: call.autoAnswer, ringMs: call.ringSeconds * 1000 });
const plain: CallSettings = {
  ...{ autoRetrieve: true, autoAnswer: false, greeting: null, music: 'hold', whisper: null },
  ...{ ringMs: 45_000, pauseMs: null, secureDigits: false },
};
/** A call between colleagues has no queue, and nothing to wrap up. [VO42] */
const internal: Policy = {
  ...{ wrapUpMs: 0, wrapUpForAll: false, defaultReason: null, reasons: [], graceMs: 60_000, fallback: 'none' as QueueId },
  ...{ previewTimeout: 'skip', silence: null, wait: null },
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

async function speaksAt(site: Site, tenant: TenantId, id: AgentId): Promise<Device['is']> {
  const agent = await load<Agent>(site.k.db.as(tenant), tenant, agentKind, id);
  return agent ? deviceOf(agent.state).is : 'none';
}

/** Whether an interaction is a call. */
export async function isCall(site: Site, tenant: TenantId, id: string): Promise<boolean> {
  const remembered = site.k.memory.recall(tenant, 'interaction', id)?.state as Interaction | undefined;
  return (remembered ?? (await interactionById(site.k.db.as(tenant), tenant, id))?.state)?.channel === 'voice';
}
