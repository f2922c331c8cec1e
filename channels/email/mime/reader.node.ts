import { Worker } from 'node:worker_threads';
import { type Limits, type Poison, type Reading, limits as usual } from './mail.ts';

/** Reads mails one after the other in a thread; one that ends the thread is set aside, and the next is read by a new one. [EM61] */
export interface Reader {
  read(raw: Uint8Array): Promise<Reading>;
  close(): Promise<void>;
}

interface Asked {
  readonly raw: Uint8Array;
  readonly resolve: (reading: Reading) => void;
}
/** So many lie with the thread: while one is answered, it reads the next. */
const mostGiven = 2;

/** A reader within these limits. */
export function openReader(limits: Limits = usual): Reader {
  let worker: Worker | null = null;
  let asked: readonly Asked[] = [];
  let given = 0;
  let late: NodeJS.Timeout | null = null;
  let idle = () => {};

  /** The first one is answered; what lay with a thread that is gone is given to the next. */
  const answer = (reading: Reading) => {
    const [one, ...others] = asked;
    asked = others;
    given -= 1;
    if (late) clearTimeout(late);
    late = null;
    if ('poison' in reading && (reading.poison === 'tooLong' || reading.poison === 'unreadable')) end();
    one?.resolve(reading);
    give();
    if (asked.length === 0) idle();
  };
  const poisoned = (poison: Poison, said: string) => answer({ poison, said });
  const end = () => {
    void worker?.terminate();
    worker = null;
    given = 0;
  };
  const begin = (): Worker => {
    const one = new Worker(new URL('./worker.node.ts', import.meta.url), {
      workerData: limits,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    });
    const dies = (error: unknown) => {
      if (worker !== one) return;
      if (given > 0) poisoned('unreadable', error instanceof Error ? error.message : `ended: ${error}`);
      else end();
    };
    one
      .on('message', (reading: Reading) => worker === one && answer(reading))
      .on('error', dies)
      .on('exit', dies);
    return one;
  };
  const give = () => {
    for (; given < Math.min(mostGiven, asked.length); given++) (worker ??= begin()).postMessage(asked[given]?.raw);
    if (given > 0) late ??= setTimeout(() => poisoned('tooLong', `${limits.ms} ms`), limits.ms);
  };

  return {
    read: (raw) =>
      new Promise((resolve) => {
        if (raw.byteLength > limits.bytes) return resolve({ poison: 'tooLarge', said: `${raw.byteLength} bytes` });
        asked = [...asked, { raw, resolve }];
        give();
      }),
    async close() {
      if (asked.length) await new Promise<void>((resolve) => (idle = resolve));
      await worker?.terminate();
      worker = null;
    },
  };
}
