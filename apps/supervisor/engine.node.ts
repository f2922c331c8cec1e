import { spawn } from 'node:child_process';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineSpec } from '@patchbay/voice/engines/engine.ts';
import type { Account } from './account.node.ts';
import { end, endOf, type Running } from './process.node.ts';

/** An engine, whichever it is. */
type Spec = Omit<EngineSpec, 'name'> & { readonly name: string };

/** Where an engine's files and log go, as whom it runs, how one asks it whether it works (nothing: yes, else why not). */
export type Starting = {
  readonly folder: string;
  readonly account: Account;
  readonly healthy: () => Promise<string | undefined>;
};

const PATIENCE = 10_000;

/** Starts an engine of the field and waits until it answers. Its whole family of processes ends with it. */
export async function startEngine(spec: Spec, { folder, account, healthy }: Starting): Promise<Running> {
  for (const [name, text] of Object.entries(spec.files)) write(join(folder, name), text, account);
  for (const [name, text] of Object.entries(spec.own ?? {})) if (!existsSync(join(folder, name))) write(join(folder, name), text, account);
  const child = launch(spec, folder, account);
  const { pid } = child;
  const ended = endOf(child);
  if (pid === undefined) throw new Error(`${spec.name} cannot be started: ${await ended}`);
  hasten(pid);
  const stop = async (hurry?: AbortSignal) => {
    await end(pid, { signal: 'SIGTERM', grace: 2_000, force: 'SIGKILL', hurry });
    endFamily(pid);
  };
  void ended.then(() => endFamily(pid));
  try {
    await untilHealthy(healthy, ended);
  } catch (error) {
    await stop();
    throw new Error(
      `${spec.name} did not start (${(error as Error).message}). The end of ${logOf(spec, folder)}:\n${lastLines(logOf(spec, folder))}`,
    );
  }
  return { pid, ended, stop };
}

const logOf = ({ name }: Pick<Spec, 'name'>, folder: string) => join(folder, `${name}.log`);

/** Only the engine's own account reads it: there are secrets in it. */
function write(file: string, text: string, account: Account): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
  if (account) for (const path of [dirname(file), file]) chownSync(path, account.uid, account.gid);
}

/** A family of its own: Ctrl-C in the terminal does not reach it, and what a killed one leaves behind can be ended with it. */
function launch(spec: Spec, folder: string, account: Account) {
  const output = openSync(logOf(spec, folder), 'a', 0o600);
  try {
    const env = { PATH: `${process.env.PATH}:/usr/sbin:/usr/bin:/sbin:/bin`, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    return spawn(spec.program, spec.args, { ...account, env, cwd: '/', detached: true, stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
}

/** Voices come every 20 ms and cannot wait; where we may not say so, they take their turn like everybody. */
function hasten(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_ABOVE_NORMAL);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function endFamily(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function untilHealthy(healthy: Starting['healthy'], ended: Promise<string>): Promise<void> {
  let cause: string | undefined;
  void ended.then((why) => (cause = why));
  const until = performance.now() + PATIENCE;
  for (let reason = await healthy(); reason !== undefined; reason = await healthy()) {
    if (cause !== undefined) throw new Error(cause);
    if (performance.now() > until) throw new Error(reason);
    await pause(20);
  }
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-6).join('\n');
}
