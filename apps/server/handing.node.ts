import { type AgentId, isRefused, type QueueId, type Refusal, refuse, type TenantId } from '@patchbay/base/decision.ts';
import type { Answer } from '@patchbay/base/execute.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { caseOf, type Interaction } from '@patchbay/interactions/interaction.ts';
import { interactionById, openInteractions } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { StaffCommand } from './commands.node.ts';
import { policyOf, profileOf } from './policy.ts';
import { mayKnow } from './seen.node.ts';
import type { Site } from './site.node.ts';
import { completedCall } from './voice.node.ts';

type Command = Pick<StaffCommand, 'type'>;
const fewSeconds = 20;

const incomplete: ReadonlySet<string> = new Set(['transfer', 'consult', 'transferToQueue', 'assign', 'accept', 'end']);

/** A command with what only the configuration knows: how long a colleague is asked, what holds in another queue. */
export async function completed(site: Site, { tenant, person }: Signed, interaction: string, command: Command): Promise<Command | Refusal> {
  if (!incomplete.has(command.type)) return command;
  const centre = site.centres.of(tenant);
  const chat = await known(site, tenant, interaction);
  if (!centre || !chat || !mayKnow(person, chat)) return refuse('interactions.notFound');
  if (chat.channel === 'voice') return command.type === 'end' ? command : completedCall(site, { tenant, person }, centre, command as never);
  if (command.type === 'end' && (await callsBeside(site, tenant, person.agent, chat))) return refuse('voice.endCallFirst');
  return completedChat(site, { centre, queue: chat.queue ?? '' }, command);
}

function completedChat(site: Site, { centre, queue }: { centre: Centre; queue: string }, command: Command): Command | Refusal {
  if (command.type === 'accept' || command.type === 'end') return command;
  if (command.type === 'transferToQueue') return intoQueue(centre, command as never);
  const seconds = centre.queues[queue]?.offerSeconds ?? fewSeconds;
  return asked(centre, command as never, site.k.clock.now() + seconds * 1000);
}
/** Whether a call of the same case is going on: it is released before the chat. [VO134] */
async function callsBeside(site: Site, tenant: TenantId, agent: AgentId, chat: Interaction): Promise<boolean> {
  const open = await openInteractions(site.k.db.as(tenant), tenant, agent);
  return open.some(({ state }) => state.channel === 'voice' && state.at.stage === 'active' && caseOf(state) === caseOf(chat));
}

/** As this process knows it, else as it is stored. */
async function known(site: Site, tenant: TenantId, id: string): Promise<Interaction | undefined> {
  const remembered = site.k.memory.recall(tenant, 'interaction', id)?.state as Interaction | undefined;
  return remembered ?? (await interactionById(site.k.db.as(tenant), tenant, id))?.state;
}
type ToAgent = { readonly type: 'transfer' | 'consult'; readonly to: string } | { readonly type: 'assign'; readonly agent: string };

function intoQueue(centre: Centre, command: { readonly type: 'transferToQueue'; readonly queue: string }): Command | Refusal {
  const queue = Object.hasOwn(centre.queues, command.queue) ? centre.queues[command.queue] : undefined;
  if (queue?.channel !== 'chat') return refuse('chat.unknownQueue');
  return { ...command, policy: policyOf(command.queue as QueueId, queue, centre.tenant.language, centre.queues) } as Command;
}

function asked(centre: Centre, command: ToAgent, until: number): Command | Refusal {
  const agent = command.type === 'assign' ? command.agent : command.to;
  const known = Object.hasOwn(centre.users, agent) && profileOf(centre, agent);
  return known ? ({ ...command, until } as object as Command) : refuse('chat.unknownAgent');
}

const ofOthers: Readonly<Record<string, string>> = {
  'agents.loggedOff': 'chat.agentNotReady',
  'agents.notNow': 'chat.agentNotReady',
  'agents.noSuchChannel': 'chat.unknownAgent',
  'agents.full': 'chat.agentFull',
  'agents.noSpare': 'chat.agentFull',
  'agents.forbidden': 'chat.agentFull',
};
/** What keeps a colleague from taking a chat, said to whoever asked them. */
export function toldOfOthers(type: string, answer: Answer): Answer {
  if ((type !== 'transfer' && type !== 'consult' && type !== 'assign') || !isRefused(answer)) return answer;
  const own = ofOthers[answer.refused];
  return own ? refuse(own) : answer;
}
