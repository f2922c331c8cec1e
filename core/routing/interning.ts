import type { Board, Class, Profile, Skills, Waiting } from './board.ts';
import { hasSkills, serves } from './exclusion.ts';
import { newHeap } from './heap.ts';
import { isFirstInLine } from './order.ts';
import type { AgentRules, RequiredSkill, WaitingEvent } from './routing.ts';

/** The one profile of all agents with these skills and queues. */
export function profileFor(profiles: Map<string, Profile>, { skills, queues }: AgentRules): Profile {
  const sorted = Object.entries(skills).sort(byName);
  const key = JSON.stringify([sorted, queues.toSorted()]);
  const profile = profiles.get(key) ?? { skills: new Map(sorted), queues: new Set(queues), classes: [], free: new Map() };
  profiles.set(key, profile);
  return profile;
}

/** The one class of all waiting interactions like this; who is eligible is settled here, once. */
export function classFor(board: Board, entry: WaitingEvent): Class {
  const skills = entry.skills ? skillsOf(entry.skills) : (board.queues.get(entry.queue)?.skills ?? new Map());
  const key = JSON.stringify([entry.queue, entry.channel, [...skills]]);
  const known = board.classes.get(key);
  if (known) return known;
  const profiles = board.profiles.filter((p) => serves(p, board.queues.get(entry.queue)) && hasSkills(p, skills));
  const line = newHeap<Waiting>(isFirstInLine, (w) => board.waiting.get(w.id) === w);
  const made: Class = { queue: entry.queue, channel: entry.channel, skills, profiles, line };
  board.classes.set(key, made);
  for (const profile of profiles) profile.classes.push(made);
  return made;
}

/** Required skills in one order; of a skill named twice the higher level counts. [RT3] */
export function skillsOf(required: readonly RequiredSkill[]): Skills {
  const skills = new Map<string, number>();
  for (const { skill, level } of required.toSorted((a, b) => (a.skill < b.skill ? -1 : 1))) {
    skills.set(skill, Math.max(level, skills.get(skill) ?? level));
  }
  return skills;
}

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : 1);
