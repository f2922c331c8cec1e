import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { dice } from '@patchbay/base/test/random.ts';
import { WebSocket, WebSocketServer } from 'ws';

/** Somebody's way to the server: it stands before it on an address of its own and has the troubles of a bad line. */
export interface FlakyLine {
  readonly url: string;
  /** From now on requests, answers and frames are lost, late, doubled or overtake each other; before, the line is good. */
  goesBad(): void;
  close(): Promise<void>;
}

const share = { lost: 0.06, late: 0.3, doubled: 0.06, cut: 0.03 };
const lateMs = 12;
/** Frames that may come from different nodes of a server, and so overtake each other; a greeting is never overtaken. */
const mayOvertake = /^\{"f":"(events|entries)"/;

/** Opens a line to the server at `target`; the same seed throws the same dice. */
export async function flakyLine(target: string, seed: number): Promise<FlakyLine> {
  const { chance, below } = dice(seed);
  let bad = false;
  const happens = (part: number) => bad && chance(part);
  const server = createServer((request, response) => void relay(request, response).catch(() => response.destroy()));
  const sockets = new WebSocketServer({ server });

  async function relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    if (happens(share.lost)) return void response.destroy();
    if (happens(share.late)) await pause(below(lateMs));
    const ask = () => forwarded(target, request, body);
    const twice = happens(share.doubled);
    const [answer] = await Promise.all(twice ? [ask(), ask()] : [ask()]);
    if (happens(share.lost)) return void response.destroy();
    response.writeHead(answer.status, [...answer.headers].filter(([name]) => !hopByHop.has(name)).flat());
    response.end(answer.body);
  }

  sockets.on('connection', (near, request) => {
    const far = new WebSocket(target.replace(/^http/, 'ws') + request.url, { headers: passedOn(request) });
    const early: string[] = [];
    let held: string | null = null;
    const release = () => {
      if (held !== null) near.send(held);
      held = null;
    };
    const cut = () => {
      release();
      near.terminate();
      far.terminate();
    };
    far.on('message', (data) => {
      const frame = String(data);
      const late = held;
      if (late !== null && mayOvertake.test(frame)) {
        held = null;
        near.send(frame);
        near.send(late);
      } else {
        release();
        if (mayOvertake.test(frame) && happens(share.late)) {
          held = frame;
          setTimeout(release, below(lateMs));
        } else near.send(frame);
      }
      if (happens(share.doubled)) near.send(frame);
      if (happens(share.cut)) cut();
    });
    near.on('message', (data) => {
      if (happens(share.cut)) return cut();
      if (far.readyState === WebSocket.OPEN) far.send(String(data));
      else early.push(String(data));
    });
    far.on('open', () => {
      for (const frame of early) far.send(frame);
    });
    for (const one of [near, far]) one.on('error', cut).on('close', cut);
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The line has no address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    goesBad() {
      bad = true;
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'content-encoding']);

/** The headers of a request as the server shall see them. */
const passedOn = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['content-type', 'authorization', 'idempotency-key', 'cookie', 'accept-language', 'origin'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

async function forwarded(target: string, request: IncomingMessage, body: Buffer) {
  const response = await fetch(target + request.url, {
    method: request.method ?? 'GET',
    headers: passedOn(request),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}
