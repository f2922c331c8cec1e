import type { Agent } from '@patchbay/agents/agent.ts';
import type { ChannelName } from '@patchbay/base/decision.ts';
import type { Row } from './selectors.ts';

const fromTop: readonly ChannelName[] = ['email', 'social', 'sms', 'chat', 'voice'];
const rank = ({ item }: Row): number => fromTop.indexOf(item.channel);

/** How many floating cards are shown at once. */
export const pageOf = 5;

/** The stack of floating cards from its top: e-mail, social messages, chats, calls; within a kind who has been offered first. [DT65] */
export const stacked = (offers: readonly Row[]): readonly Row[] => offers.toSorted((a, b) => rank(a) - rank(b) || earliest(a, b));

/** The list is the other way round: calls, chats, social messages, e-mail; the latest on top, or the earliest if the agent wishes. [DT15] */
export const listed = (offers: readonly Row[], order: 'latest' | 'earliest'): readonly Row[] =>
  offers.toSorted((a, b) => rank(b) - rank(a) || (order === 'earliest' ? earliest(a, b) : earliest(b, a)));

/** The one that the key accepts: the oldest call, else the top of the stack. It does not change when another one comes, unless that is a call. [DT65] */
export const foremost = (offers: readonly Row[]): Row | undefined => {
  const all = stacked(offers);
  return all.find((row) => row.item.channel === 'voice') ?? all[0];
};

const earliest = (a: Row, b: Row): number => a.offeredAt - b.offeredAt || (a.id < b.id ? -1 : 1);

/** What accepting all at once takes, and what stays because it is over the limit of its channel. */
export interface Taking {
  readonly take: readonly Row[];
  readonly over: readonly { readonly row: Row; readonly places: number }[];
}

/** Accepts all but calls, earliest first, as long as their channel has a free place. [DT66] */
export function taking(offers: readonly Row[], agent: Pick<Agent, 'work' | 'profile'> | undefined): Taking {
  const left = freeOf(agent);
  const take: Row[] = [];
  const over: { row: Row; places: number }[] = [];
  for (const row of acceptable(offers)) {
    const free = left.get(row.item.channel) ?? 0;
    if (free > 0) take.push(row);
    else over.push({ row, places: agent?.profile.capacity[row.item.channel] ?? 0 });
    left.set(row.item.channel, free - 1);
  }
  return { take, over };
}

/** Free places by channel: what is offered takes none yet. */
function freeOf(agent: Pick<Agent, 'work' | 'profile'> | undefined): Map<ChannelName, number> {
  const left = new Map(Object.entries(agent?.profile.capacity ?? {}) as [ChannelName, number][]);
  const takes = ({ channel, stage }: Agent['work'][number]): boolean =>
    stage === 'active' || (stage === 'wrapUp' && agent?.profile.afterWork.includes(channel) === true);
  for (const { channel } of agent?.work.filter(takes) ?? []) left.set(channel, (left.get(channel) ?? 0) - 1);
  return left;
}

/** A call is answered by itself, never among others. */
export const acceptable = (offers: readonly Row[]): readonly Row[] => stacked(offers).filter((row) => row.item.channel !== 'voice');

/** Which of a stack are shown: a page from 0, as 1-5 of N. */
export function pageAt(
  offers: readonly Row[],
  asked: number,
): { readonly page: number; readonly from: number; readonly shown: readonly Row[] } {
  const page = Math.max(0, Math.min(asked, Math.ceil(offers.length / pageOf) - 1));
  const from = page * pageOf;
  return { page, from, shown: offers.slice(from, from + pageOf) };
}
