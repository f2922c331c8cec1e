import { parentPort, workerData } from 'node:worker_threads';
import type { Limits, Reading } from './mail.ts';
import { parse } from './parse.node.ts';

/** Reads mails in a thread of its own, in the order they come: what eats memory or time eats this, not the server. */
let last: Promise<void> = Promise.resolve();
parentPort?.on('message', (raw: Uint8Array) => {
  last = last.then(async () => {
    const reading = await parse(raw, workerData as Limits);
    parentPort?.postMessage(reading, buffersOf(reading));
  });
});

/** Contents of files are handed over, not copied. */
function buffersOf(reading: Reading): ArrayBuffer[] {
  const all = 'mail' in reading ? reading.mail.attachments.map(({ content }) => content) : [];
  const whole = all.flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [],
  );
  return [...new Set(whole)];
}
