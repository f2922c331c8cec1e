import {
  type AgentId,
  type ContactId,
  type InteractionId,
  isRefused,
  type QueueId,
  type Refusal,
  refuse,
} from '@patchbay/base/decision.ts';
import type { Answer, Asking } from '@patchbay/base/execute.node.ts';
import type { Centre } from '@patchbay/configuration/centre.ts';
import { servedQueues } from '@patchbay/configuration/serving.ts';
import { masked } from '@patchbay/contacts/addresses.ts';
import { readNumber } from '@patchbay/contacts/numbers.ts';
import { contactShown } from '@patchbay/contacts/store.node.ts';
import { caseOf, type Interaction, type Policy, takesPart } from '@patchbay/interactions/interaction.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import type { Call, Line } from '@patchbay/voice/call.ts';
import type { callCommands } from '@patchbay/voice/commands.ts';
import { withWhom } from '@patchbay/voice/recent.ts';
import { dial } from '@patchbay/voice/start.node.ts';
import type { z } from 'zod';
import { seenContact } from './contacts.node.ts';
import { reachedAt } from './forwarding.node.ts';
import { policyOf, profileOf } from './policy.ts';
import type { Site } from './site.node.ts';
import { plain, settingsOf } from './voice.node.ts';

/** What is asked for when an agent calls. */
type Asked = Omit<Extract<z.output<(typeof callCommands)[number]>, { readonly type: 'dial' }>, 'type'>;
/** Who is meant: a colleague, or a number with all that is known of it. */
type Meant =
  | { readonly colleague: AgentId }
  | { readonly typed: string; readonly hidden: boolean; readonly contact: ContactId | null; readonly queue: string | null };

/** An agent calls a number for one of their queues, a kept number, whoever they talked with, or a colleague. [VO111] [VO132] */
export async function callOut(site: Site, signed: Signed, asking: Asking, asked: Asked): Promise<Answer> {
  const centre = site.centres.of(signed.tenant);
  if (!centre) return refuse('signIn.tenantDisabled');
  const meant = await whoIsMeant(site, signed, centre, asked);
  if (isRefused(meant)) return meant;
  const beside = asked.beside === undefined ? null : await goingOn(site, signed, asked.beside);
  if (asked.beside !== undefined && !beside) return refuse('interactions.notFound');
  const { tenant, person } = signed;
  if ('colleague' in meant)
    return callColleague(site, { tenant, agent: person.agent }, asking, { centre, colleague: meant.colleague, beside });
  return callNumber(site, person.agent, asking, { ...meant, centre, beside, wanted: asked.queue });
}

/** An agent has dialled at their desk phone: a number for the first queue they serve, or a colleague by name or phone. [VO140] */
export async function callBegun(
  site: Site,
  { tenant, agent }: Caller,
  asking: Asking,
  { to, line: begun }: { readonly to: string; readonly line: string },
): Promise<Answer> {
  const centre = site.centres.of(tenant);
  if (!centre) return refuse('signIn.tenantDisabled');
  const calling = { centre, beside: null, begun };
  const theirs = Object.hasOwn(centre.phones, to) ? centre.phones[to]?.user : undefined;
  const colleague = theirs ?? (Object.hasOwn(centre.users, to) ? to : undefined);
  if (colleague !== undefined) return callColleague(site, { tenant, agent }, asking, { ...calling, colleague: colleague as AgentId });
  const meant = { typed: to, hidden: false, contact: null, queue: null, wanted: undefined };
  return callNumber(site, agent, asking, { ...meant, ...calling });
}

async function whoIsMeant(site: Site, signed: Signed, { agents }: Centre, { to, contact }: Asked): Promise<Meant | Refusal> {
  switch (to.to) {
    case 'agent':
      return { colleague: to.agent as AgentId };
    case 'number': {
      const known = contact === undefined ? null : await seenContact(site, signed, contact);
      if (contact !== undefined && !known) return refuse('contacts.notFound');
      return { typed: to.number, hidden: false, contact: (known?.id ?? null) as ContactId | null, queue: null };
    }
    case 'contact': {
      const known = await seenContact(site, signed, to.contact);
      const address = known?.state.addresses.find(({ id, kind }) => id === to.address && kind === 'phone');
      if (!known || !address) return refuse('contacts.notFound');
      return { typed: address.typed, hidden: agents.maskNumbers, contact: known.id as ContactId, queue: null };
    }
    case 'again':
      return onceMore(site, signed, agents.maskNumbers, to.interaction);
  }
}

/** Whoever was on the other side of a call of mine; a number that was masked is the one of its contact. */
async function onceMore(site: Site, { tenant, person }: Signed, masks: boolean, id: string): Promise<Meant | Refusal> {
  const run = site.k.db.as(tenant);
  const call = (await interactionById(run, tenant, id))?.state as Call | undefined;
  const other = call?.channel === 'voice' ? withWhom(call, person.agent) : null;
  if (!call || !other) return refuse('interactions.notFound');
  if ('agent' in other) return { colleague: other.agent };
  const typed = await dialledFor(site, call, tenant);
  if (typed === null) return refuse('voice.withheld');
  return { typed, hidden: masks && typed !== call.work.line.number, contact: call.contact, queue: call.queue };
}
async function dialledFor(site: Site, call: Call, tenant: Signed['tenant']): Promise<string | null> {
  const { dials, number } = call.work.line;
  if (dials !== undefined || !number?.startsWith('*') || call.contact === null) return dials ?? number;
  const contact = await contactShown(site.k.db.as(tenant), tenant, call.contact);
  return contact?.state.addresses.find((one) => one.kind === 'phone' && masked(one.normal) === number)?.typed ?? null;
}

/** The case of what goes on beside it, if the agent has a part in that. [IN50] */
async function goingOn(site: Site, { tenant, person }: Signed, id: string): Promise<Interaction | null> {
  const known = (await interactionById(site.k.db.as(tenant), tenant, id))?.state;
  return known && takesPart(known, person.agent) ? known : null;
}

/** `begun`: the line by which it was begun at a desk phone. */
type Calling = { readonly centre: Centre; readonly beside: Interaction | null; readonly begun?: string };
type Caller = { readonly tenant: Signed['tenant']; readonly agent: AgentId };
async function callColleague(
  site: Site,
  { agent, tenant }: Caller,
  asking: Asking,
  { centre, colleague: meant, beside, begun }: Calling & { readonly colleague: AgentId },
) {
  const colleague = meant === agent ? meant : await reachedAt(site, tenant, meant);
  if (!Object.hasOwn(centre.users, colleague) || !profileOf(centre, colleague)?.capacity.voice) return refuse('voice.unknownAgent');
  const line = { number: null, shown: null, colleague, ...begunBy(begun) };
  const dialling = { agent, line, policy: internal, settings: plain, queue: null, contact: null };
  return dial(site.k, asking, { ...dialling, beside: beside && caseOf(beside) });
}

const begunBy = (begun: string | undefined): Pick<Line, 'begun'> => (begun === undefined ? {} : { begun });

type Number = Calling & Extract<Meant, { readonly typed: string }> & { readonly wanted: string | undefined };
function callNumber(site: Site, agent: AgentId, asking: Asking, { centre, beside, begun, wanted, ...meant }: Number) {
  const read = readNumber(meant.typed, centre.tenant.callingCode);
  if (typeof read === 'string') return refuse(read);
  const served = servedQueues(centre, agent).filter((one) => centre.queues[one]?.channel === 'voice');
  const id = wanted === undefined ? (served.find((one) => one === meant.queue) ?? served[0]) : served.find((one) => one === wanted);
  const queue = id === undefined ? undefined : centre.queues[id];
  if (id === undefined || !queue) return refuse('voice.unknownQueue');
  const whom = meant.hidden ? { number: masked(read.number), dials: read.number } : read;
  const line: Line = { ...whom, shown: queue.call.shown, colleague: null, ...begunBy(begun) };
  return dial(site.k, asking, {
    ...{ agent, line, settings: settingsOf(queue), queue: id as QueueId },
    policy: policyOf(id as QueueId, queue, centre.tenant.language, centre.queues),
    contact: meant.contact ?? beside?.contact ?? null,
    beside: (beside && caseOf(beside)) as InteractionId | null,
  });
}

/** A call between colleagues has no queue, and nothing to wrap up. [VO42] */
const internal: Policy = {
  ...{ wrapUpMs: 0, wrapUpForAll: false, defaultReason: null, reasons: [], graceMs: 60_000, fallback: 'none' as QueueId },
  ...{ previewTimeout: 'skip', silence: null, wait: null },
};
