import { hash } from 'node:crypto';
import { agentCommands, forcingCommands } from '@patchbay/agents/commands.ts';
import { type AgentId, type InteractionId, isRefused, type QueueId, type Refusal, refuse } from '@patchbay/base/decision.ts';
import type { Answer, Asking, Plan } from '@patchbay/base/execute.node.ts';
import { isOf } from '@patchbay/chat/access.ts';
import { chatCommands, leftMessageCommands, visitorCommands } from '@patchbay/chat/commands.ts';
import { leaveMessage, settleMessage } from '@patchbay/chat/left.node.ts';
import { type Admitted, startChat } from '@patchbay/chat/start.node.ts';
import type { Visitor } from '@patchbay/chat/visitors.node.ts';
import type { Queue } from '@patchbay/configuration/centre.ts';
import { tellServers } from '@patchbay/configuration/store.node.ts';
import { contactCommands } from '@patchbay/contacts/commands.ts';
import { caseCommands } from '@patchbay/email/caseCommands.ts';
import { composeCommand, emailCommands, takeNextCommand } from '@patchbay/email/commands.ts';
import { act } from '@patchbay/interactions/act.node.ts';
import { interactionCommands } from '@patchbay/interactions/commands.ts';
import { keeping } from '@patchbay/interactions/secure.node.ts';
import { interactionById } from '@patchbay/interactions/store.node.ts';
import { looksAfter } from '@patchbay/users/access.ts';
import { noting } from '@patchbay/users/audit.node.ts';
import type { Signed } from '@patchbay/users/sessions.node.ts';
import { callCommands } from '@patchbay/voice/commands.ts';
import { z } from 'zod';
import { actAsAgent } from './agents.node.ts';
import { arming, isArming, waitNoMore } from './arming.node.ts';
import { banning, isBanning, keptOut } from './bans.node.ts';
import { type AboutCase, actOnCase } from './case-commands.node.ts';
import { mailTranscript } from './chat-transcript.node.ts';
import { type AskedOfContacts, actAsToContacts, named, seenContact } from './contacts.node.ts';
import { callOut } from './dialing.node.ts';
import { formOf } from './form.ts';
import { notForwardable } from './forwarding.node.ts';
import { completed, toldOfOthers } from './handing.node.ts';
import { absenceOf, comingTo, queueOf, queuesOf } from './left-messages.node.ts';
import { type Along, mailStep } from './mail-commands.node.ts';
import { composed } from './mail-composing.node.ts';
import { takenNext } from './mail-next.node.ts';
import { isServedBy, policyOf, preferredIn } from './policy.ts';
import { pushesFor } from './push.node.ts';
import { type Coming, received } from './reception.ts';
import { mayKnow } from './seen.node.ts';
import { type Sees, sendFile } from './send-file.node.ts';
import type { Site } from './site.node.ts';
import { isCall } from './voice.node.ts';
import { isWatching, type Watching, watchesOnly, watching } from './watching.node.ts';

/** What staff can ask. */
export const staffCommand = z.discriminatedUnion('type', [
  ...agentCommands,
  ...forcingCommands,
  ...interactionCommands,
  ...chatCommands,
  ...callCommands,
  ...contactCommands,
  ...leftMessageCommands,
  ...emailCommands,
  composeCommand,
  takeNextCommand,
  ...caseCommands,
]);
/** What a customer in a browser can tell. */
export const visitorCommand = z.discriminatedUnion('type', [...visitorCommands]);
export type StaffCommand = z.output<typeof staffCommand>;
export type VisitorCommand = z.output<typeof visitorCommand>;

/** Who of staff asks, and from where. */
export interface Asker extends Signed {
  readonly address: string;
}

/** Carries out a command of staff. */
export async function actAsStaff(site: Site, asker: Asker, key: string, command: StaffCommand): Promise<Answer> {
  const { tenant, person } = asker;
  const asking = { tenant, by: person.agent, key: keyed(person.agent, key, command) };
  if (isAboutContacts(command)) return actAsToContacts(site, { tenant, person }, asking, command);
  if (command.type === 'settleMessage') return settleMessage(site.k, asking, { ...command, queues: queuesOf(site, asker) });
  if (command.type === 'dial') return callOut(site, asker, asking, command);
  if (isAboutCases(command)) return ofCases(site, asker, asking, command);
  const also = checked(site, asker, command);
  if (isRefused(also)) return also;
  if (!('interaction' in command)) return aboutAgent(site, asker, asking, { command, also });
  if (isWatching(command)) return watches(site, asker, asking, command);
  if (isBanning(command)) {
    const ready = await banning(site, asker, command);
    if (isRefused(ready)) return ready;
    return actAsStaffOn(site, { signed: asker, also: ready.also }, asking, { ...ready.command, interaction: command.interaction } as never);
  }
  if (command.type === 'assignContact') {
    const contact = await seenContact(site, { tenant, person }, command.contact);
    if (!contact) return refuse('interactions.notFound');
    return actAsStaffOn(site, { signed: asker }, asking, { ...command, contact: contact.id });
  }
  return actAsStaffOn(site, { signed: asker, also }, asking, command);
}

interface AboutAgent {
  readonly command: Exclude<StaffCommand, { readonly interaction: string }>;
  readonly also: Plan['also'];
}
/** A command about states: of whoever asks, or of an agent of theirs. */
async function aboutAgent(site: Site, asker: Asker, asking: Asking, { command, also }: AboutAgent) {
  const { person } = asker;
  const amiss = command.type === 'forwardCalls' ? await notForwardable(site, asker, command.to as AgentId | null) : undefined;
  if (amiss) return amiss;
  const { agent, ...rest } = { agent: person.agent, ...command };
  const answer = await actAsAgent(site, asking, { agent: agent as AgentId, command: { ...rest, by: person } as never, also });
  if (command.type === 'chooseTeam' && !isRefused(answer)) await tellServers(site.k.db.as(asking.tenant), asking.tenant); // whoever serves what follows from it
  return answer;
}

const contactTypes: ReadonlySet<string> = new Set(contactCommands.map((one) => one.shape.type.value));
const isAboutContacts = (command: StaffCommand): command is AskedOfContacts => contactTypes.has(command.type);

type OfCases = AboutCase | Extract<StaffCommand, { readonly type: 'compose' | 'takeNext' }>;
const isAboutCases = (command: StaffCommand): command is OfCases =>
  'case' in command || command.type === 'compose' || command.type === 'takeNext';
function ofCases(site: Site, asker: Asker, asking: Asking, command: OfCases): Promise<Answer> {
  if (command.type === 'takeNext') return takenNext(site, asker, asking, command);
  return command.type === 'compose' ? composed(site, asker, asking, command) : actOnCase(site, asker, asking, command);
}

/** A step of a supervisor who watches; who begins with an agent leaves any other. [CH80] */
async function watches(site: Site, asker: Asker, asking: Asking, command: Watching): Promise<Answer> {
  if (await isCall(site, asker.tenant, command.interaction)) return refuse('interactions.notNow'); // nobody listens in on calls yet
  const noted = await watching(site, asker, command);
  if (isRefused(noted)) return noted;
  if (command.type === 'stopMonitoring') await waitNoMore(site, asker, command.interaction);
  const done = await actAsStaffOn(site, { signed: asker, also: noted }, asking, command);
  if (command.type === 'monitor' && !isRefused(done)) await watchesOnly(site, asker, command.agent);
  return done;
}

async function actAsStaffOn(
  site: Site,
  { signed, also: noted }: { readonly signed: Signed; readonly also?: Plan['also'] },
  asking: Asking,
  command: Extract<StaffCommand, { interaction: string }>,
): Promise<Answer> {
  const { person } = signed;
  if (command.type === 'sendFile')
    return sendFile(site, asking, { sent: command, by: person, sender: person.agent, type: 'say', sees: (i) => mayKnow(person, i) });
  if (command.type === 'mailTranscript') return mailTranscript(site, asking, { ...command, person, sees: (i) => mayKnow(person, i) });
  const { interaction, version, ...rest } = { version: undefined, ...command };
  const effects = command.type === 'say' ? await pushesFor(site, asking.tenant, { ...command, agent: person.agent }) : undefined;
  const also = command.type === 'saveData' ? await securely(site, asking, command) : noted;
  const made = (await mailStep(site, signed, interaction, rest)) ?? asAlong(await completed(site, signed, interaction, rest), also);
  if (isRefused(made)) return made;
  const answer = await act(site.k, site.channels, asking, {
    interaction: interaction as InteractionId,
    version,
    command: { by: person, ...made.command },
    sees: (i) => mayKnow(person, i) || made.serves || (rest.type === 'take' && isServedBy(site.centres.of(signed.tenant), i, person.agent)),
    also: made.also,
    effects,
  });
  if (!isRefused(answer)) made.tells?.();
  if (command.type === 'sendDigits' && !isRefused(answer)) site.telephony()?.press(interaction, person.agent, command.digits); // in no event: they may be secret
  return named(site, asking.tenant, toldOfOthers(rest.type, answer));
}

const asAlong = (command: object | Refusal, also: Plan['also']): Along | Refusal =>
  isRefused(command) ? command : { command: command as Along['command'], also };

/** A secure value is kept beside the interaction, in the same statement. [CD4] */
async function securely(site: Site, { tenant }: Asking, { interaction, variable, value }: Saved): Promise<Plan['also']> {
  const known = await interactionById(site.k.db.as(tenant), tenant, interaction);
  const secure = known?.state.policy.variables?.some(({ key, secure: hidden }) => key === variable && hidden);
  return secure ? keeping(site.vault, { tenant, interaction, variable }, value) : undefined;
}
type Saved = Extract<StaffCommand, { readonly type: 'saveData' }>;

type Forcing = Extract<StaffCommand, { readonly type: `force${string}` }>;
const isForcing = (command: StaffCommand): command is Forcing => command.type.startsWith('force');

/** What concerns others is only for who looks after them, and is noted. */
function checked(site: Site, asker: Asker, command: StaffCommand): Plan['also'] | Refusal {
  if (isArming(command)) return arming(site, asker, command);
  return isForcing(command) ? forcing(site, asker, command) : undefined;
}

/** Only of agents one looks after; each time is kept in the audit. [AG19] [US16] */
function forcing(site: Site, { tenant, person, address }: Asker, command: Forcing): Plan['also'] | Refusal {
  const centre = site.centres.of(tenant);
  if (!centre || !looksAfter(centre, person.agent, command.agent)) return refuse('agents.notFound');
  const what = command.type === 'forceWrapUp' ? 'wrapUpForced' : 'stateForced';
  const about = [command.agent, command.type, 'reason' in command ? command.reason : ''].filter(Boolean).join(' ');
  return [noting(tenant, { at: site.k.clock.now(), actor: person.agent, what, address, about })];
}

/** Carries out a command of a customer. What they tell are facts; only a chat that is theirs exists for them. */
export async function actAsVisitor(site: Site, who: Visitor, key: string, command: VisitorCommand): Promise<Answer> {
  const keys = keyed(who.visitor, key, command);
  if (command.type === 'startChat') return start(site, who, keys, command);
  const asking = { tenant: who.tenant, by: 'customer', key: keys };
  const sees: Sees = (i) => isOf(who.visitor)(i as never);
  if (command.type === 'file')
    return sendFile(site, asking, { sent: command, by: 'outside', sender: `visitor:${who.visitor}`, type: 'message', sees });
  if (command.type === 'mailTranscript') return mailTranscript(site, asking, { ...command, person: null, sees });
  if (command.type === 'leaveMessage') return left(site, who, keys, command);
  const { interaction, ...rest } = command;
  const fact = rest.type === 'leave' ? { type: 'customerLeft', by: 'outside' } : { ...rest, by: 'outside' };
  return act(site.k, site.channels, asking, { interaction: interaction as InteractionId, command: fact, sees });
}

/** What is signed counts, not what is typed. */
async function left(
  site: Site,
  who: Visitor,
  key: { key: string; hash: string },
  command: Extract<VisitorCommand, { type: 'leaveMessage' }>,
): Promise<Answer> {
  const queue = queueOf(site.centres.of(who.tenant), who.widget);
  if (!queue) return refuse('widget.closed');
  const { name = command.name, email } = who.identity ?? {};
  const out = await keptOut(site, who, { ...command, email: command.email || undefined, phone: command.phone || undefined });
  if (out) return out;
  return leaveMessage(site.k, who, key, { ...command, queue, name: name || command.name, email: email ?? command.email });
}

async function start(
  site: Site,
  who: Visitor,
  key: { key: string; hash: string },
  command: Extract<VisitorCommand, { type: 'startChat' }>,
): Promise<Answer> {
  const centre = site.centres.of(who.tenant);
  const widget = centre?.widgets[who.widget];
  if (!widget || centre.tenant.disabled) return refuse('widget.closed');
  const absence = await absenceOf(site, who, command.language ?? centre.tenant.language);
  if (absence?.why === 'always' || absence?.why === 'nobody') return refuse('widget.offline');
  const form = formOf(widget.form, command.form, who.identity);
  if (isRefused(form)) return form;
  const { language: usual, callingCode } = centre.tenant;
  const language = command.language ?? usual;
  const { text, page, data } = command;
  const admit = () => admitted(site, who, { centre, entryPoint: widget.entryPoint, language }, data);
  const { maskNumbers } = centre.agents;
  const { vault } = site;
  return startChat(site.k, who, key, {
    form,
    data,
    vault,
    maskNumbers,
    text,
    page,
    callingCode,
    verified: who.identity !== undefined,
    keptOut: () => keptOut(site, who, { ...form, language }),
    admit,
  });
}

/** Where the chat of a customer who comes now goes, with what holds there and whom the page asks for; or why nobody takes it. [SV40] */
function admitted(
  site: Site,
  { tenant }: Visitor,
  coming: Pick<Coming, 'centre' | 'entryPoint' | 'language'>,
  data: Readonly<Record<string, string>>,
): Admitted | Refusal {
  const reception = received(comingTo(site, tenant, coming));
  if (isRefused(reception)) return reception;
  const { queues } = coming.centre;
  const queue = queues[reception.queue];
  if (!queue) return refuse('widget.closed');
  return {
    queue: reception.queue as QueueId,
    policy: policyOf(reception.queue as QueueId, queue, coming.language, queues),
    preferred: preferredIn(coming.centre, queue, data),
    lastAgent: lastAgentOf(queue),
  };
}

const lastAgentOf = ({ lastAgent }: Queue) =>
  lastAgent && { withinMs: lastAgent.withinHours * 3_600_000, holdMs: lastAgent.holdSeconds * 1000 };

/** A key belongs to who sends it; a message's own id is its key, whatever the header says [CH3]. The hash tells whether the same was asked. */
const keyed = (who: string, key: string, command: StaffCommand | VisitorCommand) => ({
  key: 'id' in command ? `${who} message ${'interaction' in command ? command.interaction : ''} ${command.id}` : `${who} ${key}`,
  hash: hash('sha256', JSON.stringify(command), 'base64url'),
});

/** The status of an answer: what does not exist for them is not found, other refusals are conflicts. */
export function statusOf(answer: Answer): 200 | 404 | 409 | 422 {
  if (!isRefused(answer)) return 200;
  if (['interactions', 'files', 'contacts', 'messages', 'agents', 'mails'].some((kind) => answer.refused === `${kind}.notFound`))
    return 404;
  return answer.refused === 'commands.keyReused' ? 422 : 409;
}
