import { type AgentId, type Decision, type Person, type Rules, refuse } from '@patchbay/base/decision.ts';
import { ownerOf, participationOf, reasonOf, takesPart } from '@patchbay/interactions/interaction.ts';
import { ends, parts, requeues, wrapsUp } from '@patchbay/interactions/parting.ts';
import { decide as decideAny, noted } from '@patchbay/interactions/rules.ts';
import { type Chat, type ChatCommand, type ChatEvent, isOver, type Sender, type Talk } from './chat.ts';

type Table<State> = Rules<State, ChatCommand, ChatEvent>;

/** A customer's message is kept wherever the chat is; whoever writes is back. [CH1] */
const anyTime: Table<Chat> = {
  message: (i, { id, text }, now) => [...returned(i), said(id, text, { is: 'customer' }, now)],
};
/** What the customer thinks of a chat that somebody answered, once it is over; their last word counts. [CH40] */
const over: Table<Chat> = {
  ...anyTime,
  rate: (i, { stars, comment }, now) =>
    isAnswered(i) && isNews(i, stars, comment) ? [{ type: 'chat.rated', stars, comment, at: now }] : noted('rate'),
};
/** True until the chat is over: the customer's line comes and goes. [CH5] */
const open: Table<Chat> = {
  ...anyTime,
  connectionLost: (i, _, now) => (i.work.away === null ? [{ type: 'chat.away', until: now + i.policy.graceMs }] : noted('connectionLost')),
  reconnected: (i) => (i.work.away === null ? noted('reconnected') : returned(i)),
  awayTimeout: (i, _, now) => notAway(i, now) ?? ends(i, now, i.at.stage === 'active' ? 'done' : 'abandoned'),
};
const always = {
  ...open,
  say: (i, { by, id, text }, now) => notOwner(i, by) ?? [said(id, text, { is: 'agent', agent: by.agent }, now)],
  customerLeft: (i, _, now) => ends(i, now),
  end: (i, { by }, now) => mayNotEnd(by) ?? notOwner(i, by) ?? ends(i, now),
  giveBack: (i, { agent }) => (ownerOf(i) === agent ? [...requeues(i), ...untransferred(i)] : wrappedUp(i, agent)),
} satisfies Table<Chat>;

/** What may happen while an agent chats. [SM-3] */
export const rules: { readonly [D in Talk['doing']]: Table<Chat & { readonly work: { readonly talk: Extract<Talk, { doing: D }> } }> } = {
  chatting: {
    ...always,
    transfer: (i, { by, to, until }) =>
      notOwner(i, by) ??
      (takesPart(i, to)
        ? refuse('interactions.takesPart')
        : [
            { type: 'chat.transferring', to },
            { type: 'participation.offered', agent: to, until },
          ]),
  },
  transferring: {
    ...always,
    accept: (i, { by }, now) =>
      notAsked(i, by.agent) ?? [
        ...leaver(i, now),
        { type: 'interaction.ownerChanged', owner: by.agent, since: now },
        { type: 'chat.transferEnded' },
      ],
    reject: (i, { by }) => notAsked(i, by.agent) ?? failed(by.agent, 'declined'),
    giveBack: (i, command) => (command.agent === i.work.talk.to ? failed(command.agent, 'revoked') : always.giveBack(i, command)),
    offerTimeout: (i, { agent }, now) => notAsked(i, agent) ?? tooSoon(i, agent, now) ?? failed(agent, 'missed'),
  },
};

/** Decides one command about a chat. */
export function decide(i: Chat, command: ChatCommand, now: number): Decision<ChatEvent> {
  if (i.at.stage === 'active') return decideAny<ChatCommand, ChatEvent>(i, command, now, rules[i.work.talk.doing]);
  return decideAny<ChatCommand, ChatEvent>(i, command, now, isOver(i) ? over : open);
}

const said = (id: string, text: string, from: Sender, at: number): ChatEvent => ({ type: 'chat.said', id, text, from, at });
const returned = (i: Chat): readonly ChatEvent[] => (i.work.away === null ? [] : [{ type: 'chat.back' }]);
const notOwner = (i: Chat, by: Person) => (ownerOf(i) === by.agent ? undefined : refuse('chat.notOwner'));
const isAnswered = (i: Chat) => i.participations.some((p) => p.stage === 'wrapUp' || p.stage === 'done');
const isNews = ({ work: { rating } }: Chat, stars: number, comment: string) => rating?.stars !== stars || rating.comment !== comment;
const mayNotEnd = (by: Person) => (by.may.includes('end') ? undefined : refuse('interactions.notAllowed'));
const notAway = (i: Chat, now: number) => (i.work.away !== null && now >= i.work.away ? undefined : refuse('interactions.notYet'));
const notAsked = (i: Chat & { work: { talk: { doing: 'transferring' } } }, agent: AgentId) =>
  agent === i.work.talk.to ? undefined : refuse('interactions.offeredElsewhere');
const tooSoon = (i: Chat, agent: AgentId, now: number) => {
  const part = participationOf(i, agent);
  return part?.stage === 'offered' && now < part.until ? refuse('interactions.notYet') : undefined;
};
/** Who had it before gives back no more than their wrap-up. */
const wrappedUp = (i: Chat, agent: AgentId): Decision<ChatEvent> => {
  const part = participationOf(i, agent);
  return part?.stage === 'wrapUp' ? wrapsUp(i, agent, reasonOf(i, part) ?? 'system') : refuse('chat.notOwner');
};
const untransferred = (i: Chat): readonly ChatEvent[] => (i.work.talk.doing === 'transferring' ? [{ type: 'chat.transferEnded' }] : []);
const failed = (agent: AgentId, as: 'missed' | 'declined' | 'revoked'): readonly ChatEvent[] => [
  { type: 'participation.unanswered', agent, as },
  { type: 'chat.transferEnded' },
];
const leaver = (i: Chat, now: number) => {
  const owner = ownerOf(i);
  return owner ? parts(i, owner, now) : [];
};
