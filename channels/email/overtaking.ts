import { type AgentId, type Decision, refuse } from '@patchbay/base/decision.ts';
import { mayNot, ownerOf, takesPart } from '@patchbay/interactions/interaction.ts';
import { parts } from '@patchbay/interactions/parting.ts';
import type { Email, EmailCommand, EmailEvent } from './email.ts';
import { notOwner, unfitFor } from './keeping.ts';

type Command<T extends EmailCommand['type']> = Extract<EmailCommand, { readonly type: T }>;

/** Whoever sees all work takes what somebody works on; with what is being written. [EM293] */
export const relieve = (i: Email, { by }: Command<'relieve'>, now: number): Decision<EmailEvent> =>
  mayNot(by, 'seeAllWork') ?? goesTo(i, by.agent, now);

/** Anybody else asks whoever works on it. [EM294] */
export const askFor = (i: Email, { by, unfit }: Command<'askFor'>): Decision<EmailEvent> =>
  unfitFor(unfit) ??
  (takesPart(i, by.agent) ? refuse('interactions.takesPart') : undefined) ??
  (i.work.asked && !i.work.asked.kept ? refuse('email.askedAlready') : [{ type: 'email.askedFor', by: by.agent }]);

/** Who was asked lets whoever asked have it. [EM294] */
export const letHave = (i: Email, { by }: Command<'letHave'>, now: number): Decision<EmailEvent> =>
  notOwner(i, by) ?? (isAsked(i) ? goesTo(i, i.work.asked.by, now) : refuse('email.nobodyAsks'));

/** Who was asked goes on with it. [EM294] */
export const keepIt = (i: Email, { by }: Command<'keepIt'>): Decision<EmailEvent> =>
  notOwner(i, by) ?? (isAsked(i) ? [{ type: 'email.keptOn', by: by.agent }] : refuse('email.nobodyAsks'));

type Asked = Email & { readonly work: { readonly asked: { readonly by: AgentId } } };
const isAsked = (i: Email): i is Asked => i.work.asked?.kept === false;

/** In other hands at once: who had it wraps up, and what they were doing goes on. */
function goesTo(i: Email, to: AgentId, now: number): Decision<EmailEvent> {
  const from = ownerOf(i);
  if (from === null || takesPart(i, to)) return refuse('interactions.takesPart');
  return [
    ...parts(i, from, now),
    { type: 'interaction.ownerChanged', owner: to, since: now, takenOver: true },
    { type: 'email.takenOver', by: to, from },
  ];
}
