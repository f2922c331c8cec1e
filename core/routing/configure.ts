import type { Board, Profile, Queue } from './board.ts';
import { profileFor, skillsOf } from './interning.ts';
import type { AgentId, AgentRules, ConfiguredEvent, QueueId, QueueRules } from './routing.ts';
import { seat, standInLine } from './standing.ts';

/** Replaces the configuration; all who are known are placed anew, as profiles and classes are new. [RT13] */
export function configure(board: Board, { queues, agents }: ConfiguredEvent): void {
  const profiles = new Map<string, Profile>();
  board.profileOf = new Map(agents.map((a) => [a.id, profileFor(profiles, a)]));
  board.profiles = [...profiles.values()];
  board.queues = queuesOf(queues, membersOf(agents));
  board.classes.clear();
  for (const { picture, load } of drained(board.agents)) seat(board, picture, load);
  for (const { entry } of drained(board.waiting)) standInLine(board, entry);
}

function drained<T>(all: Map<string, T>): readonly T[] {
  const values = [...all.values()];
  all.clear();
  return values;
}

const queuesOf = (queues: readonly QueueRules[], members: ReadonlyMap<QueueId, readonly AgentId[]>): ReadonlyMap<QueueId, Queue> =>
  new Map(queues.map((rules) => [rules.id, { rules, skills: skillsOf(rules.skills), members: (members.get(rules.id) ?? []).toSorted() }]));

function membersOf(agents: readonly AgentRules[]): ReadonlyMap<QueueId, readonly AgentId[]> {
  const members = new Map<QueueId, AgentId[]>();
  for (const { id, queues } of agents) {
    for (const queue of new Set(queues)) {
      const list = members.get(queue) ?? [];
      list.push(id);
      members.set(queue, list);
    }
  }
  return members;
}
