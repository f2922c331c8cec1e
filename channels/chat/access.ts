import type { Person, VisitorId } from '@patchbay/base/decision.ts';
import { audience as coreAudience, unnoted } from '@patchbay/interactions/access.ts';
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

/** What happened; its words are kept from who is told of it, who opens the chat reads them. */
export type Veiled = ChatEvent & { readonly veiled?: true };
type Of<T extends ChatEvent['type']> = Extract<ChatEvent, { readonly type: T }>;
/** What happened without anybody's words, by kind; what is not here has none. */
const wordless: { readonly [T in ChatEvent['type']]?: (event: Of<T>) => ChatEvent } = {
  'chat.said': ({ file: _, ...event }) => ({ ...event, text: '' }),
  'chat.whispered': ({ file: _, ...event }) => ({ ...event, text: '' }),
  'chat.transferring': (event) => ({ ...event, comment: '' }),
  'chat.handedOn': (event) => ({ ...event, comment: '' }),
  'chat.asking': (event) => ({ ...event, comment: '' }),
  'chat.located': () => nothing,
  'chat.contextTold': () => nothing,
  'chat.wentTo': () => nothing,
  'chat.rated': (event) => ({ ...event, comment: '' }),
  'chat.banned': (event) => ({ ...event, reason: '' }),
  'interaction.started': ({ initial, ...event }) => ({ ...event, initial: chatUnworded(initial as Chat) }),
  'interaction.notesWritten': (event) => ({ ...event, notes: '' }),
  'interaction.dataSaved': () => nothing,
};
/** Whether something in it is anybody's words. */
export const hasWords = ({ type }: { readonly type: string }): boolean => Object.hasOwn(wordless, type);

/** What happened without anybody's words, and that there were some. [CH115] [CH117] */
export const unworded = (event: ChatEvent): Veiled =>
  hasWords(event) ? { ...(wordless[event.type] as (event: ChatEvent) => ChatEvent)(event), veiled: true } : event;

/** A chat without anybody's words: what was said last, filled in, noted, told to a colleague, by an app, or in the end. [CH115] [CH117] */
export const chatUnworded = (i: Chat): Chat => (i.work ? { ...unnoted(i), work: workUnworded(i.work) } : i);

function workUnworded({ places: _, context: __, ...work }: Chat['work']): Chat['work'] {
  const { form, last, handed, rating, banned } = work;
  return {
    ...work,
    form: form['name'] ? { name: form['name'] } : {}, // by it the conversation is called
    page: null,
    last: last && { ...last, text: '' },
    handed: handed && { ...handed, comment: '' },
    ...(rating && { rating: { ...rating, comment: '' } }),
    ...(banned && { banned: { ...banned, reason: '' } }),
    veiled: true,
  };
}

/** Whether this person may see that a colleague has the chat open: who has a part in it, or does not watch unseen. [CH87] */
export function isShownBeside(i: Chat, colleague: string, by: Person): boolean {
  if (seesAll(by) || i.policy.monitoringShown) return true;
  const monitor = i.work.monitors?.find((m) => m.supervisor === colleague);
  return monitor ? monitor.mode !== 'silent' : i.participations.some((p) => p.agent === colleague);
}

/** Whether anything of it is kept from some of staff. */
export const isVeiled = ({ type, ...event }: ChatEvent): boolean =>
  type === 'chat.monitored' || type === 'chat.monitoringEnded' || (type === 'chat.whispered' && 'to' in event);
