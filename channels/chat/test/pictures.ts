import { isRefused } from '@patchbay/base/decision.ts';
import { type Chat, stageOf } from '../chat.ts';
import { evolve } from '../evolve.ts';
import { decide } from '../rules.ts';
import { everyCommand, types } from './every.ts';
import { partName, type Reached } from './reached.ts';

/** Which commands lead from one state to another. */
type Arrows = Map<string, Map<string, Set<string>>>;

/** The pictures of the states, by the README they stand in: drawn by trying every command in every kind of state that walks reach. */
export function pictures(reached: Reached): Readonly<Record<string, string>> {
  const [chats, stages, parts] = [new Map(), new Map(), new Map()] as [Arrows, Arrows, Arrows];
  for (const { state: i, now } of [...reached.chats.values()].flat())
    for (const [type, next] of outcomes(i, now)) {
      draw(chats, stageOf(i), stageOf(next), type);
      draw(stages, i.at.stage, next.at.stage, type);
      for (const p of next.participations) draw(parts, partName(i.participations.find((q) => q.agent === p.agent)), partName(p), type);
    }
  return {
    'channels/chat/README.md': text(chats),
    'core/interactions/README.md': `${text(stages)}\n\n${text(parts)}`,
  };
}

const later = 100;
const outcomes = (i: Chat, now: number) =>
  everyCommand(i, now + later).flatMap((command) => {
    const answer = decide(i, command, now + later);
    return isRefused(answer) ? [] : [[command.type, answer.reduce(evolve, i)] as const];
  });

function draw(arrows: Arrows, from: string, to: string, by: string): void {
  if (from === to) return;
  const targets = arrows.get(from) ?? new Map<string, Set<string>>();
  arrows.set(from, targets);
  targets.set(to, (targets.get(to) ?? new Set()).add(by));
}

/** A line for each state, or for those that lead to the same: where, by which commands. */
function text(arrows: Arrows): string {
  const lines = Map.groupBy(arrows.keys(), (from) => leads(arrows.get(from) ?? new Map()));
  const named = [...lines].map(([to, from]) => [from.sort().join(', '), to] as const);
  const width = Math.max(...named.map(([name]) => name.length));
  return named.map(([name, to]) => `${name.padEnd(width)}  ${to}`).join('\n');
}
const leads = (targets: ReadonlyMap<string, ReadonlySet<string>>) =>
  [...targets]
    .sort()
    .map(([to, by]) => `─► ${to} (${[...by].sort(inOrder).join(', ')})`)
    .join('  ');
const inOrder = (a: string, b: string) => order(a) - order(b) || (a < b ? -1 : 1);
const order = (type: string) => (types as readonly string[]).indexOf(type);

/** The text between the fences of a README. */
export const between = /(?<=```text\n)[\s\S]*?(?=\n```)/;
/** What walks reach for the pictures. */
export const drawn = { seeds: [60, 61, 62, 63, 64, 65], steps: 4000 } as const;
