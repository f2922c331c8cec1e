import { Worker } from 'node:worker_threads';
import { type Limits, type Reading, limits as usual } from './mail.ts';

/** Reads mails one after the other in a thread; one that ends the thread is set aside, and the next is read by a new one. [EM61] */
export interface Reader {
  read(raw: Uint8Array): Promise<Reading>;
  close(): Promise<void>;
}

/** A reader within these limits. */
export function openReader(limits: Limits = usual): Reader {
  let worker: Worker | null = null;
  const begin = (): Worker => {
    const one = new Worker(new URL('./worker.node.ts', import.meta.url), {
      workerData: limits,
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    });
    // Why it ended is told to whoever waits for an answer; here only that there is none any more.
    one
      .on('error', () => undefined)
      .on('exit', () => {
        if (worker === one) worker = null;
      });
    return one;
  };
  let last: Promise<unknown> = Promise.resolve();
  const end = async () => {
    await worker?.terminate();
    worker = null;
  };
  const read = async (raw: Uint8Array): Promise<Reading> => {
    if (raw.byteLength > limits.bytes) return { poison: 'tooLarge', said: `${raw.byteLength} bytes` };
    worker ??= begin();
    const reading = await answerOf(worker, raw, limits.ms);
    if ('poison' in reading && (reading.poison === 'tooLong' || reading.poison === 'unreadable')) await end();
    return reading;
  };
  return {
    read(raw) {
      const reading = last.then(() => read(raw));
      last = reading;
      return reading;
    },
    async close() {
      await last;
      await end();
    },
  };
}

/** What the thread says of one mail; that it died, or says nothing for so long, is an answer too. */
function answerOf(worker: Worker, raw: Uint8Array, ms: number): Promise<Reading> {
  const { promise, resolve } = Promise.withResolvers<Reading>();
  const died = (error: unknown) => resolve({ poison: 'unreadable', said: error instanceof Error ? error.message : `ended: ${error}` });
  const late = setTimeout(() => resolve({ poison: 'tooLong', said: `${ms} ms` }), ms);
  worker.once('message', resolve).once('error', died).once('exit', died);
  worker.postMessage(raw);
  return promise.finally(() => {
    clearTimeout(late);
    worker.off('message', resolve).off('error', died).off('exit', died);
  });
}
