import { type AgentId, type Person, refuse } from '@patchbay/base/decision.ts';
import { ownerOf, participationOf, takesPart } from '@patchbay/interactions/interaction.ts';
import { handsOn, parts } from '@patchbay/interactions/parting.ts';
import type { Chat, ChatCommand, ChatEvent } from './chat.ts';

type Command<T extends ChatCommand['type']> = Extract<ChatCommand, { readonly type: T }>;
type Asking = Chat & { readonly work: { readonly talk: { readonly to: AgentId } } };

/** Only the owner. [CH2] */
export const notOwner = (i: Chat, by: Person) => (ownerOf(i) === by.agent ? undefined : refuse('chat.notOwner'));

/** Handing a chat to a colleague, who is asked first. [CH6] */
export const transfer = (i: Chat, { by, to, until, comment }: Command<'transfer'>) =>
  notOwner(i, by) ??
  (takesPart(i, to)
    ? refuse('interactions.takesPart')
    : ([
        { type: 'chat.transferring', to, by: by.agent, comment },
        { type: 'participation.offered', agent: to, until },
      ] as const));

/** Handing a chat to a queue: it waits there for anybody else. [CH21] */
export const transferToQueue = (i: Chat, { by, queue, policy, comment }: Command<'transferToQueue'>, now: number) =>
  notOwner(i, by) ?? ([{ type: 'chat.handedOn', queue, by: by.agent, comment }, ...handsOn(i, by.agent, { queue, policy }, now)] as const);

/** The colleague who was asked takes it; whoever had it goes to wrap-up at the same moment. */
export const taken = (i: Asking, { by }: Command<'accept'>, now: number) =>
  notAsked(i, by.agent) ?? [
    ...leaver(i, now),
    { type: 'interaction.ownerChanged', owner: by.agent, since: now } as const,
    { type: 'chat.transferEnded' } as const,
  ];

/** The colleague's answer is no, or none. */
export const failed = (agent: AgentId, as: 'missed' | 'declined' | 'revoked'): readonly ChatEvent[] => [
  { type: 'participation.unanswered', agent, as },
  { type: 'chat.transferEnded' },
];

/** Only whom it was offered to. */
export const notAsked = (i: Asking, agent: AgentId) => (agent === i.work.talk.to ? undefined : refuse('interactions.offeredElsewhere'));
/** Not before the time of the offer is over. */
export const tooSoon = (i: Chat, agent: AgentId, now: number) => {
  const part = participationOf(i, agent);
  return part?.stage === 'offered' && now < part.until ? refuse('interactions.notYet') : undefined;
};
const leaver = (i: Chat, now: number) => {
  const owner = ownerOf(i);
  return owner ? parts(i, owner, now) : [];
};
