import { parentPort, workerData } from 'node:worker_threads';
import type { Limits } from './mail.ts';
import { parse } from './parse.node.ts';

/** Reads mails in a thread of its own: what eats memory or time eats this, not the server. */
parentPort?.on('message', (raw: Uint8Array) => {
  void parse(raw, workerData as Limits).then((reading) => parentPort?.postMessage(reading));
});
