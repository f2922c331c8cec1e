import { type Load, type Room, roomOn } from '@patchbay/agents/capacity.ts';
import type { AgentId, AgentKey, InteractionId, Order, PlaceInLine } from './routing.ts';

/** What interactions are ordered by. [RT14] */
export interface Place extends PlaceInLine {
  readonly id: InteractionId;
}

/** What agents of one tier are ordered by among those not asked before. [RT15] */
export interface Rank {
  readonly id: AgentId;
  readonly used: number;
  readonly idleSince: number;
}

/** Whether interaction `a` is offered before `b`: higher band, smaller key, longer waiting, smaller id. [RT14] */
export function isFirstInLine(a: Place, b: Place): boolean {
  if (a.band !== b.band) return a.band > b.band;
  if (a.key !== b.key) return a.key < b.key;
  return a.since !== b.since ? a.since < b.since : a.id < b.id;
}

/** Whether agent `a` is asked before `b` of the same tier: less used, longer idle, smaller id. [RT15] */
export function isAskedFirst(a: Rank, b: Rank): boolean {
  if (a.used !== b.used) return a.used < b.used;
  return a.idleSince !== b.idleSince ? a.idleSince < b.idleSince : a.id < b.id;
}

/** Whether time changes `a` before `b`. */
export const isDueFirst = (a: { readonly due: number }, b: { readonly due: number }): boolean => a.due < b.due;

/** The part of the key in which the winner beats the next; `null`: there was no next. [RT33] */
export function orderOf(winner: AgentKey, next: AgentKey | null): Order {
  if (!next) return 'onlyOne';
  if (winner.preferred !== next.preferred) return 'preferred';
  if (winner.askedBefore !== next.askedBefore) return 'notAskedBefore';
  if (winner.skill !== next.skill) return 'bestSkill';
  if (winner.used !== next.used) return 'leastUsed';
  return winner.idleSince !== next.idleSince ? 'longestIdle' : 'smallestId';
}

const whole = 1_000_000;

/** How much of an agent is used, in millionths: the sum of load / maximum over the channels. [RT16] */
export function usedOf(load: readonly Load[], capacity: readonly Room[]): number {
  let used = 0;
  for (const { channel, count } of load) used += shareOf(count, roomOn(capacity, channel)?.max ?? 0);
  return used;
}

const shareOf = (count: number, max: number) => (max > 0 ? Math.round((whole * count) / max) : whole * count);
