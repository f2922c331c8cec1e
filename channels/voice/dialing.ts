import { type AgentId, type Decision, type Person, refuse } from '@patchbay/base/decision.ts';
import { ownerOf } from '@patchbay/interactions/interaction.ts';
import { queues } from '@patchbay/interactions/parting.ts';
import { noted } from '@patchbay/interactions/rules.ts';
import type { CallEvent, Command, Events } from './asked.ts';
import { agentParty, type Call, type Cause, isInternal, isOwner } from './call.ts';
import { over } from './leaving.ts';
import type { While } from './why.ts';

type Dialing = While<'dialing'>;

/** Nobody answers; the agent reads why. A callback goes back to its place, and nobody has anything to wrap up. [VO41] */
export function fails(i: Dialing, cause: Cause, now: number): Events {
  return [{ type: 'call.failed', cause }, ...(returns(i) ?? over(i, now))];
}
function returns(i: Dialing): Events | null {
  if (i.kind !== 'callback' || i.at.stage !== 'active' || !i.at.came || !i.at.owner) return null;
  return [{ type: 'participation.done', agent: i.at.owner, reason: null }, queues(i.at.came)];
}

/** It has rung long enough. */
export const ringsOut = (i: Dialing, now: number): Decision<CallEvent> =>
  now < i.work.doing.until ? refuse('interactions.notYet') : fails(i, 'noAnswer', now);

/** The caller gives it up: whoever called a customer wraps up, also a callback. */
export const cancels = (i: Dialing, now: number): Events => [{ type: 'call.failed', cause: 'cancelled' }, ...over(i, now)];
/** The caller is gone: shut out, or without a device. A callback goes back to its place. */
export const breaksOff = (i: Dialing, agent: AgentId, now: number, spared: AgentId | null = null): Events =>
  isOwner(i, agent)
    ? [{ type: 'call.failed', cause: 'cancelled' }, ...((spared && returns(i)) || over(i, now, 'done', spared))]
    : noted('deviceLost');

/** Only the colleague who is called. */
export const notCalled = (i: Dialing, agent: AgentId) =>
  i.work.line.colleague === agent ? undefined : refuse('interactions.offeredElsewhere');
/** The colleague who is called answers. [VO42] */
export const picksUp = (agent: AgentId, since: number, phone = false): Events => [
  { type: 'participation.joined', agent, since },
  { type: 'party.joined', party: agentParty(agent, phone) },
];
/** Nobody calls themselves, and a number is called only where there is one. */
export const notCallable = (i: Call, agent: AgentId) => (i.work.line.colleague === agent ? refuse('voice.self') : undefined);

const most = 32;
/** Keys pressed for whoever is on the line: which ones is in no event. [VO24] */
export const sendDigits = (i: Call, { by, digits }: Command<'sendDigits'>): Decision<CallEvent> =>
  new RegExp(`^[0-9*#,]{1,${most}}$`).test(digits)
    ? [{ type: 'call.digitsSent', agent: by.agent, count: digits.length }]
    : refuse('voice.notDigits', { most });
/** Who is called, from outside of the call: its customer, or the colleague. */
export const mayEnd = (i: Call, by: Person) => (isInternal(i.work) || ownerOf(i) === by.agent ? undefined : refuse('voice.notOwner'));
