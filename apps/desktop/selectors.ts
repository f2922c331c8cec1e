import type { Agent, Chosen } from '@patchbay/agents/agent.ts';
import type { Chat } from '@patchbay/chat/chat.ts';
import { ownerOf, type Participation, participationOf } from '@patchbay/interactions/interaction.ts';
import { callsMe } from './calling.ts';
import { type Item, isCall, isChat, isMail, isOver } from './item.ts';
import { listed } from './offers.ts';
import { myState } from './states.ts';
import type { Mirror } from './store.ts';
import type { Timeline } from './timeline.ts';

/** One open piece of my work, as a row of the list shows it. */
export interface Row {
  readonly id: string;
  readonly stage: 'offered' | 'active' | 'wrapUp';
  readonly item: Item;
  /** Since when I have it; an offer: since when the customer waits. */
  readonly since: number;
  /** Since when it is offered to me; 0: it is mine. */
  readonly offeredAt: number;
  /** Deadline of the offer or the wrap-up; null: none runs. */
  readonly until: number | null;
  readonly unread: number;
  readonly typing: boolean;
}
/** My work in the order it is drawn. */
export interface Work {
  readonly offers: readonly Row[];
  readonly active: readonly Row[];
  readonly wrapUp: readonly Row[];
}
/** Up to which version I have seen the entries of each interaction. */
export type Seen = Readonly<Record<string, number>>;

export const partOf = (item: Item, me: string): Participation | undefined => participationOf(item, me as never);

/** What I have to do: offers on top, conversations next, then what waits for wrap-up; the latest first, or the earliest. [DT15] */
export function workOf(mirror: Mirror, seen: Seen, now: number, first: 'latest' | 'earliest' = 'latest'): Work {
  const rows = [...Object.entries(mirror.chats), ...Object.entries(mirror.calls), ...Object.entries(mirror.mails)].flatMap(
    ([id, { state }]) => rowOf(mirror, state, seen[id] ?? 0, now) ?? [],
  );
  const of = (stage: Row['stage']) => rows.filter((row) => row.stage === stage);
  return {
    offers: listed(of('offered'), first),
    active: of('active').sort((a, b) => (first === 'latest' ? b.since - a.since : a.since - b.since) || order(a, b)),
    wrapUp: of('wrapUp').sort((a, b) => a.since - b.since || order(a, b)),
  };
}

function rowOf(mirror: Mirror, item: Item, seen: number, now: number): Row | null {
  const id: string = item.id;
  const me: string = mirror.me.agent;
  const part = partOf(item, me);
  const one = (stage: Row['stage'], since: number, until: number | null): Row => ({
    id,
    stage,
    item,
    since,
    offeredAt: stage === 'offered' ? offeredAt(mirror, id, until) : 0,
    until,
    unread: stage === 'active' || (stage === 'wrapUp' && isOver(item)) ? unreadOf(mirror, id, seen) : 0,
    typing: (mirror.typing[id] ?? 0) > now,
  });
  if (isCall(item) && callsMe(item, me))
    return one('offered', item.startedAt, item.work.doing.doing === 'dialing' ? item.work.doing.until : null);
  if (part?.stage === 'offered') return one('offered', waitingSince(item), part.until);
  if (part?.stage === 'active') return one('active', part.since, null);
  return part?.stage === 'wrapUp' ? one('wrapUp', part.since, part.until) : null;
}

/** Since when it is offered, as my own work says; its deadline where that is not known yet. */
const offeredAt = (mirror: Mirror, id: string, until: number | null): number =>
  mirror.agent?.state.work.find((w) => w.interaction === id && w.stage === 'offered')?.since ?? until ?? 0;

/** How many messages of the customer, and internal notes of others, came after what I have seen. */
export const unreadOf = (mirror: Mirror, id: string, seen: number): number =>
  (mirror.timelines[id]?.entries ?? []).filter(
    ({ n, event }) =>
      n > seen &&
      ((event.type === 'chat.said' && event.from.is === 'customer') || (event.type === 'chat.whispered' && event.by !== mirror.me.agent)),
  ).length;

/** The first message or note of others after what was seen before: where a conversation is opened at. Null: nothing is new, or all of it. [DT183] */
export function firstUnread({ entries }: Pick<Timeline, 'entries'>, seen: number | null, me: string): string | null {
  if (seen === null) return null;
  for (const { n, event } of entries) {
    if (n <= seen) continue;
    if (event.type === 'chat.said' && !(event.from.is === 'agent' && event.from.agent === me)) return event.id;
    if (event.type === 'chat.whispered' && event.by !== me) return event.id;
  }
  return null;
}

/** Whether this agent writes to the customer; who only advises does not. */
export const talksWith = (chat: Chat, me: string): boolean => ownerOf(chat) === me || chat.work.guests.some((guest) => guest === me);

/** Since when the customer waits in the queue. */
export function waitingSince({ at, startedAt }: Item): number {
  if (at.stage === 'offered') return at.back?.since ?? startedAt;
  return at.stage === 'queued' ? at.since : startedAt;
}

export const allRows = ({ offers, active, wrapUp }: Work): readonly Row[] => [...offers, ...active, ...wrapUp];

/** How many places I use, and how many there are. */
export function loadOf(agent: Agent | undefined): { readonly used: number; readonly places: number } {
  const work = agent?.work ?? [];
  const counted = work.filter((w) => w.stage !== 'wrapUp' || agent?.profile.afterWork.includes(w.channel));
  return { used: counted.length, places: Object.values(agent?.profile.capacity ?? {}).reduce((sum, places) => sum + places, 0) };
}

/** The state I have chosen, or the system for me; null before the first snapshot. */
export const chosenOf = (mirror: Mirror): Chosen | null => myState(mirror)?.chosen ?? null;

/** Chats of mine whose past is unknown or behind what the stream has told. [DT7] */
export function behind(mirror: Mirror, selected: string | null): readonly string[] {
  const mine = Object.entries(mirror.chats).filter(([id, { state }]) => id === selected || isMine(state, mirror.me.agent));
  return mine.filter(([id, { version }]) => (mirror.timelines[id]?.to ?? -1) < version).map(([id]) => id);
}

const isMine = (chat: Chat, me: string): boolean => ['active', 'wrapUp', 'offered'].includes(partOf(chat, me)?.stage ?? '');

/** The next conversation that wants me: whoever has waited longest for an answer, else the first of the list. */
export function nextTurn(work: Work, but: string | null): string | null {
  const rows = [...work.active, ...work.wrapUp].filter((row) => row.id !== but);
  const turns = rows.filter((row) => turnOf(row) !== null);
  const longest = turns.sort((a, b) => (turnOf(a) ?? 0) - (turnOf(b) ?? 0))[0];
  return (longest ?? rows[0])?.id ?? null;
}

/** Since when a customer waits for an answer of mine; null: they do not, or they hear me. */
export const turnOf = ({ item }: Row): number | null => (isChat(item) ? item.work.yourTurn : null);

/** What the customer is called here, if anything is known: of a call it is the number. */
export const nameOf = (item: Item): string | null =>
  (isCall(item) ? item.work.line.number : isMail(item) ? null : item.work.form.name) || null;

const order = (a: Row, b: Row): number => (a.id < b.id ? -1 : 1);
