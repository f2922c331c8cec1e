import { type AgentId, type Decision, type Person, refuse } from '@patchbay/base/decision.ts';
import { ownerOf, takesPart } from '@patchbay/interactions/interaction.ts';
import { parts } from '@patchbay/interactions/parting.ts';
import type { Chat, ChatCommand, ChatEvent, Talk } from './chat.ts';
import { notAsked, notOwner } from './handing.ts';

type Command<T extends ChatCommand['type']> = Extract<ChatCommand, { readonly type: T }>;
type While<D extends Talk['doing']> = Chat & { readonly work: { readonly talk: Extract<Talk, { readonly doing: D }> } };

/** Agents who may talk with one customer at once. */
const most = 7;

/** Asking a colleague for advice, beside the chat: the customer goes on and is told nothing. [CH25] */
export const consult = (i: Chat, { by, to, until, comment }: Command<'consult'>): Decision<ChatEvent> =>
  notOwner(i, by) ??
  full(i) ??
  (takesPart(i, to)
    ? refuse('interactions.takesPart')
    : [
        { type: 'chat.asking', to, by: by.agent, comment },
        { type: 'participation.offered', agent: to, until },
      ]);

/** The colleague is there: reads along and whispers. */
export const advises = (i: While<'asking' | 'transferring'>, { by }: Command<'accept'>, now: number): Decision<ChatEvent> =>
  notAsked(i, by.agent) ?? [
    { type: 'participation.joined', agent: by.agent, since: now },
    { type: 'chat.consulting', with: by.agent },
  ];

/** The colleague's answer is no, or none. */
export const notAdvised = (agent: AgentId, as: 'missed' | 'declined' | 'revoked'): readonly ChatEvent[] => [
  { type: 'participation.unanswered', agent, as },
  { type: 'chat.consultEnded' },
];

/** Whoever asked or was asked ends it. */
export const endConsult = (i: While<'consulting'>, { by }: { readonly by: Person }, now: number): Decision<ChatEvent> =>
  by.agent === ownerOf(i) || by.agent === i.work.talk.with
    ? [...parts(i, i.work.talk.with, now), { type: 'chat.consultEnded' }]
    : refuse('chat.notOwner');

/** The colleague who was asked takes it over; whoever had it goes to wrap-up at the same moment. [CH25] */
export const completeTransfer = (i: While<'consulting'>, { by }: Command<'completeTransfer'>, now: number): Decision<ChatEvent> =>
  notOwner(i, by) ?? [
    ...parts(i, by.agent, now),
    { type: 'interaction.ownerChanged', owner: i.work.talk.with, since: now },
    { type: 'chat.consultEnded' },
  ];

/** The colleague talks with the customer too, who is told. [CH26] */
export const conference = (i: While<'consulting'>, { by }: Command<'conference'>): Decision<ChatEvent> =>
  notOwner(i, by) ?? [{ type: 'chat.consultEnded' }, { type: 'chat.joined', agent: i.work.talk.with }];

/** Whoever is in it may go; after the owner whoever joined first is owner. [CH26] */
export function leave(i: Chat, { by }: Command<'leave'>, now: number): Decision<ChatEvent> {
  const { talk, guests } = i.work;
  if (guests.includes(by.agent)) return goes(i, by.agent, now);
  if (talk.doing === 'consulting' && talk.with === by.agent) return endConsult(i as While<'consulting'>, { by }, now);
  const why = notOwner(i, by) ?? (talk.doing === 'chatting' ? undefined : refuse('chat.consultFirst'));
  return why ?? (guests.length ? [...goes(i, by.agent, now), ...succeeds(i, now)] : refuse('chat.alone'));
}

/** The owner sees a colleague out. */
export const drop = (i: Chat, { by, agent }: Command<'drop'>, now: number): Decision<ChatEvent> =>
  notOwner(i, by) ?? (i.work.guests.includes(agent) ? goes(i, agent, now) : refuse('chat.notGuest'));

/** Whoever may not go on leaves at once, without wrap-up; null: it is nobody who talks beside or after the owner. [IN14] */
export function givesUp(i: Chat, agent: AgentId, now: number): readonly ChatEvent[] | null {
  const { talk, guests } = i.work;
  const done: ChatEvent = { type: 'participation.done', agent, reason: null };
  if (guests.includes(agent)) return [done, { type: 'chat.left', agent }];
  if (talk.doing === 'consulting' && talk.with === agent) return [done, { type: 'chat.consultEnded' }];
  if (agent !== ownerOf(i) || !guests.length) return null;
  return [...unconsulted(i, now), done, { type: 'chat.left', agent }, ...succeeds(i, now)];
}

const goes = (i: Chat, agent: AgentId, now: number): readonly ChatEvent[] => [...parts(i, agent, now), { type: 'chat.left', agent }];
const succeeds = ({ work: { guests } }: Chat, since: number): readonly ChatEvent[] =>
  guests.slice(0, 1).map((owner) => ({ type: 'interaction.ownerChanged', owner, since, known: true }));
/** What the owner had begun with a colleague does not outlive the owner. */
export function unconsulted(i: Chat, now: number): readonly ChatEvent[] {
  const { talk } = i.work;
  if (talk.doing === 'chatting') return [];
  return [...parts(i, talk.doing === 'consulting' ? talk.with : talk.to, now), over(talk)];
}
/** The event that ends what the owner was doing with a colleague. */
export const over = ({ doing }: Talk): ChatEvent => ({ type: doing === 'transferring' ? 'chat.transferEnded' : 'chat.consultEnded' });
const full = (i: Chat) => (i.work.guests.length + 1 < most ? undefined : refuse('chat.tooMany'));
