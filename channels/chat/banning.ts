import { type Decision, type Person, refuse } from '@patchbay/base/decision.ts';
import { mayNot, ownerOf, participationOf } from '@patchbay/interactions/interaction.ts';
import { ends } from '@patchbay/interactions/parting.ts';
import { type Chat, type ChatCommand, type ChatEvent, isOver } from './chat.ts';

type Command<T extends ChatCommand['type']> = Extract<ChatCommand, { readonly type: T }>;

/** Whoever answers, or still wraps up, keeps this customer from coming back until then; a conversation ends with it. [CH70] */
export const ban = (i: Chat, { by, reason, until }: Command<'ban'>, now: number): Decision<ChatEvent> =>
  mayNot(by, 'ban') ??
  notTheirs(i, by) ??
  (i.work.banned
    ? refuse('chat.bannedAlready')
    : [{ type: 'chat.banned', by: by.agent, reason, until, at: now }, ...(isOver(i) ? [] : ends(i, now))]);

/** Whoever has banned, or sees all work, lifts a ban, and takes that back. [CH72] */
export const liftBan = (i: Chat, { by, lifted }: Command<'liftBan'>, now: number): Decision<ChatEvent> => {
  const { banned } = i.work;
  if (!banned) return refuse('chat.notBanned');
  if (banned.by !== by.agent && !by.may.includes('seeAllWork')) return refuse('interactions.notAllowed');
  if ((banned.lifted !== undefined) === lifted) return refuse(lifted ? 'chat.liftedAlready' : 'chat.bannedAlready');
  return [{ type: 'chat.banLifted', by: by.agent, lifted, at: now }];
};

/** Whether its customer is kept from coming back now. */
export const isBanned = ({ work: { banned } }: Chat, now: number): boolean =>
  banned !== undefined && banned.lifted === undefined && now < banned.until;

const notTheirs = (i: Chat, by: Person) => {
  if (!isOver(i)) return ownerOf(i) === by.agent ? undefined : refuse('chat.notOwner');
  return participationOf(i, by.agent)?.stage === 'wrapUp' ? undefined : refuse('chat.notInside');
};
