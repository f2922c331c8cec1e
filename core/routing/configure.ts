import { type Board, type Keep, type Listed, noHeads, type Profile, type Queue, type Seat } from './board.ts';
import { hasSkills } from './exclusion.ts';
import { profileFor, skillsOf } from './interning.ts';
import { type AgentId, type ConfiguredEvent, consideredAtMost, type QueueId, type QueueRules } from './routing.ts';
import { asPictured, leaveLine, leaveSeat, seat, standInLine } from './standing.ts';

/** Replaces the configuration; all who are known are placed anew, as profiles and classes are new. [RT13] */
export function configure(board: Board, { queues, agents }: ConfiguredEvent): void {
  const waiting = [...board.waiting.values()];
  const known = [...board.seats.values()].flatMap((s) => s.agent ?? []);
  for (const { id } of waiting) leaveLine(board, id);
  for (const { id } of known) leaveSeat(board, id);
  const profiles = new Map<string, Profile>();
  const seats: [AgentId, Seat][] = agents.map((a) => [a.id, { id: a.id, profile: profileFor(profiles, a), agent: null, listedIn: [] }]);
  board.seats = new Map(seats);
  board.profiles = [...profiles.values()];
  board.queues = queuesOf(queues, membersOf(board.seats), board.profiles);
  board.pressed.clear();
  const shared = [...board.queues.values()].filter(({ rules }) => rules.share !== undefined);
  board.shared = { queues: shared, whole: shared.reduce((sum, { rules }) => sum + (rules.share ?? 0), 0) };
  board.watched = [...new Set([...board.queues.values()].flatMap(({ keeps }) => keeps.map(({ of }) => of)))];
  board.classes.clear();
  board.heads = noHeads();
  for (const { picture, load, spaced } of known) seat(board, { ...asPictured(picture), load, spaced });
  for (const { entry } of waiting) standInLine(board, entry);
}

type Members = ReadonlyMap<QueueId, readonly Seat[]>;

type Made = Queue & { readonly keeps: Keep[] };

function queuesOf(queues: readonly QueueRules[], members: Members, profiles: readonly Profile[]): ReadonlyMap<QueueId, Queue> {
  const made = new Map(queues.map((rules) => [rules.id, queueOf(rules, members.get(rules.id) ?? [], profiles)]));
  for (const { rules, keeps } of made.values())
    for (const { queue, agents, percent } of rules.keepFree ?? []) {
      const of = made.get(queue);
      if (of) keeps.push({ of, agents, percent });
    }
  return made;
}

function queueOf(rules: QueueRules, members: readonly Seat[], profiles: readonly Profile[]): Made {
  const rings = [rules.skills, ...(rules.rings ?? []).map((r) => r.skills)];
  const sorted = members.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const from = ({ profile }: Seat) => profile?.queues.get(rules.id) ?? Infinity;
  const all = rings.map((_, ring) => sorted.filter((s) => from(s) <= ring));
  const skills = rings.map(skillsOf);
  const able = new Set(profiles.filter((p) => p.queues.get(rules.id) === 0 && hasSkills(p, skills[0] ?? new Map())));
  const counts = { ready: 0, free: 0, waiting: 0 };
  return { rules, skills, members: all, listed: all.map(listedOf), keeps: [], able, counts };
}

/** The seats know where they are listed; nobody has sat down yet. */
function listedOf(members: readonly Seat[]): Listed {
  const listed: Listed = [];
  for (const seat of members.slice(0, consideredAtMost)) seat.listedIn.push({ listed, at: listed.push(null) - 1 });
  return listed;
}

function membersOf(seats: ReadonlyMap<AgentId, Seat>): Members {
  const members = new Map<QueueId, Seat[]>();
  for (const seat of seats.values()) {
    for (const queue of seat.profile?.queues.keys() ?? []) {
      const list = members.get(queue) ?? [];
      list.push(seat);
      members.set(queue, list);
    }
  }
  return members;
}
