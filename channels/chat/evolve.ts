import { evolve as evolveCore } from '@patchbay/interactions/evolve.ts';
import { type Ban, type Chat, type ChatEvent, type ChatWork, isOver, type Monitor, type Wrote } from './chat.ts';
import { placed } from './places.ts';

const rowLength = 120;
type Of<T extends ChatEvent['type']> = Extract<ChatEvent, { readonly type: T }>;
const changes: { readonly [T in ChatEvent['type']]?: (work: ChatWork, event: Of<T>, i: Chat) => ChatWork } = {
  'chat.said': (work, { text, file, from, at, nth }, i) => ({
    ...work,
    ...wroteNow(work, from.is === 'agent' ? from.agent : 'customer', { at, nth }),
    last: { text: (text || (file?.name ?? '')).slice(0, rowLength), from },
    yourTurn: from.is === 'agent' || isOver(i) ? null : (work.yourTurn ?? at), // nobody can answer what comes after the end
    silence: from.is === 'agent' && work.away === null ? quietFrom(i, at) : null,
  }),
  'chat.told': (work, { what, at }, i) => (what === 'warning' ? { ...work, silence: quietFrom(i, at, true) } : work),
  'chat.transferring': (work, { to, by, comment }) => ({ ...work, talk: { doing: 'transferring', to }, handed: { by, comment } }),
  'participation.unanswered': (work) => (work.talk.doing === 'chatting' ? work : { ...work, handed: null }), // the words were for them
  'chat.asking': (work, { to, by, comment }) => ({ ...work, talk: { doing: 'asking', to }, handed: { by, comment } }),
  'chat.consulting': (work, event) => ({ ...work, talk: { doing: 'consulting', with: event.with } }),
  'chat.consultEnded': (work) => ({ ...work, talk: { doing: 'chatting' }, handed: null }),
  'chat.joined': (work, { agent }) => ({ ...work, guests: [...work.guests, agent] }),
  'chat.left': (work, { agent }) => ({ ...work, guests: work.guests.filter((guest) => guest !== agent) }),
  'chat.handedOn': (work, { by, comment }) => ({ ...work, talk: { doing: 'chatting' }, silence: null, handed: { by, comment } }),
  'chat.transferEnded': (work) => ({ ...work, talk: { doing: 'chatting' } }),
  'chat.away': (work, { until }) => ({ ...work, away: until, silence: null }),
  'chat.back': (work, { at }, i) => theirTurn({ ...work, away: null }, i, at),
  'interaction.accepted': (work, { since }, i) => theirTurn(work, i, since),
  'interaction.ownerChanged': (work, { owner, since }, i) =>
    theirTurn({ ...work, guests: work.guests.filter((guest) => guest !== owner) }, i, since),
  'interaction.queued': (work) => ({ ...work, silence: null, guests: [] }),
  'chat.located': (work, { lat, lng, accuracy, at }) => ({ ...work, places: placed(work.places ?? [], { lat, lng, accuracy, at }) }),
  'chat.sharing': (work, { until }) => ({ ...work, sharing: until }),
  'chat.wentTo': (work, { page }) => ({ ...work, page }),
  'chat.contextTold': (work, { values }) => ({ ...work, context: merged(work.context ?? {}, values) }),
  'chat.whispered': (work, { by, ...event }) => ({ ...work, ...wroteNow(work, by, event) }),
  'chat.monitored': (work, { supervisor, agent, mode, at }) => ({
    ...work,
    monitors: [...(work.monitors ?? []).filter((m) => m.supervisor !== supervisor), { supervisor, agent, mode, since: at }],
  }),
  'chat.monitoringEnded': ({ monitors = [], ...work }, { supervisor }) => watched(work, monitors, supervisor),
  'chat.rated': (work, { stars, comment, at }) => ({ ...work, rating: { stars, comment, at } }),
  'chat.banned': (work, { by, at, until, reason }) => ({ ...work, banned: { by, at, until, reason } }),
  'chat.banLifted': (work, { by, at, lifted }) =>
    work.banned ? { ...work, banned: liftedOf(work.banned, lifted ? { by, at } : null) } : work,
  'interaction.forgotten': ({ rating: _, places: __, context: ___, ...work }) => ({
    ...work,
    ...(work.banned && { banned: { ...work.banned, reason: '' } }),
    form: {},
    page: null,
    last: null,
    handed: null,
  }),
  'interaction.ended': ({ sharing: _, ...work }) => ({
    ...work,
    talk: { doing: 'chatting' },
    away: null,
    yourTurn: null,
    silence: null,
    guests: [],
  }),
};

const watched = (work: ChatWork, monitors: readonly Monitor[], but: string): ChatWork => {
  const left = monitors.filter((m) => m.supervisor !== but);
  return left.length ? { ...work, monitors: left } : work;
};
/** Messages from before they were numbered do not count. */
const wroteNow = ({ wrote = [] }: ChatWork, by: Wrote['by'], { at, nth, to }: Writing) =>
  nth === undefined ? {} : { wrote: [...wrote.filter((one) => one.by !== by), { by, nth, at, ...(to && { to }) }] };

interface Writing {
  readonly at: number;
  readonly nth?: number | undefined;
  readonly to?: Wrote['to'] | undefined;
}

const liftedOf = ({ lifted: _, ...ban }: Ban, lifted: Ban['lifted'] | null): Ban => ({ ...ban, ...(lifted && { lifted }) });

/** What is told later counts; at most so many names are kept, those told last. */
const names = 20;
const merged = (before: Readonly<Record<string, string>>, told: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    [...Object.entries(before).filter(([name]) => !Object.hasOwn(told, name)), ...Object.entries(told)]
      .filter(([, value]) => value)
      .slice(-names),
  );

/** The customer's silence is counted from now. */
const quietFrom = ({ at, policy }: Chat, now: number, warned = false): ChatWork['silence'] =>
  at.stage === 'active' && policy.silence ? { until: now + policy.silence.ms, warned } : null;
/** Somebody is there anew: if it is the customer's turn, their time begins again. */
const theirTurn = (work: ChatWork, i: Chat, now: number): ChatWork => ({
  ...work,
  silence: work.yourTurn === null && work.away === null ? quietFrom(i, now) : null,
});

/** Core's change, then the chat's; the same on the server and in the browser. */
export function evolve(i: Chat, event: ChatEvent): Chat {
  const next = evolveCore(i, event);
  const change = Object.hasOwn(changes, event.type)
    ? (changes[event.type] as (work: ChatWork, event: ChatEvent, i: Chat) => ChatWork)
    : undefined;
  return change ? { ...next, work: change(next.work, event, next) } : next;
}
