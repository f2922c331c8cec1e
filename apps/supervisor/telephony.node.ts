import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Setup } from '@patchbay/voice/engines/engine.ts';
import { delayAfter } from './backoff.ts';
import { type Kept, keep } from './keep.node.ts';
import { forgetProcess, noteProcess } from './notes.node.ts';
import { end, endOf, type Running } from './process.node.ts';
import type { VoiceState } from './voice.ts';

/** The telephony process: its main file, and the environment that names database, server and secret, asked for at each start. */
export type TelephonyOptions = { readonly file: string; readonly env: () => Promise<NodeJS.ProcessEnv> };

/** What it is run with: where its number is noted, which engines it steers, who hears how it is, and whether they are there. */
export type Steering = {
  readonly folder: string;
  readonly setup: Setup;
  readonly say: (line: string) => void;
  readonly tell: (now: VoiceState) => void;
  readonly engines: () => VoiceState;
  readonly signal: AbortSignal;
};

const PATIENCE = 30_000;
const LOOK = 100;

/** Starts it as soon as the engines are there, and again whenever it dies: calls go on meanwhile. [VO116] */
export async function runTelephony(options: TelephonyOptions, steering: Steering): Promise<Kept<Running> | undefined> {
  const { signal, say, tell } = steering;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    while (steering.engines() !== 'ready' && !signal.aborted) await pause(LOOK, undefined, { signal }).catch(() => undefined); // Called off: the loop ends.
    if (signal.aborted) return undefined;
    try {
      return await keep({ name: 'telephony', start: () => begin(options, steering), say });
    } catch (error) {
      const reason = `telephony did not start (${(error as Error).message})`;
      say(reason);
      tell({ reason });
      await pause(delayAfter(attempt + 3), undefined, { signal }).catch(() => undefined); // The same.
    }
  }
  return undefined;
}

/** In a session of its own, so that Ctrl-C reaches only the supervisor. */
async function begin({ file, env }: TelephonyOptions, { folder, setup, say, tell }: Steering): Promise<Running> {
  const child = spawn(process.execPath, [file], {
    env: { ...(await env()), PATCHBAY_VOICE_SETUP: JSON.stringify(setup) },
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = endOf(child);
  const { pid } = child;
  if (pid === undefined) throw new Error(await ended);
  noteProcess(folder, 'telephony', pid);
  void ended.then((cause) => {
    forgetProcess(folder, 'telephony', pid);
    tell({ reason: `telephony died (${cause}) and is being started again` });
  });
  await ready(child, ended);
  say(`telephony: ready (process ${pid})`);
  tell('ready');
  return { pid, ended, stop: (hurry) => end(pid, { signal: 'SIGTERM', grace: 5_000, force: 'SIGKILL', hurry }) };
}

async function ready(child: ChildProcess, ended: Promise<string>): Promise<void> {
  const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  const said = new Promise<undefined>((resolve) => child.once('message', () => resolve(undefined)));
  const why = await Promise.race([said, ended]);
  clearTimeout(late);
  if (why !== undefined) throw new Error(why);
}
