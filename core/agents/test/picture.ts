import { metIn, type Reached } from './reached.ts';
import { commandsOn, later, outcome } from './rows.ts';
import { rows } from './sm1.ts';

const states = [...new Set(rows.map(([from]) => from))];

/** The picture of a channel's states: drawn by trying every command in every kind of seat that walks reach. */
export function picture(reached: Reached): string {
  const lines = states.map((from) => {
    const targets = new Map<string, Set<string>>();
    for (const met of metIn(reached, from))
      for (const command of commandsOn(met)) {
        const to = outcome(met, command, met.now + later);
        if (states.includes(to) && to !== from) targets.set(to, (targets.get(to) ?? new Set()).add(command.type));
      }
    return `${from.padEnd(17)}  ${[...targets]
      .sort()
      .map(([to, by]) => `─► ${to} (${[...by].sort().join(', ')})`)
      .join('  ')}`;
  });
  return lines.join('\n');
}
/** The text between the fences of the README. */
export const between = /(?<=```text\n)[\s\S]*?(?=\n```)/;
