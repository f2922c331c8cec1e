import { type Dice, dice } from '@patchbay/base/test/random.ts';
import type { Participation } from '@patchbay/interactions/interaction.ts';
import { type Chat, stageOf } from '../chat.ts';
import { evolve } from '../evolve.ts';
import { type Step, walk } from './walk.ts';

/** What was met on walks: some states of each stage with their time, and every step between stages with what led to it. */
export interface Reached {
  readonly chats: Samples<Chat>;
  readonly chatSteps: Steps;
  readonly partSteps: Steps;
}
type Samples<T> = Map<string, { readonly state: T; readonly now: number }[]>;
type Steps = Map<string, Set<string>>;

const most = 150;
/** The names of the machine SM-2b. */
export function partName(p: Participation | undefined): string {
  if (!p) return 'NONE';
  return p.stage === 'wrapUp' ? (p.until === null ? 'WRAP_UP_EXTENDED' : 'WRAP_UP') : p.stage.toUpperCase();
}

/** Walks, and keeps what was met. */
export function reach(seeds: readonly number[], steps: number): Reached {
  const reached: Reached = { chats: new Map(), chatSteps: new Map(), partSteps: new Map() };
  for (const seed of seeds) {
    const d = dice(seed);
    walk(seed, steps, { step: (s) => noteChat(reached, s, d) });
  }
  return reached;
}

function noteChat(reached: Reached, { before, command, events, after, now }: Step, d: Dice): void {
  keep(reached.chats, stageOf(before), { state: before, now }, d);
  noteStep(reached.chatSteps, stageOf(before), stageOf(after), command.type);
  let i = before;
  for (const event of events) {
    const next = evolve(i, event);
    for (const p of next.participations)
      noteStep(reached.partSteps, partName(i.participations.find((q) => q.agent === p.agent)), partName(p), command.type);
    i = next;
  }
}

/** Fills up first; later ones take the place of others now and then, so that those of every seed are among them. */
function keep<T>(samples: Samples<T>, name: string, sample: { readonly state: T; readonly now: number }, d: Dice): void {
  const list = samples.get(name) ?? [];
  samples.set(name, list);
  if (list.length < most) list.push(sample);
  else if (d.chance(0.1)) list[d.below(most)] = sample;
}

function noteStep(steps: Steps, from: string, to: string, by: string): void {
  if (from === to) return;
  const known = steps.get(`${from} ${to}`) ?? new Set();
  steps.set(`${from} ${to}`, known.add(by));
}
