import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ApiAgent } from '@patchbay/testing/agent.node.ts';
import { ApiCustomer } from '@patchbay/testing/customer.node.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { median } from './measure.ts';
import type { Place } from './place.node.ts';

const desktops = 500;
const rounds = 3;
const events = 300;
const inFlight = 32;

/** Deliveries a second of stored messages to 500 desktops; and raw WebSocket broadcasts of frames as long, turn by turn. */
export async function fanout(place: Place): Promise<{ fanoutPerSec: number; rawWsPerSec: number; fanoutRatio: number }> {
  const sam = new ApiAgent(place.url, 'sam', 'demo-sam-1');
  await sam.signsIn({ force: true });
  const chat = await talking(place);
  const ours = await audience(`${place.url.replace('http', 'ws')}/api/stream`, {
    cookie: sam.cookie,
    hello: '{"f":"hello"}',
    counts: '"f":"events"',
  });
  const raw = await rawServer();
  const listeners = await audience(raw.url, { cookie: '', hello: 'hello', counts: '' });
  const a: number[] = [];
  const b: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const frame = 'x'.repeat(ours.frameLength() || 330);
    b.push(await perSecond(listeners, async () => raw.broadcast(frame)));
    a.push(await perSecond(ours, chat.say));
  }
  ours.close();
  listeners.close();
  raw.close();
  chat.close();
  return { fanoutPerSec: median(a), rawWsPerSec: median(b), fanoutRatio: median(a.map((one, n) => one / (b[n] ?? Number.NaN))) };
}

async function perSecond(audience: Audience, one: () => Promise<void>): Promise<number> {
  const all = audience.expect(events * desktops);
  const began = performance.now();
  let started = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (started++ < events) await one();
    }),
  );
  await all;
  return (events * desktops) / ((performance.now() - began) / 1000);
}

/** A chat whose agent can speak. */
async function talking(place: Place) {
  const agent = new ApiAgent(place.url, 'ben', 'demo-ben-1');
  await agent.signsIn({ force: true });
  await agent.opens();
  await agent.goesReady();
  const customer = await new ApiCustomer(place.url, 'Fan').visits();
  const id = await customer.startsChat();
  await agent.seesOffer('Fan');
  await agent.accepts(id);
  return {
    say: async () => void (await agent.says(id, `Your parcel is on its way. ${randomUUID()}`)),
    close() {
      agent.losesTheLine();
      customer.losesTheLine();
    },
  };
}

interface Audience {
  /** Resolves when so many frames have come to all of them together. */
  expect(frames: number): Promise<void>;
  frameLength(): number;
  close(): void;
}

/** So many sockets in a process of their own, as desktops are. */
async function audience(url: string, { cookie, hello, counts }: { cookie: string; hello: string; counts: string }): Promise<Audience> {
  const child: ChildProcess = fork(fileURLToPath(new URL('./sockets.node.ts', import.meta.url)), [
    url,
    String(desktops),
    cookie,
    hello,
    counts,
  ]);
  const [ready] = (await once(child, 'message')) as [{ ready: boolean }];
  if (!ready.ready) throw new Error('The sockets did not open.');
  let length = 0;
  return {
    async expect(frames) {
      child.send({ expect: frames });
      const [done] = (await once(child, 'message')) as [{ length: number }];
      length = done.length;
    },
    frameLength: () => length,
    close: () => void child.kill(),
  };
}

async function rawServer() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    broadcast(frame: string) {
      for (const socket of server.clients as Set<WebSocket>) socket.send(frame);
      return new Promise<void>((resolve) => setImmediate(resolve));
    },
    close: () => server.close(),
  };
}
