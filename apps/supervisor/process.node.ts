import { type ChildProcess, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A part of the machine that runs now: its process, the news of its end, and how to end it. */
export type Running = {
  readonly pid: number;
  readonly ended: Promise<string>;
  /** Ends it and waits until it is gone; an aborted signal means: by force, now. */
  readonly stop: (hurry?: AbortSignal) => Promise<void>;
};

/** True while the process exists and is not only waiting to be buried by its parent. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return statOf(pid)?.state !== 'Z';
}

/** The command line of a process, empty when there is no such process. */
export function commandOf(pid: number): string {
  return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim() ?? askPs(pid, 'command');
}

/** Tells a process from a later one with the same number: the moment it began, in the machine's own unit. */
export function beginningOf(pid: number): string {
  return statOf(pid)?.began ?? askPs(pid, 'lstart');
}

/** Waits until the process is gone; false when it still lives after that many milliseconds or when it shall hurry. */
export async function gone(pid: number, milliseconds: number, hurry?: AbortSignal): Promise<boolean> {
  const until = performance.now() + milliseconds;
  while (lives(pid) && performance.now() < until && !hurry?.aborted) await pause(20);
  return !lives(pid);
}

/** How to end a process: politely, and when the grace (milliseconds) is over or it shall hurry, by force. */
export type Ending = {
  readonly signal: NodeJS.Signals;
  readonly grace: number;
  readonly force: NodeJS.Signals;
  readonly hurry?: AbortSignal | undefined;
};

/** Ends a process, which need not be our child, and waits until it is gone. */
export async function end(pid: number, { signal, grace, force, hurry }: Ending): Promise<void> {
  if (!lives(pid)) return;
  kill(pid, signal);
  if (await gone(pid, grace, hurry)) return;
  kill(pid, force);
  if (!(await gone(pid, 10_000))) throw new Error(`process ${pid} does not end`);
}

/** A process that is gone already is what we wanted. */
function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Resolves with the cause of death of a child of ours. */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
}

/** Resolves when a process that is not our child has gone; nobody tells us how it died. */
export async function endOfStranger(pid: number): Promise<string> {
  while (lives(pid)) await pause(250);
  return 'its process is gone';
}

function statOf(pid: number): { readonly state: string; readonly began: string } | undefined {
  const fields = readProc(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields && { state: fields[0] ?? '', began: fields[19] ?? '' };
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined; // No such process, or a system without /proc: the caller asks ps.
  }
}

function askPs(pid: number, field: string): string {
  if (process.platform === 'linux') return '';
  try {
    return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return ''; // ps exits with 1 when there is no such process.
  }
}
