import type { Agent, Board, Class, Profile, Side, Skills, Waiting } from './board.ts';
import { hasSkills, serves } from './exclusion.ts';
import { newHeap } from './heap.ts';
import { isAskedFirst, isFirstInLine } from './order.ts';
import type { AgentRules, ChannelName, QueueId, RequiredSkill, Ring, WaitingEvent } from './routing.ts';

/** The one profile of all agents with these skills and queues. */
export function profileFor(profiles: Map<string, Profile>, rules: AgentRules): Profile {
  const skills = Object.entries(rules.skills).sort(byName);
  const queues = [...servedBy(rules)].sort(byName);
  const key = JSON.stringify([skills, queues]);
  const profile = profiles.get(key) ?? { skills: new Map(skills), queues: new Map(queues), on: new Map() };
  profiles.set(key, profile);
  return profile;
}

/** Each queue an agent serves, with the first ring from which he does. */
export function servedBy({ queues, joins = [] }: AgentRules): ReadonlyMap<QueueId, number> {
  const served = new Map<QueueId, number>();
  for (const { queue, ring } of joins) served.set(queue, Math.min(ring, served.get(queue) ?? ring));
  for (const queue of queues) served.set(queue, 0);
  return served;
}

/** What a profile has on a channel. */
export function sideOf({ on }: Profile, channel: ChannelName): Side {
  const known = on.get(channel);
  if (known) return known;
  const made: Side = { classes: [], free: newHeap<Agent>(isAskedFirst) };
  on.set(channel, made);
  return made;
}

/** The last ring of its queue that an interaction has reached by now. [RT52] [RT56] */
export function ringOf({ queues, pressed, now }: Board, { queue, since }: Pick<WaitingEvent, 'queue' | 'since'>): number {
  const rings = queues.get(queue)?.rules.rings;
  if (!rings) return 0;
  const sooner = pressed.get(queue);
  for (let n = rings.length; n > 0; n--) {
    const ring = rings[n - 1] as Ring;
    if (since + ring.afterMs <= now || (sooner?.has(n) && since + (ring.soonerMs ?? Infinity) <= now)) return n;
  }
  return 0;
}

/** The one class of all waiting interactions like this; who is eligible is settled here, once. */
export function classFor(board: Board, entry: WaitingEvent): Class {
  const ring = ringOf(board, entry);
  const key = nameOf(entry, ring);
  const known = board.classes.get(key);
  if (known) return known;
  const made = newClass(board, entry, ring);
  board.classes.set(key, made);
  board.heads.classes.push(made);
  board.heads.bands.push(-Infinity);
  board.heads.keys.push(Infinity);
  for (const profile of made.eligible) sideOf(profile, entry.channel).classes.push(made.n);
  return made;
}

/** Different for different classes: each name stands behind its length. */
function nameOf({ queue, channel, skills }: WaitingEvent, ring: number): string {
  let name = `${ring} ${queue.length} ${queue} ${channel.length} ${channel}`;
  if (skills) for (const { skill, level } of skills) name += ` ${skill.length} ${skill} ${level}`;
  else name += ' as the queue';
  return name;
}

function newClass(board: Board, { queue, channel, skills: own }: WaitingEvent, ring: number): Class {
  const known = board.queues.get(queue);
  const skills = own ? skillsOf(own) : (known?.skills[ring] ?? none);
  const wanted = known?.rules.agents === 'bestSkill' ? (own ? skills : (known.skills[0] ?? none)) : none;
  const tiers = board.profiles
    .filter((p) => serves(p, known, ring) && hasSkills(p, skills))
    .map((profile) => ({ profile, skill: skillIn(profile, wanted), free: sideOf(profile, channel).free }))
    .sort((a, b) => b.skill - a.skill);
  return {
    n: board.heads.classes.length,
    queue,
    channel,
    ring,
    skills,
    wanted,
    open: tiers.map(({ skill, free }) => ({ skill, free })),
    eligible: new Set(tiers.map(({ profile }) => profile)),
    line: newHeap<Waiting>(isFirstInLine),
  };
}

const none: Skills = new Map();

/** The sum of the agent's levels in what is wanted. */
export function skillIn({ skills }: Profile, wanted: Skills): number {
  let sum = 0;
  for (const skill of wanted.keys()) sum += skills.get(skill) ?? 0;
  return sum;
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
