import { type AgentId, type Decision, type Person, type Rules, refuse } from '@patchbay/base/decision.ts';
import { ownerOf, participationOf, reasonOf } from '@patchbay/interactions/interaction.ts';
import { ends, requeues, wrapsUp } from '@patchbay/interactions/parting.ts';
import { decide as decideAny, noted } from '@patchbay/interactions/rules.ts';
import { ban, isBanned, liftBan } from './banning.ts';
import { type Chat, type ChatCommand, type ChatEvent, isOver, type Sender, type Talk } from './chat.ts';
import {
  advises,
  completeTransfer,
  conference,
  consult,
  drop,
  endConsult,
  givesUp,
  leave,
  notAdvised,
  over as overWith,
} from './consulting.ts';
import { crossed, nextOf } from './crossing.ts';
import { failed, notAsked, notOwner, taken, tooSoon, transfer, transferToQueue } from './handing.ts';
import { monitoring, monitorOf, talksToCustomer, unwatched } from './monitoring.ts';
import { whereabouts } from './sharing.ts';
import { patience, silence } from './silence.ts';

type Table<State> = Rules<State, ChatCommand, ChatEvent>;

/** A customer's message is kept wherever the chat is; whoever writes is back. [CH1] Colleagues may whisper as long as they have a part. [CH22] */
const anyTime = {
  message: (i, message, now) => [...returned(i, now), said(i, message, { is: 'customer' }, now)],
  fileScanned: (_, { file, scan }) => [{ type: 'chat.fileScanned', file, scan }],
  whisper: (i, { by, id, text }, now) => whispers(i, by) ?? [whispered(i, { by: by.agent, id, text }, now)],
} satisfies Table<Chat>;
/** What the customer thinks of a chat that somebody answered, once it is over; their last word counts. [CH40] Whom it banned writes into the wind. [CH71] */
const over: Table<Chat> = {
  ...anyTime,
  ban,
  liftBan,
  message: (i, message, now) => (isBanned(i, now) ? noted('message') : anyTime.message(i, message, now)),
  rate: (i, { stars, comment }, now) =>
    isAnswered(i) && isNews(i, stars, comment) ? [{ type: 'chat.rated', stars, comment, at: now }] : noted('rate'),
};
/** True until the chat is over: the customer's line comes and goes. [CH5] */
const open: Table<Chat> = {
  ...anyTime,
  connectionLost: (i, _, now) => (i.work.away === null ? [{ type: 'chat.away', until: now + i.policy.graceMs }] : noted('connectionLost')),
  ...whereabouts,
  tellContext: (i, { values }) => (isTold(i, values) ? noted('tellContext') : [{ type: 'chat.contextTold', values }]),
  tellPage: (i, { page }, now) => (page === i.work.page ? noted('tellPage') : [{ type: 'chat.wentTo', page, at: now }]),
  reconnected: (i, _, now) => (i.work.away === null ? noted('reconnected') : returned(i, now)),
  awayTimeout: (i, _, now) => notAway(i, now) ?? ends(i, now, i.at.stage === 'active' ? 'done' : 'abandoned'),
};
const always = {
  ...open,
  ...silence,
  ...monitoring,
  transferToQueue,
  leave,
  drop,
  ban,
  say: (i, { by, ...message }, now) =>
    notTalking(i, by) ?? crossed(i, by.agent, message, now) ?? [said(i, message, { is: 'agent', agent: by.agent }, now)],
  customerLeft: (i, _, now) => ends(i, now),
  end: (i, { by }, now) => mayNotEnd(by) ?? notOwner(i, by) ?? ends(i, now),
  giveBack: (i, { agent }, now) => givesUp(i, agent, now) ?? (ownerOf(i) === agent ? [...requeues(i), ...alone(i)] : wrappedUp(i, agent)),
} satisfies Table<Chat>;

/** What may happen while an agent chats. [SM-3] */
export const rules: { readonly [D in Talk['doing']]: Table<Chat & { readonly work: { readonly talk: Extract<Talk, { doing: D }> } }> } = {
  chatting: {
    ...always,
    transfer,
    consult,
  },
  transferring: {
    ...always,
    accept: taken,
    cancelTransfer: (i, { by }) => notOwner(i, by) ?? failed(i.work.talk.to, 'revoked'),
    reject: (i, { by }) => notAsked(i, by.agent) ?? failed(by.agent, 'declined'),
    giveBack: (i, command, now) => (command.agent === i.work.talk.to ? failed(command.agent, 'revoked') : always.giveBack(i, command, now)),
    offerTimeout: (i, { agent }, now) => notAsked(i, agent) ?? tooSoon(i, agent, now) ?? failed(agent, 'missed'),
  },
  asking: {
    ...always,
    accept: advises,
    endConsult: (i, { by }) => notOwner(i, by) ?? notAdvised(i.work.talk.to, 'revoked'),
    reject: (i, { by }) => notAsked(i, by.agent) ?? notAdvised(by.agent, 'declined'),
    giveBack: (i, command, now) =>
      command.agent === i.work.talk.to ? notAdvised(command.agent, 'revoked') : always.giveBack(i, command, now),
    offerTimeout: (i, { agent }, now) => notAsked(i, agent) ?? tooSoon(i, agent, now) ?? notAdvised(agent, 'missed'),
  },
  consulting: { ...always, endConsult, completeTransfer, conference },
};

/** Decides one command about a chat. */
export const decide = (i: Chat, command: ChatCommand, now: number): Decision<ChatEvent> => unwatched(i, decided(i, command, now), now);

function decided(i: Chat, command: ChatCommand, now: number): Decision<ChatEvent> {
  if (i.at.stage === 'active') return decideAny<ChatCommand, ChatEvent>(i, command, now, rules[i.work.talk.doing]);
  return decideAny<ChatCommand, ChatEvent>(i, command, now, isOver(i) ? over : i.at.stage === 'queued' ? { ...open, ...patience } : open);
}

const said = (
  i: Chat,
  { id, text, file }: Pick<Extract<ChatCommand, { type: 'say' }>, 'id' | 'text' | 'file'>,
  from: Sender,
  at: number,
): ChatEvent => ({
  ...{ type: 'chat.said', id, text, from, at, nth: nextOf(i) },
  ...(file && { file }),
});
const returned = (i: Chat, at: number): readonly ChatEvent[] => (i.work.away === null ? [] : [{ type: 'chat.back', at }]);
/** Whoever has a part, and whoever coaches. */
const whispers = (i: Chat, by: Person) => {
  const monitor = monitorOf(i, by.agent);
  if (monitor?.mode === 'silent') return refuse('chat.coachFirst');
  const stage = participationOf(i, by.agent)?.stage;
  return monitor || stage === 'active' || stage === 'wrapUp' ? undefined : refuse('chat.notInside');
};
const whispered = (
  i: Chat,
  { by, id, text }: { readonly by: AgentId; readonly id: string; readonly text: string },
  at: number,
): ChatEvent => {
  const to = monitorOf(i, by)?.agent;
  return { type: 'chat.whispered', id, text, by, at, nth: nextOf(i), ...(to && { to }) };
};
const isAnswered = (i: Chat) => i.participations.some((p) => p.stage === 'wrapUp' || p.stage === 'done');
const isTold = ({ work: { context = {} } }: Chat, values: Readonly<Record<string, string>>) =>
  Object.entries(values).every(([name, value]) => Object.hasOwn(context, name) && context[name] === value);
const isNews = ({ work: { rating } }: Chat, stars: number, comment: string) => rating?.stars !== stars || rating.comment !== comment;
const mayNotEnd = (by: Person) => (by.may.includes('end') ? undefined : refuse('interactions.notAllowed'));
const notAway = (i: Chat, now: number) => (i.work.away !== null && now >= i.work.away ? undefined : refuse('interactions.notYet'));
/** Who had it before gives back no more than their wrap-up. */
const wrappedUp = (i: Chat, agent: AgentId): Decision<ChatEvent> => {
  const part = participationOf(i, agent);
  return part?.stage === 'wrapUp' ? wrapsUp(i, agent, reasonOf(i, part) ?? 'system') : refuse('chat.notOwner');
};
const alone = ({ work: { talk } }: Chat): readonly ChatEvent[] => (talk.doing === 'chatting' ? [] : [overWith(talk)]);
/** The owner, their guests and who has barged in talk with the customer. */
const notTalking = (i: Chat, by: Person) => (talksToCustomer(i, by.agent) ? undefined : refuse('chat.notOwner'));
