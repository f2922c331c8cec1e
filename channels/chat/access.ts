import type { Person, VisitorId } from '@patchbay/base/decision.ts';
import { audience as coreAudience } from '@patchbay/interactions/access.ts';
import type { Chat, ChatEvent } from './chat.ts';

/** Who may see a chat: those of core, and its customer, who sees the part of visitor.ts. */
export const audience = (i: Chat): readonly string[] => [...coreAudience(i), `visitor:${i.work.visitor}`];

/** Whether it is this customer's chat. */
export const isOf = (visitor: VisitorId) => (i: Chat) => i.work?.visitor === visitor;

const seesAll = (by: Person): boolean => by.may.includes('seeAllWork');
const nothing: ChatEvent = { type: 'interaction.noted', fact: 'other' };

/** What this person of staff may know of what happened: not of who watches unseen, nor what a coach says to another agent. [CH81] [CH85] */
export function eventSeenBy(event: ChatEvent, by: Person): ChatEvent {
  if (seesAll(by)) return event;
  if (event.type === 'chat.whispered' && event.to !== undefined && event.to !== by.agent) return { ...event, text: '' };
  return event.type === 'chat.monitored' || event.type === 'chat.monitoringEnded' ? stepSeen(event) : event;
}

/** A step of a supervisor: of silent watching nothing, and what ends in it is an end. */
function stepSeen(event: ChatEvent & { readonly type: 'chat.monitored' | 'chat.monitoringEnded' }): ChatEvent {
  const { before, shown, supervisor, agent, at } = event;
  if (shown || (event.type === 'chat.monitored' && event.mode !== 'silent')) return event;
  if (before === null || before === 'silent') return nothing;
  const told = event.type === 'chat.monitoringEnded' && event.told;
  return { type: 'chat.monitoringEnded', ...{ supervisor, agent, at, before, shown, told } };
}

/** The same of a chat as it is now. */
export function chatSeenBy(i: Chat, by: Person): Chat {
  if (seesAll(by) || !i.work?.monitors || i.policy.monitoringShown) return i;
  const { monitors, ...work } = i.work;
  const known = monitors.filter((m) => m.mode !== 'silent');
  return { ...i, work: known.length ? { ...work, monitors: known } : work };
}

/** Whether the words of a chat reach this person as they are said: who has or had a part in it, and who watches. [CH115] */
export const isAmid = ({ participations, work }: Chat, by: Person): boolean =>
  participations.some((p) => p.agent === by.agent) || work.monitors?.some((m) => m.supervisor === by.agent) === true;

/** What happened without what was said. [CH115] */
export function unworded(event: ChatEvent): ChatEvent {
  if (event.type !== 'chat.said' && event.type !== 'chat.whispered') return event;
  const { file: _, ...rest } = event;
  return { ...rest, text: '', veiled: true };
}
/** A chat without what was said last. [CH115] */
export const chatUnworded = (i: Chat): Chat => (i.work?.last ? { ...i, work: { ...i.work, last: { ...i.work.last, text: '' } } } : i);

/** Whether this person may see that a colleague has the chat open: who has a part in it, or does not watch unseen. [CH87] */
export function isShownBeside(i: Chat, colleague: string, by: Person): boolean {
  if (seesAll(by) || i.policy.monitoringShown) return true;
  const monitor = i.work.monitors?.find((m) => m.supervisor === colleague);
  return monitor ? monitor.mode !== 'silent' : i.participations.some((p) => p.agent === colleague);
}

/** Whether anything of it is kept from some of staff. */
export const isVeiled = ({ type, ...event }: ChatEvent): boolean =>
  type === 'chat.monitored' || type === 'chat.monitoringEnded' || (type === 'chat.whispered' && 'to' in event);
