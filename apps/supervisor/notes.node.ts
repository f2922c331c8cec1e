import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginningOf, end, lives } from './process.node.ts';

/** Writes down who does this job in this data folder, so that a successor can find it. */
export function noteProcess(folder: string, job: string, pid: number): void {
  writeFileSync(fileOf(folder, job), `${pid} ${beginningOf(pid)}\n`);
}

/** Forgets it, unless someone else does the job by now. */
export function forgetProcess(folder: string, job: string, pid: number): void {
  if (noted(folder, job)?.pid === pid) rmSync(fileOf(folder, job), { force: true });
}

/** The living process that does this job in this data folder, if any; a later process with its number does not count. */
export function processOf(folder: string, job: string): number | undefined {
  const note = noted(folder, job);
  return note && lives(note.pid) && beginningOf(note.pid) === note.began ? note.pid : undefined;
}

/** Ends what a killed predecessor left behind of this job; says so. */
export async function endOrphan(folder: string, job: string, say: (line: string) => void): Promise<void> {
  const pid = processOf(folder, job);
  if (pid === undefined) return;
  say(`${job}: ending the one a killed predecessor left behind (process ${pid})`);
  await end(pid, { signal: 'SIGTERM', grace: 10_000, force: 'SIGKILL' });
}

const fileOf = (folder: string, job: string) => join(folder, `${job}.pid`);

function noted(folder: string, job: string): { readonly pid: number; readonly began: string } | undefined {
  if (!existsSync(fileOf(folder, job))) return undefined;
  const [pid = '', ...began] = readFileSync(fileOf(folder, job), 'utf8').trim().split(' ');
  return { pid: Number(pid), began: began.join(' ') };
}
