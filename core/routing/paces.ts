import type { Interaction } from '@patchbay/interactions/interaction.ts';
import { type Expected, expected, handled, left, newPace, overtaken, type Pace, passed } from './pace.ts';

/** How fast every line of a centre moves. [RT44] */
export interface Paces {
  /** An interaction was this before and is that now. */
  told(before: Interaction | null, now: Interaction, at: number): void;
  /** So many places have those who are ready, from now on. */
  staffed(queue: string, at: number, places: number): void;
  /** Somebody who came to another line goes before those who wait in this one. [RT61] */
  overtook(queue: string, at: number, by: number): void;
  /** How long the one at this place waits, when so many places are there. */
  expected(queue: string, at: number, position: number, places: number): Expected | null;
  /** What was counted up to now, to be kept. [RT62] */
  counted(at: number): readonly Counted[];
}

/** A conversation that is over: how long it took which agent, and whose line it came from. */
export interface Talk {
  readonly queue: string;
  readonly agent: string;
  readonly ended: number;
  readonly ms: number;
}
/** What was counted of a line. */
export interface Counted {
  readonly queue: string;
  readonly pace: Pace;
}
interface Known {
  /** What was counted before this process began. [RT62] */
  readonly counted?: readonly Counted[];
  /** Conversations that are stored; those that were counted already are left out. */
  readonly talks?: readonly Talk[];
  /** Which lines an agent serves. [RT61] */
  readonly serves?: (agent: string) => readonly string[];
}

/** Counts from what is told, beginning with what is known. */
export function paces({ counted = [], talks = [], serves = () => [] }: Known = {}): Paces {
  // nobody is counted as waiting before they are told of: the time nobody counted is none
  const lines = new Map<string, Pace>(counted.map(({ queue, pace }) => [queue, { ...newPace(pace.at), ...pace, waiting: 0, places: 0 }]));
  const countedUpTo = new Map(counted.map(({ queue, pace }) => [queue, pace.at]));
  /** Since when those stand in a line, or stood there before they were offered, who have not been answered yet. */
  const came = new Map<string, number>();
  const of = (agent: string, queue: string) => new Set([queue, ...serves(agent)]);
  for (const { queue, agent, ended, ms } of talks.toSorted((a, b) => a.ended - b.ended))
    for (const line of of(agent, queue))
      if (ended > (countedUpTo.get(line) ?? -Infinity)) lines.set(line, handled(passed(lines.get(line) ?? newPace(ended), ended, 0), ms));
  const change = (queue: string, at: number, by: number, and = (pace: Pace) => pace) => {
    const before = lines.get(queue) ?? newPace(at);
    const now = passed(before, at, before.waiting);
    lines.set(queue, and({ ...now, waiting: Math.max(0, now.waiting + by) }));
  };
  /** Comes to a line, or leaves it; who was offered the moment they came did not wait. */
  function moves(from: string | null, now: Interaction, at: number) {
    const to = lineOf(now);
    if (from === to) return;
    if (from !== null) change(from, at, -1, (pace) => (hasLeft(now) ? left(pace, 'gaveUp') : pace));
    if (from !== null && came.get(now.id) === at) came.delete(now.id);
    if (to === null) return;
    change(to, at, 1);
    came.set(now.id, came.get(now.id) ?? at);
  }
  /** What was offered is answered, or its customer is gone; nobody counts who had not waited. */
  function settles(queue: string, now: Interaction, at: number) {
    if (!came.has(now.id)) return;
    if (hasLeft(now)) change(queue, at, 0, (pace) => left(pace, 'gaveUp'));
    if (now.at.stage !== 'active') return;
    const { owner } = now.at;
    for (const line of owner === null ? [queue] : of(owner, queue))
      if (line === queue || (lines.get(line)?.waiting ?? 0) > 0) change(line, at, 0, (pace) => left(pace, 'answered'));
  }
  function talked(before: Interaction, now: Interaction, at: number) {
    const talk = before.at.stage === now.at.stage ? null : talkOf(before);
    if (!before.queue || !talk) return;
    for (const line of of(talk.agent, before.queue)) change(line, at, 0, (pace) => handled(pace, at - talk.since));
  }
  return {
    told(before, now, at) {
      moves(before && lineOf(before), now, at);
      if (before?.at.stage === 'offered' && before.at.back) settles(before.at.back.queue, now, at);
      if (now.at.stage === 'active' || hasLeft(now)) came.delete(now.id);
      if (before) talked(before, now, at);
    },
    staffed(queue, at, places) {
      const pace = lines.get(queue);
      if (pace && pace.places !== places) lines.set(queue, passed(pace, at, pace.waiting, places));
    },
    overtook: (queue, at, by) => change(queue, at, 0, (pace) => overtaken(pace, by)),
    expected(queue, at, position, places) {
      const pace = lines.get(queue);
      return pace ? expected(passed(pace, at, pace.waiting), position, places) : null;
    },
    counted: (at) => [...lines].map(([queue, pace]) => ({ queue, pace: passed(pace, at, pace.waiting) })),
  };
}

/** The queue in whose line it stands. */
const lineOf = ({ at }: Interaction): string | null => (at.stage === 'queued' ? at.queue : null);

/** Whether it is over without anybody having answered it since. */
const hasLeft = ({ at: { stage } }: Interaction): boolean => stage === 'wrapUp' || stage === 'closed';

/** Since when its owner has had it; `null`: nobody has. */
function talkOf({ at, participations }: Interaction): { readonly agent: string; readonly since: number } | null {
  if (at.stage !== 'active') return null;
  const owner = participations.find((p) => p.agent === at.owner);
  return owner?.stage === 'active' ? owner : null;
}
