import { evolve as evolveCore } from '@patchbay/interactions/evolve.ts';
import { type Chat, type ChatEvent, type ChatWork, isOver } from './chat.ts';

const rowLength = 120;
type Of<T extends ChatEvent['type']> = Extract<ChatEvent, { readonly type: T }>;
const changes: { readonly [T in ChatEvent['type']]?: (work: ChatWork, event: Of<T>, i: Chat) => ChatWork } = {
  'chat.said': (work, { text, from, at }, i) => ({
    ...work,
    last: { text: text.slice(0, rowLength), from },
    yourTurn: from.is === 'agent' || isOver(i) ? null : (work.yourTurn ?? at), // nobody can answer what comes after the end
  }),
  'chat.transferring': (work, { to }) => ({ ...work, talk: { doing: 'transferring', to } }),
  'chat.transferEnded': (work) => ({ ...work, talk: { doing: 'chatting' } }),
  'chat.away': (work, { until }) => ({ ...work, away: until }),
  'chat.back': (work) => ({ ...work, away: null }),
  'chat.rated': (work, { stars, comment, at }) => ({ ...work, rating: { stars, comment, at } }),
  'interaction.ended': (work) => ({ ...work, talk: { doing: 'chatting' }, away: null, yourTurn: null }),
};

/** Core's change, then the chat's; the same on the server and in the browser. */
export function evolve(i: Chat, event: ChatEvent): Chat {
  const next = evolveCore(i, event);
  const change = Object.hasOwn(changes, event.type)
    ? (changes[event.type] as (work: ChatWork, event: ChatEvent, i: Chat) => ChatWork)
    : undefined;
  return change ? { ...next, work: change(next.work, event, next) } : next;
}
