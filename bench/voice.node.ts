import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { noCalls } from '@patchbay/voice/test/edge.node.ts';
import { type Callable, callable, people } from './callable.node.ts';
import { cpuOf, usedBetween } from './cpu.node.ts';
import type { Heard } from './hearing.ts';
import { median, percentile, round } from './measure.ts';
import { areClean, cleanRate, sippLimit } from './sipp.node.ts';

const number = '+4930123456';
const times = 150;
/** So many before, untimed: a centre that is called all day has been through its code before. */
const warmUp = 100;
const turns = 40;
/** The rate and the length at which CPU is counted. */
const calm = { rate: 4, seconds: 10 };

/** The figures of calls, each beside its limit taken in the same run. docs/benchmarks.md says how to read them. */
export async function voiceBench(say: (line: string) => void, seconds: number) {
  if (noCalls) throw new Error('The engines of calls or sipp are not installed: docs/voice.md says which packages they are.');
  const here = await callable();
  const outside = await peopleOutside(here);
  try {
    say('setup ...');
    const setup = await setups(outside);
    say('free to next ...');
    const free = await outside.ask('ready').then(() => nexts(outside));
    say(`${people} calls of ${seconds} s ...`);
    const live = await talks(here, outside, seconds);
    say('CPU of a call ...');
    const cpuMsPerCall = await cpuPerCall(here);
    say('calls a second ...');
    const callsPerSec = await cleanRate(here.sip, number);
    const sippLimitPerSec = await sippLimit();
    return rounded({ ...setup, freeToNextP50Ms: median(free), callsPerSec, sippLimitPerSec, ...live, cpuMsPerCall });
  } finally {
    outside.close();
    await here.close();
  }
}

type Outside = Awaited<ReturnType<typeof peopleOutside>>;

async function setups(outside: Outside) {
  const [ours, limit]: [number[], number[]] = [[], []];
  await outside.ask('ready');
  for (let n = -warmUp; n < times; n += 1) {
    const bare = await outside.ask<number>('limit');
    const took = await outside.ask<number>('setup');
    if (n < 0) continue;
    limit.push(bare);
    ours.push(took);
  }
  await outside.ask('notReady');
  const [setupP99Ms, setupLimitP99Ms] = [percentile(ours, 99), percentile(limit, 99)];
  return {
    ...{ setupP50Ms: median(ours), setupP99Ms, setupLimitP50Ms: median(limit), setupLimitP99Ms },
    setupRatio: setupP99Ms / setupLimitP99Ms,
  };
}

async function nexts(outside: Outside): Promise<readonly number[]> {
  const took: number[] = [];
  for (let n = 0; n < turns; n += 1) took.push(await outside.ask<number>('next'));
  return took;
}

async function talks({ pids }: Callable, outside: Outside, seconds: number) {
  const heard = outside.ask<Heard>('talk', seconds * 1000);
  await Promise.race([outside.talking, heard]);
  const before = cpuOf(pids);
  const began = performance.now();
  const { frames, missing, silent } = await heard;
  const ms = performance.now() - began;
  const used = Object.entries(usedBetween(before, cpuOf(pids)));
  return {
    ...{ framesHeard: frames, lostFrames: missing + silent, silentFrames: silent },
    cpuPctPerLiveCall: Object.fromEntries(used.map(([name, cpu]) => [name, (100 * cpu) / ms / people])),
  };
}

/** Callers come slowly, hear music and leave; what the processes use without them is taken off. */
async function cpuPerCall({ pids, sip }: Callable): Promise<Record<string, number>> {
  const lasting = (calm.seconds + 2) * 1000;
  const used = async (meanwhile: () => Promise<unknown>) => {
    const before = cpuOf(pids);
    await Promise.all([pause(lasting), meanwhile()]);
    return usedBetween(before, cpuOf(pids));
  };
  const idle = await used(async () => undefined);
  const busy = await used(async () => {
    if (!(await areClean(calm.rate, sip, number, calm.seconds))) throw new Error('Not even these few calls went well.');
  });
  const calls = calm.rate * calm.seconds;
  return Object.fromEntries(Object.entries(busy).map(([name, cpu]) => [name, Math.max(0, cpu - (idle[name] ?? 0)) / calls]));
}

/** Customers and agents with their phones, in a process of their own. */
async function peopleOutside({ url, database, sip }: Callable) {
  const file = fileURLToPath(new URL('./callers.node.ts', import.meta.url));
  const child: ChildProcess = fork(file, [url, database, String(sip), String(people)]);
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('The customers and the agents are gone.')));
  gone.catch(() => undefined); // whoever waits for an answer is told
  const talking = Promise.withResolvers<void>();
  let settle: (answer: never) => void = () => undefined;
  child.on('message', (said: { readonly answer?: never; readonly talking?: true }) =>
    said.talking ? talking.resolve() : settle(said.answer as never),
  );
  const answer = <T>() => Promise.race([new Promise<T>((resolve) => (settle = resolve)), gone]);
  await answer(); // they are there
  return {
    talking: talking.promise,
    ask: <T>(what: string, ms = 0): Promise<T> => {
      child.send({ what, ms });
      return answer<T>();
    },
    close: () => void child.kill(),
  };
}

type Figures = Readonly<Record<string, number | Readonly<Record<string, number>>>>;
const rounded = (figures: Figures): Figures =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      typeof value === 'number' ? round(value) : Object.fromEntries(Object.entries(value).map(([part, n]) => [part, round(n)])),
    ]),
  );
