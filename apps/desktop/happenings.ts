import { type Chat, isOver } from '@patchbay/chat/chat.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';
import { chosenOf, partOf } from './selectors.ts';
import type { Mirror } from './store.ts';

/** Something the agent should hear of, found by comparing two pictures. */
export type Happening =
  | {
      readonly is: 'offered' | 'withdrawn' | 'accepted' | 'ended' | 'handedOn' | 'left' | 'away' | 'done';
      readonly id: string;
      readonly chat: Chat;
    }
  | { readonly is: 'message'; readonly id: string; readonly chat: Chat; readonly text: string }
  | { readonly is: 'missed' };

/** What happened to me between two pictures. The first picture is no news, but for offers that are still open. [DT18] */
export function happenings(before: Mirror, after: Mirror): readonly Happening[] {
  const me = after.me.agent;
  const chats = Object.entries(after.chats).flatMap(([id, { state }]) => {
    const old = before.chats[id]?.state;
    return old === state ? [] : ofChat({ id, old, chat: state }, me, before.position !== null);
  });
  const missed = before.agent && chosenOf(before)?.is !== 'missed' && chosenOf(after)?.is === 'missed';
  return missed ? [...chats, { is: 'missed' }] : chats;
}

interface Step {
  readonly id: string;
  readonly old: Chat;
  readonly chat: Chat;
  /** The stage of my part, before and after. */
  readonly was: Stage;
  readonly is: Stage;
}
type Stage = Participation['stage'] | undefined;

function ofChat(
  step: Omit<Step, 'old' | 'was' | 'is'> & { readonly old: Chat | undefined },
  me: string,
  started: boolean,
): readonly Happening[] {
  const { id, chat, old } = step;
  const was = old && partOf(old, me)?.stage;
  const is = partOf(chat, me)?.stage;
  if (is === 'offered' && was !== 'offered') return [{ is: 'offered', id, chat }];
  return started && old ? [...turn({ id, old, chat, was, is }), ...message({ id, old, chat, was, is })] : [];
}

/** What became of my part, and of the customer's line. */
function turn({ id, old, chat, was, is }: Step): readonly Happening[] {
  const one = (what: 'withdrawn' | 'accepted' | 'ended' | 'handedOn' | 'left' | 'away' | 'done'): readonly Happening[] => [
    { is: what, id, chat },
  ];
  if (was === 'offered' && is !== 'offered') return one(is === 'active' ? 'accepted' : 'withdrawn');
  if (was === 'active' && is !== 'active') return one(partedAs(chat, is));
  if (was === 'wrapUp' && is === 'done') return one('done');
  return is === 'active' && old.work.away === null && chat.work.away !== null ? one('away') : [];
}

const partedAs = (chat: Chat, is: Stage) => (isOver(chat) ? 'ended' : is === 'wrapUp' ? 'handedOn' : 'left');

/** What the customer has written since. */
function message({ id, old, chat, is }: Step): readonly Happening[] {
  const { last } = chat.work;
  const mine = is === 'active' || (is === 'wrapUp' && isOver(chat)); // what I handed on is for whoever has it now
  return mine && last && last !== old.work.last && last.from.is === 'customer' ? [{ is: 'message', id, chat, text: last.text }] : [];
}
