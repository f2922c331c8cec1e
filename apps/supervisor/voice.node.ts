import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { EngineName, EngineSpec, Setup } from '@patchbay/voice/engines/engine.ts';
import { health } from '@patchbay/voice/engines/health.node.ts';
import { libraries, missing } from '@patchbay/voice/engines/installed.node.ts';
import { janus } from '@patchbay/voice/engines/janus.ts';
import { kamailio } from '@patchbay/voice/engines/kamailio.node.ts';
import { rtpengine } from '@patchbay/voice/engines/rtpengine.ts';
import { type Account, closedFolder, databaseAccount } from './account.node.ts';
import { delayAfter } from './backoff.ts';
import { startEngine } from './engine.node.ts';
import { type Kept, keep } from './keep.node.ts';
import { endOrphan, forgetProcess, noteProcess } from './notes.node.ts';
import type { Running } from './process.node.ts';
import { runTelephony, type TelephonyOptions } from './telephony.node.ts';
import { type VoiceState, voiceState } from './voice.ts';
import { setupIn } from './voice-setup.node.ts';

/** The engines of calls, while they run. */
export type Voice = { readonly state: () => VoiceState; readonly stop: (hurry?: AbortSignal) => Promise<void> };

/** How to run them: `changed` hears of each new state; times in ms, an engine that misses so many questions in a row is started anew. */
export type VoiceOptions = {
  readonly folder: string;
  readonly say: (line: string) => void;
  readonly changed: (state: VoiceState) => void;
  readonly every?: number;
  readonly misses?: number;
  /** The process that steers them; left out: nobody does. */
  readonly telephony?: TelephonyOptions | undefined;
};

const ENGINES: readonly EngineName[] = ['kamailio', 'rtpengine', 'janus'];

/** Starts Kamailio, rtpengine and Janus in the data folder and keeps them running. What is in the way is a state, never an error. */
export async function runVoice(options: VoiceOptions): Promise<Voice> {
  const lacking = missing();
  const library = libraries();
  const where = join(options.folder, 'voice');
  const account = databaseAccount(join(options.folder, 'postgres'));
  const reason = lacking.length > 0 || !library ? `not installed: ${lacking.join(', ')}` : unreachable(where, account);
  if (reason !== undefined || !library) return idle(options, reason ?? '');
  await endOrphan(options.folder, 'telephony', options.say);
  for (const name of ENGINES) await endOrphan(options.folder, name, options.say); // Before ports are chosen: they have the old ones.
  const ours = await setupIn(where).catch((error: Error) => error);
  if (ours instanceof Error) return idle(options, ours.message);
  const { setup, release } = ours;
  try {
    const voice = await runEngines([kamailio(setup, library), rtpengine(setup), janus(setup, library)], { ...options, setup, account });
    const stop = (hurry?: AbortSignal) => voice.stop(hurry).finally(release);
    return { ...voice, stop };
  } catch (error) {
    release();
    return idle(options, `a file for TLS cannot be read: ${(error as Error).message}`);
  }
}

function idle({ say, changed }: VoiceOptions, reason: string): Voice {
  const state = { reason };
  say(`voice: there are no calls (${reason})`);
  changed(state);
  return { state: () => state, stop: async () => undefined };
}

/** The engines run as the database's user; both must be able to reach their folder. */
function unreachable(where: string, account: Account): string | undefined {
  mkdirSync(where, { recursive: true, mode: 0o700 });
  if (account) chownSync(where, account.uid, account.gid);
  const closed = closedFolder(where, account);
  return closed && `the user of the engines (number ${account?.uid}) may not enter ${closed}`;
}

type Part = EngineName | 'telephony';
type Engines = VoiceOptions & { readonly setup: Setup; readonly account: Account };

async function runEngines(specs: readonly EngineSpec[], options: Engines): Promise<Voice> {
  const { telephony } = options;
  const states = new Map<Part, VoiceState>(specs.map(({ name }) => [name, 'starting']));
  if (telephony) states.set('telephony', 'starting');
  const state = () => voiceState(states);
  const stopped = new AbortController();
  const tell = (name: Part, now: VoiceState) => {
    const before = state();
    if (stopped.signal.aborted) return;
    states.set(name, now);
    if (JSON.stringify(state()) !== JSON.stringify(before)) options.changed(state());
  };
  options.changed(state());
  const lives = specs.map((spec) =>
    live(spec, options, { tell: (now) => tell(spec.name, now), signal: stopped.signal, life: { process: undefined } }),
  );
  const engines = () => voiceState(new Map([...states].filter(([name]) => name !== 'telephony')));
  const steering = { ...options, engines, signal: stopped.signal, tell: (now: VoiceState) => tell('telephony', now) };
  const steered = telephony ? runTelephony(telephony, steering) : Promise.resolve(undefined);
  return {
    state,
    stop: async (hurry) => {
      stopped.abort();
      await (await steered)?.stop(hurry);
      for (const ending of await Promise.all(lives.map(({ over }) => over))) await ending?.stop(hurry);
    },
  };
}

/** `process`: the one that runs and has answered; nothing while it is dead or starting. */
type Living = { readonly tell: (now: VoiceState) => void; readonly signal: AbortSignal; readonly life: { process: number | undefined } };

/** One engine: started until it runs, then asked again and again whether it works. */
function live(spec: EngineSpec, options: Engines, living: Living): { readonly over: Promise<Kept<Running> | undefined> } {
  return { over: startUntil(spec, options, living).then(async (kept) => (kept && (await watch(spec, kept, options, living)), kept)) };
}

async function startUntil(spec: EngineSpec, options: Engines, living: Living): Promise<Kept<Running> | undefined> {
  const { tell, signal } = living;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await keep({ name: spec.name, start: () => begin(spec, options, living), say: options.say });
    } catch (error) {
      const reason = (error as Error).message;
      options.say(`${spec.name}: ${reason}`);
      tell({ reason: reason.split('\n')[0] ?? '' });
      await pause(delayAfter(attempt + 3), undefined, { signal }).catch(() => undefined); // Called off: the loop ends.
    }
  }
  return undefined;
}

async function begin(spec: EngineSpec, { setup, account, folder, say }: Engines, { tell, life }: Living): Promise<Running> {
  const healthy = () => health(spec.name, setup.places, setup.secrets);
  const running = await startEngine(spec, { folder: setup.folder, account, healthy });
  noteProcess(folder, spec.name, running.pid);
  say(`${spec.name}: ready (process ${running.pid})`);
  tell('ready');
  life.process = running.pid;
  void running.ended.then((cause) => {
    life.process = undefined;
    forgetProcess(folder, spec.name, running.pid);
    tell({ reason: `${spec.name} died (${cause}) and is being started again` });
  });
  return running;
}

/** Asks until it is stopped; a process that lives and does not answer is ended, so that a fresh one starts. One that is just starting is not asked. */
async function watch(spec: EngineSpec, kept: Kept<Running>, options: Engines, { tell, signal, life }: Living): Promise<void> {
  const { every = 5_000, misses = 3 } = options;
  for (let missed = 0; !signal.aborted; ) {
    await pause(every, undefined, { signal }).catch(() => undefined); // Called off: the loop ends.
    if (signal.aborted) return;
    const asked = life.process;
    const reason = asked && (await health(spec.name, options.setup.places, options.setup.secrets));
    missed = reason && asked === life.process ? missed + 1 : 0;
    if (missed < misses || signal.aborted) continue;
    missed = 0;
    options.say(`${spec.name}: does not do its work (${reason}), starting it anew`);
    tell({ reason: `${spec.name} hung (${reason}) and is being started again` });
    await kept.renew();
  }
}
