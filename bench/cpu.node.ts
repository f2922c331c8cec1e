import { readdirSync, readFileSync } from 'node:fs';

/** A clock tick of /proc/PID/stat on Linux, in ms. */
const tickMs = 10;

interface Seen {
  readonly parent: number;
  /** Its own time, and that of its children that have ended. */
  readonly ticks: number;
}

/** The CPU time in ms that each of these processes has used with all its children, those that have ended among them. */
export function cpuOf(pids: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const seen = look(name);
        return seen ? [[Number(name), seen] as const] : [];
      }),
  );
  const withChildren = (pid: number): number =>
    (all.get(pid)?.ticks ?? 0) + [...all].reduce((sum, [child, { parent }]) => sum + (parent === pid ? withChildren(child) : 0), 0);
  return Object.fromEntries(Object.entries(pids).map(([name, pid]) => [name, withChildren(pid) * tickMs]));
}

function look(pid: string): Seen | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [parent = 0] = fields.slice(1, 2);
    return { parent, ticks: fields.slice(11, 15).reduce((sum, n) => sum + n, 0) };
  } catch {
    return undefined; // It has ended meanwhile; its parent has its time.
  }
}

/** What each used between two looks. */
export const usedBetween = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, ms - (before[name] ?? 0)]));
