import { setTimeout as pause } from 'node:timers/promises';
import { deathsInARow, delayAfter } from './backoff.ts';
import type { Running } from './process.node.ts';

/** Something that shall always run: its name in the log, and how it is started. */
export type Part<R extends Running> = { readonly name: string; readonly start: () => Promise<R>; readonly say: (line: string) => void };

/** A part that is kept running until it is stopped. */
export type Kept<R extends Running> = {
  /** The one that runs now, or the next one that does. */
  readonly running: () => Promise<R>;
  /** Ends the one that runs now, so that a fresh one starts. */
  readonly renew: () => Promise<void>;
  /** Ends it for good; an aborted signal means: by force, now. */
  readonly stop: (hurry?: AbortSignal) => Promise<void>;
};

type Life<R> = { current: Promise<R>; deaths: number; renewed: boolean };

/** Starts a part, and again whenever it dies, with a growing pause. Rejects when the very first start fails. */
export async function keep<R extends Running>(part: Part<R>): Promise<Kept<R>> {
  const stopped = new AbortController();
  const life: Life<R> = { current: part.start(), deaths: 0, renewed: false };
  await life.current;
  const over = live(part, life, stopped.signal);
  return {
    running: () => life.current,
    renew: async () => {
      life.renewed = true;
      await (await now(life))?.stop();
    },
    stop: async (hurry) => {
      stopped.abort();
      await (await now(life))?.stop(hurry);
      await over;
    },
  };
}

/** Nothing when it could not be started: the next attempt is already under way, or nobody wants one. */
function now<R>(life: Life<R>): Promise<R | undefined> {
  return life.current.catch(() => undefined);
}

async function live<R extends Running>(part: Part<R>, life: Life<R>, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const began = performance.now();
    const cause = await life.current.then(({ ended }) => ended).catch((error: Error) => error.message);
    if (stopped.aborted) return;
    life.deaths = deathsInARow(life.deaths, performance.now() - began);
    life.current = life.renewed ? part.start() : afterPause(part, cause, delayAfter(life.deaths), stopped);
    life.renewed = false;
    life.current.catch(() => undefined); // Looked at in the next round.
  }
}

async function afterPause<R extends Running>(part: Part<R>, cause: string, delay: number, signal: AbortSignal): Promise<R> {
  part.say(`${part.name}: died (${cause}), starting again in ${delay / 1000} s`);
  await pause(delay, undefined, { signal });
  return part.start();
}
