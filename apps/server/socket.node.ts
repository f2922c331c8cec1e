import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { z } from 'zod';

const count = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const clientFrame = z.discriminatedUnion('f', [
  z.strictObject({
    f: z.literal('hello'),
    token: z.string().max(4000).optional(),
    position: z.strictObject({ epoch: z.string().max(100), xid: z.string().max(20) }).optional(),
  }),
  z.strictObject({ f: z.literal('used') }),
  z.strictObject({ f: z.literal('viewing'), interaction: z.uuid().nullable() }),
  z.strictObject({
    f: z.literal('typing'),
    interaction: z.uuid(),
    on: z.boolean(),
    text: z.string().max(4000).optional(),
    note: z.literal(true).optional(),
  }),
  z.strictObject({ f: z.literal('received'), interaction: z.uuid(), to: count, read: count }),
]);
type ClientFrame = z.output<typeof clientFrame>;
/** The first frame of a client, and any later one by which it begins anew. */
export type Hello = Extract<ClientFrame, { f: 'hello' }>;
export type Typing = Extract<ClientFrame, { f: 'typing' }>;
export type Received = Extract<ClientFrame, { f: 'received' }>;

/** Why a socket was closed by us (RFC 6455, 4000-4999 are ours). */
export const closed = { badFrame: 4400, notSignedIn: 4401, foreignOrigin: 4403, tooSlow: 4408, tooMany: 4429, goingDown: 1012 } as const;

const helloMs = 10_000;
const behindBytes = 4 * 1024 * 1024;
const framesPerSecond = 50;

/** Somebody who was greeted and is told what happens. */
export interface Joined {
  typing(frame: Typing): Promise<void>;
  /** A person uses what is at the other end. */
  used?(): Promise<void>;
  /** Of staff only. */
  viewing?(interaction: string | null): Promise<void>;
  /** How far a customer's browser has got a chat and the customer has read it; of staff, how far they have. */
  received?(frame: Received): Promise<void>;
  leave(): void;
}
/** A socket that is listened to. */
export interface Attended {
  /** Greets it again, as if it had just said hello without a position. */
  renew(): void;
}
interface Host {
  /** Answers whoever says hello; null: the socket was closed. */
  greet(hello: Hello): Promise<Joined | null>;
  readonly log: Logger;
}

/** Listens to one socket until it closes. Whatever is no frame of ours, or too many of them, closes it. [SV9] */
export function attend(socket: WebSocket, { greet, log }: Host): Attended {
  let joined: Joined | null = null;
  let greeting = false;
  /** Said while we were still greeting. */
  let next: Hello | null = null;
  let greeted = false;
  const allowance = bucket(framesPerSecond);
  const late = setTimeout(() => greeted || socket.close(closed.tooSlow), helloMs);

  async function begin(hello: Hello): Promise<void> {
    if (greeting) return void (next = hello); // one greeting at a time
    [greeting, greeted] = [true, true];
    joined?.leave();
    joined = null;
    try {
      joined = await greet(hello);
    } catch (error) {
      log.error(error, 'a socket could not be greeted');
      socket.close(1011);
    }
    greeting = false;
    const meanwhile = next;
    next = null;
    if (meanwhile && socket.readyState === socket.OPEN) return begin(meanwhile);
    if (socket.readyState !== socket.OPEN) joined?.leave();
  }
  function take(frame: ClientFrame) {
    if (frame.f === 'hello') void begin(frame);
    else if (frame.f === 'used') joined?.used?.().catch((error) => log.error(error, 'a use could not be noted'));
    else if (frame.f === 'viewing') joined?.viewing?.(frame.interaction).catch((error) => log.error(error, 'a presence could not be told'));
    else if (frame.f === 'received') joined?.received?.(frame).catch((error) => log.error(error, 'a receipt failed'));
    else joined?.typing(frame).catch((error) => log.error(error, 'typing failed'));
  }

  socket.on('message', (data, binary) => {
    if (socket.readyState !== socket.OPEN) return; // it is being closed: nobody listens any more
    if (!allowance()) return socket.close(closed.tooMany);
    const frame = binary ? null : parsed(String(data));
    if (frame) take(frame);
    else socket.close(closed.badFrame);
  });
  socket.on('close', () => {
    clearTimeout(late);
    joined?.leave();
  });
  socket.on('error', (error) => log.info({ reason: error.message }, 'a socket broke'));
  return { renew: () => void begin({ f: 'hello' }) };
}

/** Sends a text, unless the socket is closing; one that is too far behind is cut: it comes back and catches up. */
export function write(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > behindBytes) socket.terminate();
  else socket.send(text);
}

function parsed(text: string): ClientFrame | null {
  try {
    return clientFrame.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON: the socket is closed for it
  }
}

/** So many a second, saved up to one second's worth. */
function bucket(perSecond: number): () => boolean {
  let left = perSecond;
  let at = performance.now();
  return () => {
    const now = performance.now();
    left = Math.min(perSecond, left + ((now - at) / 1000) * perSecond);
    at = now;
    left -= 1;
    return left >= 0;
  };
}
