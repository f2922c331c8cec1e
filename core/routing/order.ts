import type { AgentId, AgentKey, ChannelName, InteractionId, Order } from './routing.ts';

/** What interactions are ordered by. [RT14] */
export interface Place {
  readonly id: InteractionId;
  readonly band: number;
  readonly since: number;
}

/** What agents are ordered by among those not asked before. [RT15] */
export interface Rank {
  readonly id: AgentId;
  readonly used: number;
  readonly idleSince: number;
}

/** Whether interaction `a` is offered before `b`: higher band, longer waiting, smaller id. [RT14] */
export function isFirstInLine(a: Place, b: Place): boolean {
  if (a.band !== b.band) return a.band > b.band;
  return a.since !== b.since ? a.since < b.since : a.id < b.id;
}

/** Whether agent `a` is asked before `b`: less used, longer idle, smaller id. [RT15] */
export function isAskedFirst(a: Rank, b: Rank): boolean {
  if (a.used !== b.used) return a.used < b.used;
  return a.idleSince !== b.idleSince ? a.idleSince < b.idleSince : a.id < b.id;
}

/** The part of the key in which the winner beats the next; `null`: there was no next. [RT33] */
export function orderOf(winner: AgentKey, next: AgentKey | null): Order {
  if (!next) return 'onlyOne';
  if (winner.askedBefore !== next.askedBefore) return 'notAskedBefore';
  if (winner.used !== next.used) return 'leastUsed';
  return winner.idleSince !== next.idleSince ? 'longestIdle' : 'smallestId';
}

const whole = 1_000_000;

/** How much of an agent is used, in millionths: the sum of load / maximum over the channels. [RT16] */
export function usedOf(load: ReadonlyMap<ChannelName, number>, capacity: ReadonlyMap<ChannelName, number>): number {
  let used = 0;
  for (const [channel, count] of load) used += shareOf(count, capacity.get(channel) ?? 0);
  return used;
}

const shareOf = (count: number, max: number) => (max > 0 ? Math.round((whole * count) / max) : whole * count);
